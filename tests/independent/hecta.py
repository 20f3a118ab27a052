"""Runs the program under test."""
import json
import os
import pathlib
import subprocess

TOP = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("HECTA", str(TOP / "target/debug/hecta"))
SAMPLE = TOP / "data/sample_plan.geojson"
UNFINISHED = TOP / "data/unfinished_plan.geojson"


def run(*arguments, status=0):
    """What the program prints; its exit status must be `status`."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert done.returncode == status, f"hecta {' '.join(map(str, arguments))}: status {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def check(path, *arguments, status=0):
    """The report of `hecta check` on a file."""
    return json.loads(run("check", path, "--format", "json", *arguments, status=status))


def export(plan, path, *arguments):
    """Exports a plan that passes; gives the path."""
    run("export", plan, path, *arguments)
    return path
