"""Writes the plans by which tests/rules.rs tries each rule: <id>_pass.geojson keeps it, <id>_fail.geojson breaks it.

Synthetic: a park 2 000 m wide on the plan grid EPSG:5897, divided into strips from south to north. Run in this folder; needs only
the standard library.
"""

import copy
import json

WEST, SOUTH, WIDTH = 610_000.0, 2_272_000.0, 2_000.0
APPROVED_HA = 663.19
PROPERTIES = {
    "GT": {"name_vi": "Đường trục", "name_en": "Main road", "function": "other", "land_use": "DAT_HTKT_DuongGT"},
    "DV": {"name_vi": "Khu dịch vụ", "name_en": "Services", "function": "other", "land_use": "DAT_Dichvu"},
    "CX": {"name_vi": "Công viên", "name_en": "Park", "function": "other", "land_use": "DAT_HTXH_CayxanhCC"},
    "TN": {"name_vi": "Vùng thí nghiệm", "name_en": "Laboratories", "function": "rd_laboratory", "land_use": "DAT_DaotaoNC"},
    "KN": {"name_vi": "Vùng khởi nghiệp", "name_en": "Startup hub", "function": "startup_hub", "land_use": "DAT_Coquan"},
    "HT": {"name_vi": "Khu kỹ thuật", "name_en": "Technical area", "function": "other", "land_use": "DAT_HTKT_Hatangkhac"},
    "SX": {
        "name_vi": "Vùng sản xuất", "name_en": "Production", "function": "production", "land_use": "DAT_SX_Congnghiep", "storeys": 4,
        "building_coverage_pct": 60, "floor_area_ratio": 2.4, "green_pct": 25, "phase": "first",
    },
}
HEIGHTS = {"GT": 400.0, "DV": 300.0, "CX": 400.0, "TN": 500.0, "KN": 300.0, "HT": 60.0, "SX": 1_355.95}


class Park:
    """Strips with their properties; the boundary encloses them unless it is given a height of its own."""

    def __init__(self):
        self.heights = dict(HEIGHTS)
        self.properties = copy.deepcopy(PROPERTIES)
        self.height = None
        self.approved = APPROVED_HA
        self.rings = {}
        self.more = []

    def give(self, to, metres, of="SX"):
        """Moves land between two strips."""
        self.heights[to] += metres
        self.heights[of] -= metres
        return self

    def set(self, strip, **properties):
        self.properties[strip].update(properties)
        return self

    def features(self):
        def feature(properties, ring):
            closed = [list(point) for point in ring] + [list(ring[0])]
            return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [closed]}}

        total = self.height if self.height is not None else sum(self.heights.values())
        yield feature({"layer": "boundary", "approved_area_ha": self.approved, "name_vi": "Ranh giới", "synthetic": True}, box(0, total))
        at = 0.0
        for code, height in self.heights.items():
            ring = self.rings.get(code, box(at, at + height))
            yield feature({"layer": "zone", "code": code, **self.properties[code]}, ring)
            at = round(at + height, 3)
        for properties, ring in self.more:
            yield feature({"layer": "zone", **properties}, ring)

    def write(self, name):
        collection = {
            "type": "FeatureCollection",
            "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::5897"}},
            "features": list(self.features()),
        }
        with open(f"{name}.geojson", "w", encoding="utf-8", newline="\n") as file:
            lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in collection["features"])
            head = json.dumps({k: v for k, v in collection.items() if k != "features"}, ensure_ascii=False)[:-1]
            file.write(f'{head}, "features": [\n{lines}\n]}}\n')


def box(south, north, west=0.0, east=WIDTH):
    corner = lambda e, n: (round(WEST + e, 3), round(SOUTH + n, 3))
    return [corner(west, south), corner(east, south), corner(east, north), corner(west, north)]


def bounds(park, code):
    at = 0.0
    for other, height in park.heights.items():
        if other == code:
            return at, round(at + height, 3)
        at = round(at + height, 3)
    raise KeyError(code)


def declared(error=0.0):
    park = Park()
    for code, height in park.heights.items():
        park.set(code, area_ha=round(height * WIDTH / 10_000, 4))
    park.properties["CX"]["area_ha"] = round(park.properties["CX"]["area_ha"] + error, 4)
    return park


def invalid():
    park = Park()
    south, north = bounds(park, "KN")
    a, b, c, d = box(south, north)
    park.rings["KN"] = [a, c, b, d]
    return park


def moved(code, metres):
    """A strip whose northern edge lies elsewhere than its neighbour's southern one."""
    park = Park()
    south, north = bounds(park, code)
    park.rings[code] = box(south, north + metres)
    return park


def twice():
    park = Park()
    park.more.append(({"code": "KN2", "name_vi": "Trùng", "function": "other"}, box(*bounds(park, "KN"))))
    return park


def sliver():
    park = Park()
    south, _ = bounds(park, "SX")
    park.rings["SX"] = box(south + 0.4, bounds(park, "SX")[1])
    park.more.append(({"code": "V", "name_vi": "Dải vụn", "function": "other"}, box(south, south + 0.4)))
    return park


def sized(metres, approved=APPROVED_HA):
    park = Park()
    park.heights["SX"] = round(park.heights["SX"] + metres, 3)
    park.approved = approved
    return park


def lodging(beside):
    park = Park().set("DV", lodging=True)
    if beside == "SX":
        park.heights = {"GT": 400.0, "CX": 400.0, "TN": 500.0, "KN": 300.0, "HT": 60.0, "DV": 300.0, "SX": 1_355.95}
    return park


FAILING = {
    "invalid-geometry": invalid(),
    "overlap": moved("CX", 5.0),
    "duplicate": twice(),
    "outside": moved("SX", 2.0),
    "gap": moved("CX", -1.0),
    "sliver": sliver(),
    "area-residual": sized(0.0, 664.0),
    "missing-zone": Park().set("KN", function="other"),
    "ARE-01": sized(2.0),
    "ARE-03": declared(0.02),
    "ARE-04": sized(200.0),
    "ARE-05": sized(400.0),
    "ARE-06": sized(-1.0),
    "ARE-07": declared(1.0),
    "ARE-08": Park(),
    "ZON-02": Park().give("DV", 300.0),
    "ZON-03": Park().set("KN", land_use="DAT_O_Nhomnhao"),
    "ZON-04": lodging("SX"),
    "ZON-05": Park().set("KN", code=""),
    "ZON-05B": Park().set("KN", name_en=""),
    "LND-01": Park().give("GT", -300.0),
    "LND-02": Park().give("CX", -300.0),
    "LND-03": Park().give("HT", -30.0),
    "LND-04": Park(),
    "LND-06": Park().set("KN", land_use="CLN"),
    "DEN-01": Park().set("SX", building_coverage_pct=75, floor_area_ratio=3.0),
    "DEN-02": Park().set("SX", building_coverage_pct=65, storeys=8),
    "DEN-03": Park(),
    "DEN-04": Park().set("SX", floor_area_ratio=3.0),
    "DEN-05": Park().set("SX", green_pct=10),
    "DOC-01": Park(),
    "DOC-03": Park(),
}
PASSING = {
    "ARE-03": declared(),
    "ARE-07": declared(),
    "ZON-04": lodging("CX"),
    "DEN-02": Park().set("SX", building_coverage_pct=55, storeys=8),
}


def every_state():
    """One zone that fails, one with a warning, one about which nothing is known; the others pass."""
    park = Park().set("KN", land_use="DAT_O_Nhomnhao").set("SX", building_coverage_pct=75, floor_area_ratio=3.0)
    park.properties["HT"] = {"name_vi": "Chưa khai báo", "name_en": "Undeclared"}
    return park


if __name__ == "__main__":
    every_state().write("every_state")
    for rule, park in FAILING.items():
        park.write(f"{rule}_fail")
        PASSING.get(rule, Park()).write(f"{rule}_pass")
