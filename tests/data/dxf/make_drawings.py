#!/usr/bin/env python3
"""Makes the drawings of this folder with ezdxf, an independent writer of DXF.

    python3 tests/data/dxf/make_drawings.py [FOLDER]

Every drawing shows the same park: 400 m by 200 m, its south-western corner at E 605000 N 2275000 (VN-2000, EPSG:5897), cut in two by a
line or by an arc. Sizes are such that areas can be told without a computer. All of it is made up.
"""

import math
import sys
from pathlib import Path

import ezdxf
from ezdxf.enums import TextEntityAlignment

EAST, NORTH = 605_000.0, 2_275_000.0


def at(x, y, unit=1.0):
    return ((EAST + x) * unit, (NORTH + y) * unit)


PARK = [(0, 0), (400, 0), (400, 200), (0, 200)]
WEST = [(0, 0), (250, 0), (250, 200), (0, 200)]
# it shares x = 250 with the west, in the other direction
SOUTH_EAST = [(250, 0), (400, 0), (400, 200), (250, 200)]


def lines_r12(folder):
    """R12: borders as single lines in any order, names in TCVN3, one chain with a gap of 0.35 m, one old polyline."""
    doc = ezdxf.new("R12")
    msp = doc.modelspace()
    for layer, ring in [("RANH_GIOI", PARK), ("VUNG_CHUC_NANG_SX", WEST)]:
        edges = list(zip(ring, ring[1:] + ring[:1]))
        for k, (a, b) in enumerate(edges[::2] + edges[1::2]):
            a, b = (a, b) if k % 2 else (b, a)
            msp.add_line(at(*a), at(*b), dxfattribs={"layer": layer})
    msp.add_polyline2d([at(*p) for p in SOUTH_EAST], close=True, dxfattribs={"layer": "VUNG_CHUC_NANG_THI_NGHIEM"})
    # TCVN3 is told by its font, not by the bytes: "Vùng sản xuất" and "Vùng thí nghiệm"
    for text, place in [("V\u00efng s\u00b6n xu\u00cat", (100, 100)), ("V\u00efng th\u00dd nghi\u00d6m", (300, 100))]:
        msp.add_text(text, dxfattribs={"layer": "CHU", "height": 5}).set_placement(at(*place))
    msp.add_text("SX-01", dxfattribs={"layer": "CHU", "height": 5}).set_placement(at(100, 120))
    msp.add_text("DT = 5,00 ha", dxfattribs={"layer": "CHU", "height": 5}).set_placement(at(100, 80))
    road = [(10, 210), (390, 210), (390, 230), (10, 230), (10, 210.35)]
    for a, b in zip(road, road[1:]):
        msp.add_line(at(*a), at(*b), dxfattribs={"layer": "DUONG"})
    doc.saveas(folder / "lines_r12_tcvn3.dxf")


def arcs_mm_2018(folder):
    """R2018 in millimetres: two zones with a common arc, a hole, a sheet, a frozen layer, a block, and what no plan uses."""
    doc = ezdxf.new("R2018")
    doc.header["$INSUNITS"] = 4
    msp = doc.modelspace()
    mm = 1000.0
    place = lambda x, y: at(x, y, mm)
    msp.add_lwpolyline([place(*p) for p in PARK], close=True, dxfattribs={"layer": "Ranh giới", "elevation": 12_000.0})
    # from (250,0) to (250,200) the border swells to the east: a third of a circle
    bulge = math.tan(math.radians(120) / 4)
    west = [(*place(0, 0), 0), (*place(250, 0), bulge), (*place(250, 200), 0), (*place(0, 200), 0)]
    east = [(*place(400, 0), 0), (*place(400, 200), 0), (*place(250, 200), -bulge), (*place(250, 0), 0)]
    msp.add_lwpolyline(west, format="xyb", close=True, dxfattribs={"layer": "Vùng sản xuất"})
    msp.add_lwpolyline(east, format="xyb", close=True, dxfattribs={"layer": "Vùng thí nghiệm"})
    hole = [(50, 50), (90, 50), (90, 90), (50, 90)]
    msp.add_lwpolyline([place(*p) for p in hole], close=True, dxfattribs={"layer": "Vùng sản xuất"})
    block = doc.blocks.new("HO_NUOC", base_point=(10 * mm, 10 * mm))
    block.add_lwpolyline([(10 * mm, 10 * mm), (50 * mm, 10 * mm), (50 * mm, 50 * mm), (10 * mm, 50 * mm)], close=True,
                         dxfattribs={"layer": "0"})
    msp.add_blockref("HO_NUOC", place(50, 50), dxfattribs={"layer": "Phân khu hồ nước"})
    msp.add_mtext("{\\fArial|b1;Vùng \\C1;sản xuất},\\Pứng dụng CNC\\P4,84 ha", dxfattribs={
        "layer": "CHU", "char_height": 5 * mm, "insert": place(150, 150)})
    msp.add_text("TN", dxfattribs={"layer": "CHU", "height": 5 * mm}).set_placement(
        place(370, 100), align=TextEntityAlignment.MIDDLE_CENTER)
    doc.layers.add("AN").freeze()
    msp.add_lwpolyline([place(*p) for p in PARK], close=True, dxfattribs={"layer": "AN"})
    msp.add_spline([(*place(0, 0), 0), (*place(5, 8), 0), (*place(9, 3), 0)], dxfattribs={"layer": "0"})
    doc.layout("Layout1").add_lwpolyline([(0, 0), (297, 0), (297, 210), (0, 210)], close=True)
    doc.saveas(folder / "arcs_mm_2018.dxf")


def hatches(folder, name, binary):
    """R2000: land as hatches only, one with a hole, one of edges with a clockwise arc; names escaped as the code page lacks them."""
    doc = ezdxf.new("R2000")
    doc.header["$INSUNITS"] = 6
    msp = doc.modelspace()
    west = msp.add_hatch(color=2, dxfattribs={"layer": "DAT_SX_Congnghiep"})
    west.paths.add_polyline_path([at(*p) for p in WEST], is_closed=True, flags=1)
    west.paths.add_polyline_path([at(*p) for p in [(50, 50), (90, 50), (90, 90), (50, 90)]], is_closed=True, flags=16)
    east = msp.add_hatch(color=3, dxfattribs={"layer": "DAT_Cayxanhchuyendung"})
    edges = east.paths.add_edge_path()
    edges.add_line(at(250, 0), at(400, 0))
    # half a circle to the east, then back through the north
    edges.add_arc(at(400, 100), radius=100, start_angle=270, end_angle=90, ccw=True)
    edges.add_line(at(400, 200), at(250, 200))
    edges.add_arc(at(250, 100), radius=100, start_angle=270, end_angle=90, ccw=False)
    msp.add_lwpolyline([at(*p) for p in PARK], close=True, dxfattribs={"layer": "RANH GIOI"})
    msp.add_text("C\u00e2y xanh c\u00e1ch ly \u1ec7", dxfattribs={"layer": "CHU", "height": 5}).set_placement(at(380, 100))
    doc.saveas(folder / name, fmt="bin" if binary else "asc")


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    lines_r12(folder)
    arcs_mm_2018(folder)
    hatches(folder, "hatches_r2000.dxf", binary=False)
    hatches(folder, "hatches_r2000_binary.dxf", binary=True)


if __name__ == "__main__":
    main()
