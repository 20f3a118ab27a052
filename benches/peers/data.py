"""Makes what is measured, into one folder, and works out what must come of it.

usage: data.py FOLDER SIZE…        (sizes in thousands of parcels)

Parcels come from the generator of the test data, as do the plans, which are linked. The truth is worked out here from the degrees that
stand in the files, by the pinned projection of the generator and the shoelace formula around a near origin; no program under test has
part in it. Files that are there already are kept.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np

TEST_DATA = Path(__file__).resolve().parents[2] / "tests" / "data"
sys.path.insert(0, str(TEST_DATA / "generate"))
import gen  # noqa: E402

PLANS = ("plan_50", "plan_2000", "defects_50")
PLACES = 100_000
VERTICES = 10


def make(folder, sizes):
    folder.mkdir(parents=True, exist_ok=True)
    for plan in PLANS:
        link_plan(folder, plan)
    truth = {plan: truth_of_plan(plan) for plan in PLANS}
    make_places(folder / "places.bin")
    for size in sizes:
        name = f"parcels_{size}k"
        if not (folder / f"{name}.geojson").exists():
            gen.parcels(size * 1000, VERTICES, 5897, str(folder / f"{name}.geojson"))
        metres = folder / f"{name}.gpkg"
        if not metres.exists():
            # what suits QGIS best: its own format with an index, in the system of the project
            subprocess.run(["ogr2ogr", "-t_srs", "EPSG:5897", metres, folder / f"{name}.geojson"], check=True)
        truth[name] = truth_of_parcels(folder, name)
    (folder / "truth.json").write_text(json.dumps(truth, indent=1))


def link_plan(folder, plan):
    target = folder / plan
    target.mkdir(exist_ok=True)
    zones = "zones_defects.geojson" if plan.startswith("defects") else "zones.geojson"
    for name, source in (("boundary.geojson", "boundary.geojson"), ("zones.geojson", zones)):
        if not (target / name).exists():
            os.symlink(TEST_DATA / plan / source, target / name)


def truth_of_plan(plan):
    known = json.loads((TEST_DATA / plan / "truth.json").read_text())
    # what is smaller than this is rounding of files and is listed by nobody
    found = {kind: [f["area_m2"] for f in known[kind] if f["area_m2"] >= 0.01] for kind in ("overlaps", "gaps", "outside")}
    totals = {"zones_m2": known["totals"]["sum_zone_areas_m2"]}
    for kind, area in (("overlaps", "overlap_m2"), ("gaps", "gap_m2"), ("outside", "outside_m2")):
        totals[kind] = len(found[kind])
        totals[area] = sum(found[kind])
    return totals


def make_places(path):
    """Places all over the square, in whole micrometres, so that every program has the same."""
    if path.exists():
        return
    corner = np.asarray(gen.CENTER) - gen.EXTENT / 2
    places = np.random.default_rng(5897).uniform(corner, corner + gen.EXTENT, (PLACES, 2))
    np.round(places * 1e6).astype("<i8").tofile(path)


def truth_of_parcels(folder, name):
    collection = json.loads((folder / f"{name}.geojson").read_text())
    rings = [np.asarray(feature["geometry"]["coordinates"][0]) for feature in collection["features"]]
    first = np.cumsum([0] + [len(ring) for ring in rings])
    near = gen.to_m(np.concatenate(rings)) - np.asarray(gen.CENTER)
    east, north = near.T
    crosses = east[:-1] * north[1:] - east[1:] * north[:-1]
    crosses[first[1:-1] - 1] = 0.0  # between one ring and the next
    areas = np.abs(np.add.reduceat(crosses, first[:-1])) / 2
    places = np.fromfile(folder / "places.bin", "<i8").reshape(-1, 2) / 1e6 - np.asarray(gen.CENTER)
    holding = parcels_at(near, first, places)
    return {
        "features": len(rings),
        "vertices": int(first[-1] - len(rings)),
        "area_m2": float(areas.sum()),
        "found": int((holding >= 0).sum()),
        "found_numbers": int((holding[holding >= 0] + 1).sum()),
    }


def parcels_at(near, first, places):
    """The parcel of each place, from 0, or -1: a ray to the east, over the parcels of the cells of a grid around it."""
    cells = max(1, int(np.sqrt(len(first) - 1)))
    cell_of = lambda p: np.clip(((p + gen.EXTENT / 2) / gen.EXTENT * cells).astype(int), 0, cells - 1)
    of_cell = {}
    for parcel, (a, b) in enumerate(zip(first[:-1], first[1:])):
        low, high = cell_of(near[a:b].min(0)), cell_of(near[a:b].max(0))
        for i in range(low[0], high[0] + 1):
            for j in range(low[1], high[1] + 1):
                of_cell.setdefault((i, j), []).append(parcel)
    holding = np.full(len(places), -1)
    where = cell_of(places)
    order = np.lexsort(where.T)
    starts = np.flatnonzero(np.r_[True, (np.diff(where[order], axis=0) != 0).any(1)])
    for group in np.split(order, starts[1:]):
        for parcel in of_cell.get(tuple(where[group[0]]), ()):
            ring = near[first[parcel] : first[parcel + 1]]
            holding[group[holds(ring, places[group])]] = parcel
    return holding


def holds(ring, places):
    a, b = ring[:-1, None], ring[1:, None]
    straddles = (a[..., 1] > places[:, 1]) != (b[..., 1] > places[:, 1])
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = a[..., 0] + (places[:, 1] - a[..., 1]) / (b[..., 1] - a[..., 1]) * (b[..., 0] - a[..., 0])
    return (straddles & (places[:, 0] < crossing)).sum(0) % 2 == 1


if __name__ == "__main__":
    make(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]])
