"""Files Hecta writes, read by programs that share no code with it: same zones, same areas, nothing between them."""
import csv
import json
import pathlib
import tempfile
import unittest

import openpyxl
import shapely

import geometry
import hecta

#: Largest difference of a zone's area between Hecta and another reader, m².
CLOSE_M2 = 1.0


class Exports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.out = pathlib.Path(cls.folder.name)
        report = hecta.check(hecta.SAMPLE)
        cls.areas = {zone["id"]: zone["area_m2"] for zone in report["zones"]}
        cls.boundary_m2 = report["boundary_m2"]

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def assert_zones(self, found, within=CLOSE_M2):
        """`found` maps zone codes to shapes in metres of the grid."""
        self.assertEqual(set(found), set(self.areas))
        for code, area_m2 in self.areas.items():
            self.assertAlmostEqual(found[code].area, area_m2, delta=within, msg=code)
        self.assertTrue(geometry.is_coverage(geometry.snapped(list(found.values()))), "gaps or overlaps")
        self.assertAlmostEqual(sum(shape.area for shape in found.values()), self.boundary_m2, delta=within)

    def test_geojson_by_a_json_parser_and_by_gdal(self):
        path = hecta.export(hecta.SAMPLE, self.out / "plan.geojson")
        members, features = geometry.geojson(path)
        self.assertNotIn("crs", members)
        self.assertEqual(members["status"], "compliant")
        zones = [(properties, shape) for properties, shape in features if properties["layer"] == "zone"]
        self.assert_zones({properties["zone_code"]: shape for properties, shape in zones})
        for properties, shape in zones:
            self.assertAlmostEqual(properties["area_ha_grid_5897"] * 10_000, shape.area, delta=CLOSE_M2)
        read, crs = geometry.features(path)
        self.assertEqual(crs, "EPSG:4326")
        self.assertEqual(len(read), len(features))
        for feature in members["features"]:
            for part in shapely.get_parts(shapely.from_geojson(json.dumps(feature["geometry"]))):
                self.assertTrue(shapely.is_ccw(part.exterior), "RFC 7946: exteriors run counter-clockwise")

    def test_geopackage_by_gdal(self):
        path = hecta.export(hecta.SAMPLE, self.out / "plan.gpkg")
        zones, crs = geometry.features(path, "zones")
        self.assertEqual(crs, geometry.GRID)
        self.assert_zones({row["zone_code"]: shape for row, shape in zones}, within=1e-3)
        boundary, _ = geometry.features(path, "boundary")
        self.assertAlmostEqual(boundary[0][1].area, self.boundary_m2, delta=1e-3)

    def test_shapefile_by_gdal(self):
        path = hecta.export(hecta.SAMPLE, self.out / "plan.shp")
        read, crs = geometry.features(path)
        self.assertEqual(crs, geometry.GRID)
        codes = {str(value): shape for row, shape in read for value in row.values() if value in self.areas}
        self.assert_zones(codes, within=1e-3)
        names = {value for row, _ in read for value in row.values()}
        self.assertIn("Vùng thí nghiệm công nghệ cao", names)

    def test_workbook_and_csv(self):
        path = self.out / "report.xlsx"
        hecta.run("report", hecta.SAMPLE, path)
        rows = [row for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows(values_only=True)]
        for code, area_m2 in self.areas.items():
            own = next(row for row in rows if row[0] == code and area_m2 in row)
            self.assertIn(round(area_m2 / 10_000, 2), own, "hectares are numbers")
        path = hecta.export(hecta.SAMPLE, self.out / "zones.csv")
        self.assertTrue(path.read_bytes().startswith(b"\xef\xbb\xbf"), "a byte order mark, for spreadsheets")
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
        for code, area_m2 in self.areas.items():
            self.assertIn(code, cells)
            self.assertIn(f"{area_m2 / 10_000:.2f}".replace(".", ","), cells, "the decimal sign of Vietnamese")


if __name__ == "__main__":
    unittest.main()
