"""Runs our side and the others in turn on the same files, holds totals against the truth, and prints the table.

usage: run.py --folder FOLDER --hecta PROGRAM --ours PROGRAM [--pairs 5] [--sizes 10 100] [--only layer,check,…]

Pairs alternate: ours, theirs, ours, theirs. A ratio is the median of the ratios of the pairs, by processor time, which other work on the
machine hardly touches; wall time is reported. What fails the truth has no time.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import window
from table import markdown

HERE = Path(__file__).resolve().parent
SYSTEM_PYTHON = "/usr/bin/python3"
NEAR_M2 = 0.01
GROUPS = ("check", "process", "drag", "layer", "cross", "frame", "window")


def run(command):
    """One process: what it told, its processor and wall time, and its peak memory."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment.setdefault("XDG_RUNTIME_DIR", "/tmp")
    began = time.monotonic()
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=complaints, env=environment)
        with process.stdout as out:
            said = out.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            complaints.seek(0)
            complaint = complaints.read().decode(errors="replace").strip()
            raise RuntimeError(f"{' '.join(map(str, command))} failed with {process.returncode}: {complaint[-400:]}")
    taken = {"cpu": usage.ru_utime + usage.ru_stime, "wall": time.monotonic() - began, "rss_mb": usage.ru_maxrss / 1024}
    return said.decode(), taken


class Comparison:
    def __init__(self, given):
        self.given, self.data = given, given.folder / "data"
        self.truth = json.loads((self.data / "truth.json").read_text())
        self.results, self.faults = {}, []
        self.commands = {
            "geopandas": [sys.executable, HERE / "with_geopandas.py"],
            "QGIS": [SYSTEM_PYTHON, HERE / "with_qgis.py"],
            "ours": [given.ours],
        }

    def pairs(self, name, ours, theirs, told_by_ours=None):
        """Runs a task of ours against each of theirs; `theirs` are words of their scripts by program."""
        rows = {peer: [] for peer in theirs}
        for _ in range(self.given.pairs):
            for peer, words in theirs.items():
                pair = []
                for who, command in (("ours", ours), (peer, self.commands[peer] + words)):
                    said, taken = run(command)
                    told = told_by_ours(said) if who == "ours" and told_by_ours else json.loads(said.strip().splitlines()[-1])
                    pair.append({"process": taken, **told})
                rows[peer].append(pair)
                self.say(name, peer, pair)
        self.results[name] = rows

    def say(self, name, peer, pair):
        ours, theirs = (one["process"]["cpu"] for one in pair)
        print(f"{name:32} ours {ours:8.3f} s   {peer:10} {theirs:8.3f} s", file=sys.stderr, flush=True)

    def hold(self, name, expected):
        """Every total of every run of a task must be what it is in truth."""
        for peer, rows in self.results[name].items():
            for pair in rows:
                for who, one in zip(("ours", peer), pair):
                    for total, true in expected.items():
                        self.hold_one(f"{name}, {who}", total, one["totals"].get(total), true)

    def hold_one(self, where, total, value, true):
        if value is None or abs(value - true) > (NEAR_M2 if total.endswith("_m2") else 0):
            self.faults.append(f"{where}: {total} is {value} and should be {true}")

    def layer(self):
        for size in self.given.sizes:
            name = f"parcels_{size}k"
            words = ["layer", self.data, name]
            self.pairs(f"layer {size}k", self.commands["ours"] + words, {"geopandas": words, "QGIS": words})
            self.hold(f"layer {size}k", self.truth[name])

    def check(self):
        for plan in ("defects_50", "plan_50", "plan_2000"):
            ours = self.commands["ours"] + ["check", self.data, plan]
            self.pairs(f"check {plan}", ours, {"geopandas": ["check", self.data, plan], "QGIS": ["process", self.data, plan]})
            self.hold(f"check {plan}", self.truth[plan])

    def process(self):
        for plan in ("plan_50", "plan_2000"):
            folder = self.data / plan
            ours = [self.given.hecta, "check", folder / "zones.geojson", "--boundary", folder / "boundary.geojson"]
            for_machines = [*ours, "--format", "json"]
            # what people read says the same, in words that are not read back here
            told = told_by_check(run(for_machines)[0])
            words = ["process", self.data, plan]
            areas = {total: true for total, true in self.truth[plan].items() if total.endswith("_m2")}
            for name, command, tells in (("process", ours, lambda _: told), ("process in JSON", for_machines, told_by_check)):
                self.pairs(f"{name} {plan}", command, {"geopandas": words, "QGIS": words}, tells)
                self.hold(f"{name} {plan}", areas)

    def drag(self):
        ours = self.commands["ours"] + ["drag", self.data, "plan_2000"]
        self.pairs("drag plan_2000", ours, {"geopandas": ["drag", self.data, "plan_2000"]})

    def cross(self):
        if not self.knows("cross", "--help"):
            return
        for size in self.given.sizes:
            parcels, zones = self.data / f"parcels_{size}k.geojson", self.data / "plan_50" / "zones.geojson"
            ours = [self.given.hecta, "cross", zones, parcels, "--by", "commune", "--format", "json"]
            words = ["cross", self.data, f"parcels_{size}k", "plan_50"]
            name = f"cross {size}k"
            self.pairs(name, ours, {"geopandas": words, "QGIS": words}, told_by_cross)
            self.hold(name, {"area_m2": self.truth["plan_50"]["zones_m2"]})
            self.hold_tables(name)

    def hold_tables(self, name):
        """Cell by cell, every program must say the same."""
        for peer, rows in self.results[name].items():
            ours, theirs = (one["totals"]["table"] for one in rows[0])
            for cell in ours.keys() | theirs.keys():
                self.hold_one(f"{name}, ours against {peer}, {cell}", "area_m2", ours.get(cell, 0.0), theirs.get(cell, 0.0))
            for pair in rows:
                for one in pair:
                    one["totals"].pop("table")

    def frame(self):
        for size in self.given.sizes:
            words = ["frame", self.data, f"parcels_{size}k"]
            self.pairs(f"frame {size}k", self.commands["ours"] + words, {"QGIS": words})
            self.hold(f"frame {size}k", {"parcels": size * 1000})

    def window(self):
        size = self.given.sizes[-1]
        qgis = ["/usr/bin/qgis", "--nologo", "--noversioncheck"]
        parcels = self.data / f"parcels_{size}k"
        starts = {"window": ([], {"QGIS": []})}
        if self.knows("--help", word="--reference"):
            theirs = {"QGIS": [f"{parcels}.geojson"], "QGIS, GeoPackage": [f"{parcels}.gpkg"]}
            starts[f"window {size}k"] = (["--reference", f"{parcels}.geojson"], theirs)
        with window.Screen() as screen:
            # the first start of a program makes its settings
            screen.start([self.given.hecta], "Hecta")
            screen.start(qgis, "QGIS")
            for name, (ours, theirs) in starts.items():
                rows = {peer: [] for peer in theirs}
                for _ in range(self.given.pairs):
                    for peer, words in theirs.items():
                        picture = lambda who: self.given.folder / f"{name} {who}.png".replace(" ", "_")
                        pair = [
                            {"process": screen.start([self.given.hecta, *ours], "Hecta", picture("ours"))},
                            {"process": screen.start([*qgis, *words], "QGIS", picture(peer))},
                        ]
                        rows[peer].append(pair)
                        self.say(name, peer, pair)
                self.results[name] = rows

    def knows(self, *arguments, word=""):
        """Whether our program has a command, or its help a word."""
        help_ = subprocess.run([self.given.hecta, *arguments], capture_output=True, text=True)
        return help_.returncode == 0 and word in help_.stdout


def told_by_check(said):
    report = json.loads(said)
    totals = {"zones_m2": report["zones_m2"], "overlap_m2": report["overlap_m2"]}
    return {"phases": {}, "totals": {**totals, "gap_m2": report["unallocated_m2"], "outside_m2": report["outside_m2"]}}


def told_by_cross(said):
    beside = ("unallocated", "outside", "overlap")
    rows = json.loads(said)["rows"]
    table = {f"{row['group']}|{zone}": area for row in rows for zone, area in row["zones"].items() if zone not in beside}
    return {"phases": {}, "totals": {"cells": len(table), "area_m2": sum(table.values()), "table": table}}


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    return {"cores": os.cpu_count(), "model": model, "system": platform.platform(), "load_before": os.getloadavg()}


def versions(given):
    import geopandas, pyogrio, pyproj, shapely

    gdal = ".".join(map(str, pyogrio.__gdal_version__))
    geos = ".".join(map(str, shapely.geos_version))
    code = "from qgis.core import Qgis; print(Qgis.QGIS_VERSION, 'GEOS', Qgis.geosVersion())"
    return {
        "Hecta": run([given.hecta, "--version"])[0].strip(),
        "QGIS": run([SYSTEM_PYTHON, "-c", code])[0].strip(),
        "geopandas": f"{geopandas.__version__} with shapely {shapely.__version__} (GEOS {geos}), pyogrio {pyogrio.__version__} (GDAL {gdal}), "
        f"pyproj {pyproj.__version__} (PROJ {pyproj.__proj_version__}), Python {platform.python_version()}",
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--hecta", type=Path, required=True)
    parser.add_argument("--ours", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100])
    parser.add_argument("--only", default=",".join(GROUPS))
    given = parser.parse_args()
    told = {"machine": machine(), "versions": versions(given), "pairs": given.pairs}
    comparison = Comparison(given)
    for group in GROUPS:
        if group in given.only.split(","):
            try:
                getattr(comparison, group)()
            except (RuntimeError, KeyError) as failure:
                comparison.faults.append(f"{group}: {type(failure).__name__} {failure}")
    told["machine"]["load_after"] = os.getloadavg()
    told.update(faults=comparison.faults, results=comparison.results)
    (given.folder / "result.json").write_text(json.dumps(told, indent=1))
    print(markdown(told))
    return 1 if comparison.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
