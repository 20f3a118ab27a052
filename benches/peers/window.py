"""Starts a program on a screen of its own and waits until its window is there and the program at rest."""

import os
import signal
import struct
import subprocess
import tempfile
import time
import zlib
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
LOOK_EVERY_S = 0.02
# at rest: so little of a processor, for so long
REST_S, REST_SHARE = 2.0, 0.015
GIVE_UP_S = 180.0
LEAST_WIDTH = 600


class Screen:
    """A virtual screen of 1920 by 1080 without a window manager, and a home of its own for whoever is shown on it."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="peers-")
        self.path = Path(self.folder.name)
        reading, writing = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24", "-nolisten", "tcp", "-noreset", "-fbdir", self.path],
            pass_fds=[writing], stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as number:
            self.display = ":" + number.readline().strip()
        home = self.path / "home"
        home.mkdir(mode=0o700)
        # QGIS runs whatever Python is first on the path; it must be the one it was built for
        self.environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "DISPLAY": self.display,
            "LANG": "C.UTF-8", "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()
        self.folder.cleanup()

    def start(self, command, title, picture=None):
        """Seconds until the window was mapped and until rest began, processor time until then, and peak memory."""
        began = time.monotonic()
        complaints = open(self.path / "complaints", "w+")
        program = subprocess.Popen(
            [str(word) for word in command], env=self.environment, stdout=subprocess.DEVNULL, stderr=complaints, start_new_session=True
        )
        mapped, seen = None, []
        try:
            while (now := time.monotonic() - began) < GIVE_UP_S:
                if program.poll() is not None:
                    complaints.seek(0)
                    raise RuntimeError(f"{command[0]} ended with {program.returncode}: {complaints.read().strip()[-400:]}")
                seen.append((now, processor_time(program.pid)))
                if mapped is None:
                    mapped = now if self.is_mapped(title) else None
                elif rest := start_of_rest(seen, mapped):
                    if picture:
                        self.save(picture)
                    return {"mapped": mapped, "wall": rest[0], "cpu": rest[1], "rss_mb": peak_mb(program.pid)}
                time.sleep(LOOK_EVERY_S)
            raise RuntimeError(f"{command[0]} was not at rest after {GIVE_UP_S:.0f} s")
        finally:
            end(program)
            complaints.close()

    def is_mapped(self, title):
        ask = lambda *words: subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True).stdout
        for window in ask("search", "--onlyvisible", "--name", title).split():
            size = dict(line.split("=") for line in ask("getwindowgeometry", "--shell", window).splitlines() if "=" in line)
            if int(size.get("WIDTH", 0)) >= LEAST_WIDTH:
                return True
        return False

    def save(self, path):
        """Keeps what is on the screen as a PNG."""
        dump = (self.path / "Xvfb_screen0").read_bytes()
        header, width, height = (struct.unpack_from(">I", dump, at)[0] for at in (0, 16, 20))
        line, colours = (struct.unpack_from(">I", dump, at)[0] for at in (48, 76))
        pixels = memoryview(dump)[header + 12 * colours :]
        rows = bytearray()
        for y in range(height):
            row = pixels[y * line : y * line + 4 * width]
            rgb = bytearray(3 * width)
            rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
            rows += b"\0" + rgb
        chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        form = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        image = chunk(b"IHDR", form) + chunk(b"IDAT", zlib.compress(bytes(rows), 1)) + chunk(b"IEND", b"")
        Path(path).write_bytes(b"\x89PNG\r\n\x1a\n" + image)


def start_of_rest(seen, mapped):
    """When the program came to rest and what it had taken by then; None while it has not rested long enough."""
    now, taken = seen[-1]
    before = [entry for entry in seen if mapped <= entry[0] <= now - REST_S]
    if before and taken - before[-1][1] < REST_SHARE * (now - before[-1][0]):
        return before[-1]
    return None


def processor_time(pid):
    """Of all threads, and of children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(field) for field in fields[11:15]) / TICKS_PER_SECOND


def peak_mb(pid):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def end(program):
    if program.poll() is None:
        os.killpg(program.pid, signal.SIGTERM)
        try:
            program.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()
