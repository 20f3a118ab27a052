#!/usr/bin/env python3
"""Makes the files of this folder: Shapefiles and FlatGeobuf as GDAL writes them, in the encodings people meet.

    python3 make.py    # with the packages of tests/independent/requirements.txt

`sample` is the sample plan in EPSG:5897; `names_*` are four squares of 1 ha with Vietnamese names in an encoding each; `shapes` has a hole, an
island in a hole, two parts, heights and a row without geometry; `lines` and `points` have no area.
"""
import json
import pathlib
import unicodedata

import numpy as np
import pyogrio.raw
import pyproj
import shapely

HERE = pathlib.Path(__file__).resolve().parent
SAMPLE = HERE.parents[2] / "data/sample_plan.geojson"
NAMES = ["Vùng thí nghiệm công nghệ cao", "Vùng sản xuất, ứng dụng công nghệ cao", "ĐẤT CÂY XANH, MẶT NƯỚC", "Đường giao thông"]
TCVN3 = dict(zip(
    "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
    bytes([*range(0xA8, 0xAF), *range(0xB5, 0xBA), *range(0xBB, 0xBF), *range(0xC6, 0xCD), *range(0xCE, 0xD9), *range(0xDC, 0xE0),
           *range(0xE1, 0xF0), *range(0xF1, 0xFF), *range(0xA1, 0xA8)]).decode("latin-1")))
VNI_MARKS = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
VNI_HAT = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
VNI_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
VNI_SINGLE = {"đ": "ñ", "ị": "ò", "ỉ": "æ", "ĩ": "ó", "ỵ": "î", "í": "í", "ì": "ì"}


def tcvn3(text):
    """Letters of TCVN3 as Latin-1; capitals with a tone as their small letter, as in fonts that end in H."""
    return "".join(TCVN3.get(c, TCVN3.get(c.lower(), c)) for c in text)


def vni(text):
    """VNI as Latin-1."""
    def letter(c):
        if not c.isalpha() or c.isascii():
            return c
        small = c.lower()
        if small in VNI_SINGLE:
            code = VNI_SINGLE[small]
        else:
            base, *marks = unicodedata.normalize("NFD", small)
            tone = "".join(m for m in marks if m in VNI_MARKS)
            if "\u0302" in marks:
                code = base + VNI_HAT[tone]
            elif "\u0306" in marks:
                code = base + VNI_BREVE[tone]
            else:
                base = {"o": "ô", "u": "ö"}[base] if "\u031b" in marks else base
                code = base + VNI_MARKS.get(tone, "")
        return code.upper() if c.isupper() else code
    return "".join(map(letter, text))


def cp1258(text):
    """Code page 1258 as Latin-1."""
    def letter(c):
        try:
            return c.encode("cp1258").decode("latin-1")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", c)
            tone = "".join(p for p in parts if p in VNI_MARKS)
            rest = unicodedata.normalize("NFC", "".join(p for p in parts if p not in VNI_MARKS))
            return (rest + tone).encode("cp1258").decode("latin-1")
    return "".join(map(letter, text))


def write(name, shapes, columns, driver="ESRI Shapefile", kind="Polygon", crs="EPSG:5897", **options):
    ending = {"ESRI Shapefile": ".shp", "FlatGeobuf": ".fgb"}[driver]
    for old in HERE.glob(f"{name}.*"):
        old.unlink()
    data = [np.array(values, dtype=kind_of) for values, kind_of in columns.values()]
    wkb = np.array([None if shape is None else shapely.to_wkb(shape) for shape in shapes], dtype=object)
    pyogrio.raw.write(HERE / f"{name}{ending}", wkb, data, list(columns), driver=driver, crs=crs, geometry_type=kind, **options)


def sample():
    to_grid = pyproj.transformer.Transformer.from_pipeline(
        pyproj.transformer.TransformerGroup("EPSG:4326", "EPSG:5897", always_xy=True).transformers[0].definition)
    features = json.loads(SAMPLE.read_text(encoding="utf-8"))["features"]
    shapes = []
    for feature in features:
        helpers = feature.get("hecta", {}).get("helper_points")
        rings = [[p for i, p in enumerate(ring) if not helpers or i not in helpers[0][r]]
                 for r, ring in enumerate(feature["geometry"]["coordinates"])]
        shapes.append(shapely.Polygon(*[[to_grid.transform(*p) for p in ring] for ring in rings]))
    text = lambda name: ([feature["properties"].get(name) for feature in features], object)
    columns = {name: text(name) for name in ["layer", "zone_code", "name_vi", "function", "decision"]}
    columns["approved_area_ha"[:10]] = ([f["properties"].get("approved_area_ha", np.nan) for f in features], np.float64)
    write("sample", shapes, columns, ENCODING="UTF-8")
    columns["approved_area_ha"] = columns.pop("approved_a")
    write("sample_plan", shapes, columns, driver="FlatGeobuf")


def square(east, north, size=100.0):
    return shapely.box(605000 + east, 2275000 + north, 605000 + east + size, 2275000 + north + size)


def names():
    shapes = [square(100.0 * i, 0) for i in range(4)]
    codes = ([f"V-{i + 1:02}" for i in range(4)], object)
    hectares = ([1.0, 1.25, 12345.678901, np.nan], np.float64)
    for name, encode in [("tcvn3", tcvn3), ("vni", vni), ("cp1258", cp1258)]:
        columns = {"ma": codes, "ten": ([encode(n) for n in NAMES], object), "ha": hectares, "so": ([1, 2, 3, 4], np.int32)}
        write(f"names_{name}", shapes, columns, encoding="ISO-8859-1")
        (HERE / f"names_{name}.cpg").unlink()
    (HERE / "names_cp1258.cpg").write_text("1258")
    # an upper-case name and endings, no CRS, no index, as from an old disk
    for ending in ["shp", "dbf"]:
        (HERE / f"names_tcvn3.{ending}").rename(HERE / f"NAMES_TCVN3.{ending.upper()}")
    for ending in ["shx", "prj"]:
        (HERE / f"names_tcvn3.{ending}").unlink()


def shapes():
    hole = square(0, 0, 500) - square(100, 100, 300)
    island = shapely.MultiPolygon([*[hole], square(200, 200, 50)])
    parts = shapely.MultiPolygon([square(1000, 0), square(1200, 0)])
    high = shapely.force_3d(square(2000, 0), 7.5)
    write("shapes", [shapely.force_3d(shape) if shape else None for shape in [hole, island, parts, high, None]],
          {"ten": (["hole", "island", "parts", "high", "none"], object)}, kind="MultiPolygon Z", ENCODING="UTF-8")
    line = shapely.LineString([(605000, 2275000), (605100, 2275000), (605100, 2275100)])
    write("lines", [line, shapely.MultiLineString([line, shapely.affinity.translate(line, 500)])], {"n": ([1, 2], np.int32)},
          kind="LineString", promote_to_multi=False)
    write("points", [shapely.Point(605000, 2275000)], {"n": ([1], np.int32)}, kind="Point")


if __name__ == "__main__":
    import shapely.affinity
    sample()
    names()
    shapes()
