#!/usr/bin/env python3
"""Checks `sample_plan.geojson` and `unfinished_plan.geojson` and prints the check values that README.md quotes.

    python3 check_sample_plans.py

Shares no code with the script that made them: the transformation comes from PROJ's own EPSG database, areas and overlays from
shapely, the edges from plain integer sets. Exits with an error at the first thing that does not hold.
"""
import json
import math
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
import shapely
from pyproj import Geod
from pyproj.transformer import TransformerGroup

HERE = Path(__file__).resolve().parent
CHOICES = TransformerGroup("EPSG:4326", "EPSG:5897", always_xy=True).transformers
TO_GRID = next(t for t in CHOICES if "VN-2000 to WGS 84 (2)" in t.description)  # EPSG:6960
GEOD = Geod(ellps="WGS84")


def rings_of(path):
    """[(properties, ring in µm, ring in degrees)] of a file of polygons without holes."""
    out = []
    for feature in json.loads((HERE / path).read_text(encoding="utf-8"))["features"]:
        polygons = feature["geometry"]["coordinates"]
        for polygon in polygons if feature["geometry"]["type"] == "MultiPolygon" else [polygons]:
            degrees = np.array(polygon[0])
            assert (degrees[0] == degrees[-1]).all() and len(polygon) == 1
            micrometres = np.column_stack(TO_GRID.transform(*degrees[:-1].T)) * 1e6
            out.append((feature["properties"], [tuple(map(int, p)) for p in np.rint(micrometres)], degrees))
    return out


def area_m2(ring):
    return sum(ax * by - ay * bx for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1])) / 2e12


def edges(ring):
    return list(zip(ring, ring[1:] + ring[:1]))


def with_nodes(boundary, nodes):
    """The boundary ring with those of `nodes` in it that lie within 1 µm of an edge, and the largest such distance in µm."""
    out, worst = [], 0.0
    for a, b in edges(boundary):
        length = math.dist(a, b)
        on_edge = []
        for p in nodes:
            along = ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / length
            across = abs((p[0] - a[0]) * (b[1] - a[1]) - (p[1] - a[1]) * (b[0] - a[0])) / length
            if 1 < along < length - 1 and across <= 1:
                on_edge.append((along, p))
                worst = max(worst, across)
        out += [a] + [p for _, p in sorted(on_edge)]
    return out, worst


def local(ring, origin):
    return shapely.Polygon([((x - origin[0]) / 1e6, (y - origin[1]) / 1e6) for x, y in ring])


def check_common(name):
    """What holds for both plans; returns boundary ring and zones."""
    features = rings_of(name)
    boundaries = [f for f in features if f[0]["layer"] == "boundary"]
    zones = [f for f in features if f[0]["layer"] == "zone"]
    assert len(boundaries) == 1 and [z[0]["zone_code"] for z in zones] == ["TN", "SX", "KN"]
    assert all(f[0]["synthetic"] is True for f in features)
    legal = rings_of("park_boundary_demo.geojson")[0]
    assert boundaries[0][1] == legal[1], "the legal corners changed"
    assert boundaries[0][0]["decision"] == legal[0]["decision"] and boundaries[0][0]["approved_area_ha"] == 663.19
    for properties, ring, degrees in features:
        assert len(set(ring)) == len(ring) and area_m2(ring) > 0, "counter-clockwise, no vertex twice"
        assert shapely.Polygon(degrees).is_valid and shapely.Polygon(degrees).exterior.is_ccw
        off_mm = sum(x % 1000 != 0 or y % 1000 != 0 for x, y in ring)
        geodesic = abs(GEOD.polygon_area_perimeter(*degrees.T)[0])
        print(f"{name:24} {properties.get('zone_code', 'boundary'):8} {area_m2(ring):15.6f} m2 grid  {geodesic:12.1f} m2 geodesic"
              f"  {len(ring)} vertices, {off_mm} between millimetres")
    return legal[1], {z[0]["zone_code"]: z[1] for z in zones}, {z[0]["zone_code"]: z[0]["target_ha"] for z in zones}


def check_sample():
    boundary, zones, targets = check_common("sample_plan.geojson")
    for code, ring in zones.items():
        assert area_m2(ring) == round(targets[code] * 10_000), "not its area to the last half square micrometre"
    noded, worst = with_nodes(boundary, {p for ring in zones.values() for p in ring} - set(boundary))
    left = Counter(e for ring in zones.values() for e in edges(ring))
    assert max(left.values()) == 1
    left = {(a, b) for a, b in left if (b, a) not in left}
    assert left == set(edges(noded)), "the edges that no neighbour cancels are not the boundary's"
    assert area_m2(noded) == area_m2(boundary) == 6_631_900
    cover = np.array([local(ring, boundary[0]) for ring in zones.values()])
    assert shapely.coverage_is_valid(cover) and shapely.is_valid(cover).all()
    union = shapely.coverage_union_all(cover)
    assert union.symmetric_difference(local(boundary, boundary[0])).area < 1e-6
    print(f"edge-matched; {len(noded) - len(boundary)} helper nodes, at most {worst:.3g} um off the legal lines; sum 6631900 m2 exactly")
    inner = Counter()
    for one, two in combinations(zones, 2):
        shared = {frozenset(e) for e in edges(zones[one])} & {frozenset(e) for e in edges(zones[two])}
        inner[f"{one}|{two}"] = (len(shared) + 1, round(sum(math.dist(*e) for e in shared) / 1e6, 1))
    print("inner borders (vertices, metres):", dict(inner))
    for layer in ("communes_2020", "communes_2025"):
        for properties, ring, _ in rings_of(f"{layer}.geojson"):
            row = [shapely.intersection(local(ring, boundary[0]), z).area / 1e4 for z in cover]
            if max(row) > 0:
                print(f"{layer} {properties['name']:20}", *(f"{c} {ha:8.4f}" for c, ha in zip(zones, row)), f"= {sum(row):.4f} ha")


def check_unfinished():
    boundary, zones, _ = check_common("unfinished_plan.geojson")
    park = local(boundary, boundary[0])
    shapes = {code: local(ring, boundary[0]) for code, ring in zones.items()}
    union = shapely.union_all(list(shapes.values()))
    faults = {"gap": park.difference(union), "outside": union.difference(park)}
    faults |= {f"overlap {a}/{b}": shapes[a].intersection(shapes[b]) for a, b in combinations(zones, 2)}
    for name, fault in faults.items():
        parts = [p for p in getattr(fault, "geoms", [fault]) if p.area > 1e-3]
        for part in parts:
            at = part.representative_point()
            print(f"{name:14} {part.area:12.6f} m2 at E {at.x + boundary[0][0] / 1e6:.1f} N {at.y + boundary[0][1] / 1e6:.1f}")
        assert len(parts) == (name in ("gap", "outside", "overlap SX/KN")), "exactly one gap, one overlap, one part outside"
    total = sum(area_m2(ring) for ring in zones.values())
    print(f"sum of zones {total:.6f} m2, approved minus sum {6_631_900 - total:.6f} m2")


if __name__ == "__main__":
    check_sample()
    check_unfinished()
