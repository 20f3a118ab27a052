#!/usr/bin/env python3
"""Makes the two embedded plans, `sample_plan.geojson` and `unfinished_plan.geojson`, from the demonstration boundary.

    python3 make_sample_plans.py [--picture FILE.png]

Needs numpy, shapely >= 2 and pyproj (matplotlib too for the picture). Deterministic: no randomness, no clock. The build never
runs it; its two outputs are committed. `check_sample_plans.py` verifies them without sharing any code with this file.

How the sample plan comes about, all in EPSG:5897 easting/northing:
1. Three inner borders meet in one node T: R&D | production (a road from the northern boundary to T), R&D | hub (the same road
   from T to the southern boundary), hub | production (a road from T to the east, a chamfered corner, then a canal to the
   southern boundary). Each is laid out as a road is: tangents, circular arcs, chamfers.
2. Their outer ends are nodes exactly on a legal edge: k/n of the way, chosen so that it is a whole micrometre (or millimetre).
3. Two sideways shifts are solved until the R&D laboratory and the hub have their areas; vertices go to whole millimetres.
4. What rounding left over (some hundredths of a square metre) is taken up by moving two vertices per border by a few millimetres,
   chosen so that twice the area is the wanted integer of µm². All three areas are then exact, not merely close.

The unfinished plan is the sample plan with three drawing faults: a road strip nobody took (gap), a canal strip taken twice
(overlap), and a bulge beyond the boundary (outside).
"""
import argparse
import json
import math
from itertools import product
from pathlib import Path

import numpy as np
import shapely
from pyproj import Transformer

HERE = Path(__file__).resolve().parent
# EPSG:6960 (coordinate frame) and EPSG:5897 written out, so that no PROJ database can choose another operation
OPERATION = (
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=push +v_3 "
    "+step +proj=cart +ellps=WGS84 +step +inv +proj=helmert +x=-191.90441429 +y=-39.30318279 "
    "+z=-111.45032835 +rx=-0.00928836 +ry=0.01975479 +rz=-0.00427372 +s=0.252906278 "
    "+convention=coordinate_frame +step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 "
    "+step +proj=tmerc +lat_0=0 +lon_0=105 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84"
)
FORWARD = Transformer.from_pipeline(OPERATION)
DECIMALS = 12  # of a degree: 0.1 µm, enough to read every grid point back
ZONES = {  # code: name_vi, name_en, function, target in ha
    "TN": ("Vùng thí nghiệm công nghệ cao", "High-tech laboratory (R&D) zone", "rd_laboratory", 165.80),
    "SX": ("Vùng sản xuất, ứng dụng công nghệ cao", "High-tech production and application zone", "production", 397.91),
    "KN": ("Vùng trung tâm khởi nghiệp, sáng tạo", "Startup and innovation hub", "startup_hub", 99.48),
}
DECISION = "1541/QĐ-TTg"
MM = 1000  # µm; every position below is a pair of integers in µm unless a name says _m
# nodes on legal edges: (index of the edge's first corner, counter-clockwise from 0, k, n) = exactly k/n of the way
NORTH_NODE = (36, 240, 1000)
SOUTH_NODE = (5, 1, 2)
CANAL_NODE = (10, 2, 3)
RIM_NODES = [(29, 1, 3), (29, 2, 3)]  # the stretch where production of the unfinished plan leaves the boundary
GAP_DEPTH_MM = 24_000
OVERLAP_DEPTH_MM = 16_000
RIM_DEPTH_MM = 24_000


# ---------------------------------------------------------------- the grid
def grid_m(lonlat):
    """(n, 2) degrees -> (n, 2) easting/northing in metres."""
    return np.column_stack(FORWARD.transform(lonlat[:, 0], lonlat[:, 1]))


def lonlat(points_m):
    """(n, 2) metres -> (n, 2) degrees that lead back to `points_m`.

    PROJ's inverse of the Helmert step misses its own forward by 0.8 mm here, so the residual is fed back until nothing is left.
    """
    aim = np.array(points_m, float)
    for _ in range(3):
        back = np.column_stack(FORWARD.transform(aim[:, 0], aim[:, 1], direction="INVERSE"))
        aim += points_m - grid_m(back)
    return np.column_stack(FORWARD.transform(aim[:, 0], aim[:, 1], direction="INVERSE"))


def read_boundary():
    """Corners of the demonstration boundary, whole millimetres, counter-clockwise, first corner not repeated."""
    features = json.loads((HERE / "park_boundary_demo.geojson").read_text(encoding="utf-8"))["features"]
    ring = np.array(features[0]["geometry"]["coordinates"][0])[:-1]
    corners = [on_mm(p) for p in grid_m(ring)]
    assert np.abs(grid_m(ring) * 1e6 - corners).max() < 0.5, "the boundary is not on whole millimetres"
    return corners


def on_mm(point_m):
    """The grid point at the nearest whole millimetre."""
    return tuple(int(v) * MM for v in np.round(np.asarray(point_m) * 1000))


def in_m(ring):
    """(n, 2) float metres of grid points."""
    return np.array(ring) / 1e6


def point_of_edge(a, b, part):
    """The point at `part` = (k, n) of the edge a-b; refuses a part that is not a whole micrometre."""
    k, n = part
    step = [(b[i] - a[i]) * k for i in (0, 1)]
    assert all(s % n == 0 for s in step), "not a whole micrometre"
    return tuple(a[i] + step[i] // n for i in (0, 1))


def twice_area(ring):
    """Twice the signed area of a ring; exact (µm²) on grid points."""
    return sum(ax * by - ay * bx for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]))


# ---------------------------------------------------------------- layout of roads and canals
def straight(a, b, spacing_m):
    """Points from `a` (included) to `b` (left out), evenly spaced."""
    n = max(1, round(math.dist(a, b) / spacing_m))
    return [a + (b - a) * i / n for i in range(n)]


def rounded_corner(before, corner, after, radius_m):
    """The circular arc of `radius_m` that replaces `corner`, a vertex about every 25 m."""
    u, v = (p - corner for p in (before, after))
    u, v = u / np.hypot(*u), v / np.hypot(*v)
    turn = math.pi - math.acos(np.clip(u @ v, -1, 1))
    tangent = radius_m * math.tan(turn / 2)
    centre = corner + (u + v) / np.hypot(*(u + v)) * radius_m / math.cos(turn / 2)
    start = corner + u * tangent - centre
    side = math.copysign(1, -(u[0] * v[1] - u[1] * v[0]))
    n = max(3, round(radius_m * turn / 25))
    angles = [side * turn * i / n for i in range(n + 1)]
    return [centre + np.array([start[0] * math.cos(t) - start[1] * math.sin(t), start[0] * math.sin(t) + start[1] * math.cos(t)])
            for t in angles]


def alignment(points, spacing_m):
    """A polyline in metres through intersection points `(east, north, bend)`.

    `bend` > 0 rounds the corner with that radius in metres, `bend` < 0 chamfers it by that many metres along both sides,
    0 keeps it sharp. The first and last point are kept as they are.
    """
    xy = [np.array(p[:2], float) for p in points]
    pieces = [[xy[0]]]
    for before, corner, after, (_, _, bend) in zip(xy, xy[1:], xy[2:], points[1:]):
        if bend > 0:
            pieces.append(rounded_corner(before, corner, after, bend))
        else:
            pieces.append([corner + (p - corner) / np.hypot(*(p - corner)) * -bend for p in (before, after)] if bend else [corner])
    pieces.append([xy[-1]])
    line = []
    for piece, following in zip(pieces, pieces[1:]):
        line += piece[:-1] + straight(piece[-1], following[0], spacing_m)
    return np.array(line + [xy[-1]])


def inner_borders(ends_m, shifts_m):
    """The three inner borders in metres: north -> T, T -> south, T -> end of the canal.

    `ends_m`: north end, end of R&D | hub, end of hub | production. `shifts_m`: of the road that bounds R&D, along the park's axis,
    and of the road that bounds the hub to the north, across it. The figures are free choices of the layout, in metres of EPSG:5897.
    """
    north, south, canal_end = ends_m
    axis = np.array([math.cos(math.radians(-20)), math.sin(math.radians(-20))])
    road, cross = axis * shifts_m[0], np.array([-axis[1], axis[0]]) * shifts_m[1]

    def at(east_m, north_m, bend, *shifts):
        return (*(np.array([east_m, north_m]) + sum(shifts, np.zeros(2))), bend)

    t = at(615822.0, 2272640.0, 0, road, cross)
    rd_production = [(*north, 0), at(615905.0, 2273260.0, 520, road), at(615890.0, 2272930.0, 640, road), t]
    rd_hub = [t, at(615790.0, 2272210.0, 900, road), (*south, 0)]
    hub_production = [t, at(616330.0, 2272500.0, 1400, road, cross), at(617016.0, 2272215.0, -28, cross),
                      at(616972.0, 2271990.0, 300), at(617085.0, 2271790.0, 420), (*canal_end, 0)]
    return {"TN|SX": alignment(rd_production, 34), "TN|KN": alignment(rd_hub, 24), "KN|SX": alignment(hub_production, 40)}


# ---------------------------------------------------------------- zones from borders
def between(ring, start, end):
    """Vertices of `ring` from `start` to `end`, both included, in ring order."""
    i, j = ring.index(start), ring.index(end)
    return ring[i:j + 1] if i <= j else ring[i:] + ring[:j + 1]


def ring_of(*paths):
    """A ring from paths that follow each other; each starts where the one before ends."""
    assert all(p[-1] == q[0] for p, q in zip(paths, paths[1:] + paths[:1]))
    return [point for path in paths for point in path[:-1]]


def zones_of(noded, rd_production, rd_hub, hub_production, rd_side=None, hub_side=None, production_rim=None):
    """Rings of the three zones, counter-clockwise.

    `noded`: the boundary with the end nodes. The borders run north -> T, T -> south, T -> canal end. The last three are what a zone
    uses instead of the shared line, and make the faults of the unfinished plan.
    """
    north, south, canal_end = rd_production[0], rd_hub[-1], hub_production[-1]
    return {
        "TN": ring_of(between(noded, north, south), rd_hub[::-1], (rd_side or rd_production)[::-1]),
        "SX": ring_of(production_rim or between(noded, canal_end, north), rd_production, hub_production),
        "KN": ring_of(between(noded, south, canal_end), (hub_side or hub_production)[::-1], rd_hub),
    }


def noded_boundary(corners, nodes):
    """The boundary ring with `nodes` {(index of edge, k, n)} put into its edges; the corners stay as they are."""
    ring = list(corners)
    added = [point_of_edge(corners[i], corners[(i + 1) % len(corners)], (k, n)) for i, k, n in nodes]
    for (i, _, _), node in sorted(zip(nodes, added), reverse=True):
        if node not in ring:
            ring.insert(i + 1, node)
    return ring, added


# ---------------------------------------------------------------- exact areas
def solve_shifts(corners, ends_m, wanted_m2):
    """Sideways shifts in metres of road and canal that give R&D and hub their areas, by Newton steps on plain floats."""
    def off(shifts):
        lines = {k: [tuple(p) for p in v] for k, v in inner_borders(ends_m, shifts).items()}
        noded = noded_boundary_m(corners, ends_m)
        zones = zones_of(noded, lines["TN|SX"], lines["TN|KN"], lines["KN|SX"])
        return np.array([twice_area(shifted_to_origin(zones[z])) / 2 - wanted_m2[z] for z in ("TN", "KN")])

    shifts = np.zeros(2)
    for _ in range(12):
        value = off(shifts)
        slope = np.column_stack([(off(shifts + step) - value) for step in np.eye(2)])
        shifts = shifts - np.linalg.solve(slope, value)
    assert np.abs(off(shifts)).max() < 1e-3
    return shifts


def shifted_to_origin(ring):
    """The ring relative to its first vertex, for float sums that keep their digits."""
    return [(x - ring[0][0], y - ring[0][1]) for x, y in ring]


def noded_boundary_m(corners, ends_m):
    """The boundary in metres with the float end nodes in it (they lie on its edges or are its corners)."""
    ring = [tuple(p) for p in in_m(corners).tolist()]
    for end in ends_m:
        if end not in ring:
            edges = [shapely.LineString([a, b]).distance(shapely.Point(end)) for a, b in zip(ring, ring[1:] + ring[:1])]
            ring.insert(int(np.argmin(edges)) + 1, end)
    return ring


def change_of_area(ring, vertex, dx_mm, dy_mm):
    """By how much twice the area of `ring` grows when `vertex` moves by whole millimetres; exact (µm²)."""
    i = ring.index(vertex)
    (xb, yb), (xn, yn) = ring[i - 1], ring[(i + 1) % len(ring)]
    return MM * (dx_mm * (yn - yb) - dy_mm * (xn - xb))


def settle(ring, line, wanted, reach_mm=45):
    """`line` with a few vertices moved by millimetres so that twice the area of `ring`, which contains `line`, is exactly `wanted`.

    The first inner vertex takes up what an end node between two millimetres leaves (the residue modulo a square millimetre). Two
    others then take up the rest, an integer equation in four unknowns whose smallest solution is found by meeting in the middle.
    """
    steps = range(-reach_mm, reach_mm + 1)
    moves = sorted(product(steps, steps), key=lambda move: (max(map(abs, move)), move))

    def moved(points, vertex, move):
        return [(p[0] + move[0] * MM, p[1] + move[1] * MM) if p == vertex else p for p in points]

    missing = wanted - twice_area(ring)
    move = next(m for m in moves if (missing - change_of_area(ring, line[1], *m)) % (MM * MM) == 0)
    ring, line = moved(ring, line[1], move), moved(line, line[1], move)

    missing = wanted - twice_area(ring)
    found = []
    for one, two in zip(line[3:-8], line[7:-4]):
        first = {}
        for move in moves:
            first.setdefault(change_of_area(ring, one, *move), move)
        found += [((first[rest], move), one, two) for move in moves
                  if (rest := missing - change_of_area(ring, two, *move)) in first]
    (move_one, move_two), one, two = min(found, key=lambda f: (max(abs(v) for move in f[0] for v in move), f))
    return moved(moved(line, one, move_one), two, move_two)


def sample_borders(corners):
    """The noded boundary and the three inner borders of the sample plan, with exact areas."""
    noded, ends = noded_boundary(corners, [NORTH_NODE, SOUTH_NODE, CANAL_NODE])
    ends_m = [tuple(end) for end in in_m(ends).tolist()]
    wanted_m2 = {code: round(zone[3] * 10_000) for code, zone in ZONES.items()}
    lines = {}
    for name, line in inner_borders(ends_m, solve_shifts(corners, ends_m, wanted_m2)).items():
        lines[name] = [on_mm(p) for p in line]
    lines["TN|SX"][0], lines["TN|KN"][-1], lines["KN|SX"][-1] = ends
    for zone, name in (("TN", "TN|SX"), ("KN", "KN|SX")):
        ring = zones_of(noded, lines["TN|SX"], lines["TN|KN"], lines["KN|SX"])[zone]
        lines[name] = settle(ring, lines[name], 2 * wanted_m2[zone] * 10**12)
    return noded, lines


# ---------------------------------------------------------------- faults
def pushed(line, first, last, depth_mm):
    """`line` with the vertices between indices `first` and `last` (which stay) pushed `depth_mm` to the left, negative to the right."""
    out = list(line)
    for i in range(first + 1, last):
        along = np.array(line[i + 1]) - np.array(line[i - 1])
        left = np.array([-along[1], along[0]]) / np.hypot(*along)
        out[i] = on_mm((np.array(line[i]) + left * depth_mm * MM) / 1e6)
    return out


def unfinished_zones(corners, lines):
    """The sample plan with one gap (R&D | production), one overlap (hub | production) and one part outside (production)."""
    road, canal = lines["TN|SX"], lines["KN|SX"]
    noded, (*_, rim_start, rim_end) = noded_boundary(corners, [NORTH_NODE, SOUTH_NODE, CANAL_NODE, *RIM_NODES])
    rim = between(noded, canal[-1], road[0])
    i = rim.index(rim_start)
    assert rim[i + 1] == rim_end
    part = [point_of_edge(rim_start, rim_end, (k, 4)) for k in range(5)]
    rim = rim[:i] + pushed(part, 0, 4, -RIM_DEPTH_MM) + rim[i + 2:]
    return zones_of(noded, road, lines["TN|KN"], canal,
                    rd_side=pushed(road, 9, len(road) - 8, -GAP_DEPTH_MM),
                    hub_side=pushed(canal, len(canal) - 20, len(canal) - 6, OVERLAP_DEPTH_MM),
                    production_rim=rim)


# ---------------------------------------------------------------- files
def ring_text(ring):
    closed = in_m(ring + ring[:1])
    return "[" + ",".join(f"[{lon:.{DECIMALS}f},{lat:.{DECIMALS}f}]" for lon, lat in lonlat(closed)) + "]"


def feature_text(properties, ring):
    return ('{"type":"Feature","properties":' + json.dumps(properties, ensure_ascii=False, separators=(",", ":"))
            + ',"geometry":{"type":"Polygon","coordinates":[' + ring_text(ring) + "]}}")


def write_plan(name, note, corners, zones):
    """One FeatureCollection: the boundary with its legal corners only, then the zones with every node."""
    features = [feature_text({"layer": "boundary", "name": "Khu Công nghệ cao Hà Nam", "name_en": "Hà Nam High-Tech Park",
                              "approved_area_ha": 663.19, "decision": DECISION, "synthetic": True}, corners)]
    for code, (name_vi, name_en, function, target_ha) in ZONES.items():
        features.append(feature_text({"layer": "zone", "zone_code": code, "name_vi": name_vi, "name_en": name_en,
                                      "function": function, "target_ha": target_ha, "synthetic": True}, zones[code]))
    head = json.dumps({"type": "FeatureCollection", "name": name, "note": note}, ensure_ascii=False, separators=(",", ":"))[:-1]
    text = head + ',"features":[\n' + ",\n".join(features) + "\n]}\n"
    (HERE / f"{name}.geojson").write_text(text, encoding="utf-8", newline="\n")


def draw(path, corners, plans):
    """A picture of the plans over the communes, to be looked at."""
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    fig, axes = plt.subplots(len(plans), 1, figsize=(16, 11 * len(plans)))
    colours = {"TN": ("#0072B2", "//"), "SX": ("#8E5BA6", "+"), "KN": ("#E69F00", "..")}
    for ax, (name, zones) in zip(axes, plans.items()):
        for layer, style in (("communes_2020", ":"), ("communes_2025", "-")):
            for feature in json.loads((HERE / f"{layer}.geojson").read_text(encoding="utf-8"))["features"]:
                polygons = feature["geometry"]["coordinates"]
                for polygon in polygons if feature["geometry"]["type"] == "MultiPolygon" else [polygons]:
                    ax.plot(*grid_m(np.array(polygon[0])).T, style, color="#8A8F98", lw=1)
        for code, ring in zones.items():
            xy = in_m(ring)
            ax.fill(*xy.T, facecolor=colours[code][0] + "38", hatch=colours[code][1], edgecolor=colours[code][0] + "60", lw=0)
            ax.plot(*np.vstack([xy, xy[:1]]).T, "-o", color=colours[code][0], lw=1.5, ms=2.5)
            ax.annotate(f"{code}\n{twice_area(ring) / 2e16:.4f} ha", shapely.Polygon(xy).representative_point().coords[0])
        edge = in_m(corners + corners[:1])
        ax.plot(*edge.T, "-.", color="#222", lw=2)
        ax.set_xlim(edge[:, 0].min() - 150, edge[:, 0].max() + 150)
        ax.set_ylim(edge[:, 1].min() - 150, edge[:, 1].max() + 150)
        ax.set_aspect("equal")
        ax.set_title(name)
    fig.tight_layout()
    fig.savefig(path, dpi=80)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--picture", help="also draw both plans into this PNG file")
    arguments = parser.parse_args()
    corners = read_boundary()
    noded, lines = sample_borders(corners)
    sample = zones_of(noded, lines["TN|SX"], lines["TN|KN"], lines["KN|SX"])
    unfinished = unfinished_zones(corners, lines)
    write_plan("sample_plan", "Synthetic demonstration: boundary and zones are invented; none of them has been published.", corners, sample)
    write_plan("unfinished_plan", "Synthetic demonstration with three deliberate faults: one gap, one overlap, one part outside the boundary.",
               corners, unfinished)
    for name, zones in (("sample", sample), ("unfinished", unfinished)):
        print(name, {code: (twice_area(ring) / 2e12, len(ring)) for code, ring in zones.items()})
    print("vertices of inner borders", {name: len(line) for name, line in lines.items()})
    if arguments.picture:
        draw(arguments.picture, corners, {"sample_plan": sample, "unfinished_plan": unfinished})


if __name__ == "__main__":
    main()
