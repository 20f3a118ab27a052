"""What geopandas and shapely take for our tasks.

usage: with_geopandas.py layer|check|process|drag|cross FOLDER WHAT…
"""

import sys
from pathlib import Path

import geopandas
import numpy as np
import pyogrio
import shapely
from clock import Told, quantiles
import time

METRES = "EPSG:5897"
NOISE_M2 = 0.01
told = Told()


def read(path):
    return pyogrio.read_dataframe(path).to_crs(METRES)


def polygons(path):
    return np.asarray(read(path).geometry.values)


def layer(folder, name):
    with told.phase("load"):
        parcels = read(folder / f"{name}.geojson")
        index = parcels.sindex  # an STRtree, made when it is first asked for
    shapes = np.asarray(parcels.geometry.values)
    told.totals.update(
        features=len(shapes),
        vertices=int(shapely.get_num_coordinates(shapes).sum() - len(shapes)),
        area_m2=float(shapely.area(shapely.transform(shapes, near)).sum()),
    )
    places = shapely.points(np.fromfile(folder / "places.bin", "<i8").reshape(-1, 2) / 1e6)
    told.repeated("index", lambda: shapely.STRtree(shapes))
    tree = shapely.STRtree(shapes)
    found = told.repeated("find", lambda: tree.query(places, predicate="intersects"))
    told.totals.update(found=int(found.shape[1]), found_numbers=int((found[1] + 1).sum()))


def near(coordinates):
    """Around an origin in the middle, where sums of areas lose no digits."""
    return coordinates - [609_275.0, 2_275_703.0]


def judge(boundary, zones):
    invalid = int((~shapely.is_valid(zones)).sum())
    total = float(shapely.area(zones).sum())
    tree = shapely.STRtree(zones)
    a, b = tree.query(zones, predicate="intersects")
    a, b = a[a < b], b[a < b]
    overlaps = shapely.area(shapely.intersection(zones[a], zones[b]))
    gaps = shapely.area(shapely.get_parts(shapely.difference(boundary, shapely.union_all(zones))))
    outside = shapely.area(shapely.difference(zones, boundary))
    found = {"zones_m2": total, "invalid": invalid}
    for kind, areas, name in (("overlaps", overlaps, "overlap_m2"), ("gaps", gaps, "gap_m2"), ("outside", outside, "outside_m2")):
        large = areas[areas >= NOISE_M2]
        found.update({kind: len(large), name: float(large.sum())})
    return found


def judge_as_coverage(boundary, zones):
    """What a clean plan allows a user of GEOS 3.12 or newer: the validator of coverages, and the union that trusts it."""
    invalid = int((~shapely.is_valid(zones)).sum())
    is_coverage = bool(shapely.coverage_is_valid(zones))
    union = shapely.coverage_union_all(zones)
    rest = shapely.area(shapely.symmetric_difference(boundary, union))
    return invalid, float(shapely.area(zones).sum()), is_coverage, float(rest)


def of_plan(folder, plan):
    return polygons(folder / plan / "boundary.geojson")[0], polygons(folder / plan / "zones.geojson")


def check(folder, plan):
    boundary, zones = of_plan(folder, plan)
    boundary, zones = shapely.transform(boundary, near), shapely.transform(zones, near)
    told.totals.update(told.repeated("check", lambda: judge(boundary, zones)))
    if not plan.startswith("defects"):
        told.repeated("check as a coverage", lambda: judge_as_coverage(boundary, zones))


def process(folder, plan):
    """From the start of the interpreter to the verdict; timed from outside."""
    boundary, zones = of_plan(folder, plan)
    told.totals.update(judge(shapely.transform(boundary, near), shapely.transform(zones, near)))


def drag(folder, plan):
    """The least that can be done for a move: the zone that changes, judged against its neighbours and the boundary."""
    boundary, zones = of_plan(folder, plan)
    tree = shapely.STRtree(zones)
    seconds = []
    for zone in np.linspace(0, len(zones) - 1, 40).astype(int):
        corners = shapely.get_coordinates(zones[zone])
        for step in range(50):
            moved = corners.copy()
            moved[3] += (0.5 + 0.05 * step, 0.25 + 0.025 * step)
            start = time.process_time()
            after = shapely.Polygon(moved)
            neighbours = tree.query(after)
            neighbours = neighbours[neighbours != zone]
            after.is_valid
            shapely.area(shapely.intersection(zones[neighbours], after)).sum()
            after.difference(boundary).area
            left = shapely.difference(zones[zone], after)
            shapely.area(shapely.difference(left, shapely.union_all(zones[neighbours])))
            seconds.append(time.process_time() - start)
    told.phases["drag"] = quantiles(seconds)


def cross(folder, name, plan):
    with told.phase("read"):
        parcels, zones = read(folder / f"{name}.geojson"), read(folder / plan / "zones.geojson")
    with told.phase("overlay"):
        pieces = geopandas.overlay(parcels[["commune", "geometry"]], zones[["code", "geometry"]], how="intersection", keep_geom_type=True)
    with told.phase("table"):
        table = pieces.assign(area=pieces.area).groupby(["commune", "code"])["area"].sum()
    told.totals.update(cells=len(table), area_m2=float(table.sum()))
    told.totals["table"] = {f"{commune}|{code}": area for (commune, code), area in table.items()}
    bare_p, bare_z = np.asarray(parcels.geometry.values), np.asarray(zones.geometry.values)
    with told.phase("overlay by hand"):
        by_hand(bare_p, bare_z)


def by_hand(parcels, zones):
    """The same pieces by one who knows shapely well: parcels wholly inside a zone need no overlay."""
    zone, parcel = shapely.STRtree(parcels).query(zones, predicate="intersects")
    shapely.prepare(zones)
    inside = shapely.contains_properly(zones[zone], parcels[parcel])
    area = np.empty(len(zone))
    area[inside] = shapely.area(parcels[parcel[inside]])
    area[~inside] = shapely.area(shapely.intersection(zones[zone[~inside]], parcels[parcel[~inside]]))
    return area


if __name__ == "__main__":
    {"layer": layer, "check": check, "process": process, "drag": drag, "cross": cross}[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
    told.say()
