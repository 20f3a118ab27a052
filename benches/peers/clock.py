"""Phases of a task with their processor time, wall time and peak memory, told as one line of JSON like our own program does."""

import json
import resource
import time
from contextlib import contextmanager

LONG_ENOUGH_S = 0.5
FEWEST_REPEATS = 5


def peak_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def quantiles(seconds):
    ordered = sorted(seconds)
    at = lambda part: ordered[min(int(len(ordered) * part), len(ordered) - 1)]
    return {"cpu": at(0.5), "p95": at(0.95), "p99": at(0.99), "most": at(1.0), "times": len(ordered)}


class Told:
    def __init__(self):
        self.phases, self.totals = {}, {}
        # what the interpreter and its libraries have taken until now
        self.phases["start"] = {"cpu": time.process_time(), "rss_mb": peak_mb()}

    @contextmanager
    def phase(self, name):
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.phases[name] = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "rss_mb": peak_mb()}

    def repeated(self, name, work):
        """Does the work until it has taken long enough; what one time took is told."""
        wall, cpu, times = time.perf_counter(), time.process_time(), 0
        while times < FEWEST_REPEATS or time.process_time() - cpu < LONG_ENOUGH_S:
            result = work()
            times += 1
        self.phases[name] = {
            "cpu": (time.process_time() - cpu) / times,
            "wall": (time.perf_counter() - wall) / times,
            "times": times,
            "rss_mb": peak_mb(),
        }
        return result

    def say(self):
        print(json.dumps({"phases": self.phases, "totals": self.totals}), flush=True)
