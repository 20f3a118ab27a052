"""The compliance statement and the hand-over package, read by programs that share no code with Hecta."""
import hashlib
import json
import pathlib
import tempfile
import unittest
import xml.dom.minidom

import geometry
import hecta
import pyogrio


def canonical(value):
    """RFC 8785 for values whose numbers need no exponent."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if value is None or isinstance(value, (bool, str)):
        return json.dumps(value, ensure_ascii=False)
    text = repr(float(value))
    assert "e" not in text, text
    return text.removesuffix(".0")


class Statement(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.out = pathlib.Path(folder.name)

    def test_digest_is_that_of_another_implementation(self):
        for plan, reason in ((hecta.SAMPLE, ()), (hecta.UNFINISHED, ("--draft", "gửi xem trước"))):
            path = hecta.export(plan, self.out / "plan.geojson", *reason)
            whole = json.loads(path.read_text(encoding="utf-8"))
            digest = whole["compliance"].pop("digest")["value"]
            whole["features"].sort(key=lambda feature: canonical(feature).encode())
            self.assertEqual(hashlib.sha256(canonical(whole).encode()).hexdigest(), digest)

    def test_a_file_rewritten_by_another_program_holds_and_a_changed_one_does_not(self):
        path = hecta.export(hecta.SAMPLE, self.out / "plan.geojson")
        whole = json.loads(path.read_text(encoding="utf-8"))
        whole["features"].reverse()
        path.write_text(json.dumps(whole, indent=2, sort_keys=True), encoding="utf-8")
        self.assertTrue(json.loads(hecta.run("verify", path, "--format", "json"))["holds"])
        whole["compliance"]["figures"]["zones_m2"] += 1
        path.write_text(json.dumps(whole), encoding="utf-8")
        report = json.loads(hecta.run("verify", path, "--format", "json", status=1))
        self.assertEqual([difference["what"] for difference in report["differences"]], ["figures.zones_m2"])
        hecta.run("verify", hecta.SAMPLE, status=2)

    def test_handover_classes_by_gdal(self):
        codes = ("--information-code", "372623000001", "--dossier-code", "37QPK1260001")
        path = hecta.export(hecta.SAMPLE, self.out / "QuyHoach.gpkg", "--schema", "tt16", *codes)
        types = dict(map(tuple, pyogrio.list_layers(path)))
        self.assertEqual((types["PhanKhuQuyHoach_A"], types["MocGioiQuyHoach_P"]), ("MultiPolygon", "Point"))
        zones, crs = geometry.features(path, "PhanKhuQuyHoach_A")
        self.assertEqual(crs, geometry.GRID)
        for row, shape in zones:
            self.assertAlmostEqual(row["dienTich"], shape.area, delta=1e-3)
            self.assertEqual((row["maThongTinQH"], row["maHoSoQH"]), ("372623000001", "37QPK1260001"))
        corners, _ = geometry.features(path, "MocGioiQuyHoach_P")
        for row, shape in corners:
            self.assertEqual((row["toaDoX"], row["toaDoY"]), (shape.y, shape.x))
        styles = self.styles(path)
        self.assertEqual({name for name, _ in styles}, {"RanhGioiQuyHoach_A", "PhanKhuQuyHoach_A", "MocGioiQuyHoach_P"})
        for _, style in styles:
            xml.dom.minidom.parseString(style.split("\n", 1)[1])

    @staticmethod
    def styles(path):
        meta, _, _, fields = pyogrio.raw.read(path, layer="layer_styles")
        names = list(meta["fields"])
        return list(zip(fields[names.index("f_table_name")], fields[names.index("styleQML")]))
