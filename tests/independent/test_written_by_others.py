"""Files other programs write, read by Hecta: the same verdict and the same areas as of the plan they were made from."""
import json
import pathlib
import tempfile
import unittest

import numpy as np
import pyogrio.raw
import shapely

import geometry
import hecta

#: Largest difference of a zone's area, m².
CLOSE_M2 = 0.01


class Imports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.out = pathlib.Path(cls.folder.name)
        cls.truth = hecta.check(hecta.SAMPLE)
        plan = hecta.export(hecta.SAMPLE, cls.out / "truth.gpkg")
        cls.zones, _ = geometry.features(plan, "zones")
        boundary, _ = geometry.features(plan, "boundary")
        cls.boundary = cls.write(cls.out / "boundary.gpkg", "GPKG", [({"name": "Ranh giới"}, boundary[0][1])])

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @staticmethod
    def write(path, driver, features, crs=geometry.GRID, **options):
        parts = [shapely.get_parts(shape) for _, shape in features]
        shapes = [own[0] if len(own) == 1 else shape for own, (_, shape) in zip(parts, features)]
        names = list(features[0][0])
        columns = [np.array([row[name] for row, _ in features], dtype=object) for name in names]
        pyogrio.raw.write(
            path, np.array(shapely.to_wkb(shapes), dtype=object), columns, names, driver=driver, crs=crs, geometry_type="Polygon", **options
        )
        return path

    def named_zones(self):
        return [({"code": row["zone_code"], "name": row["name_vi"], "function": row["function"]}, shape) for row, shape in self.zones]

    def assert_same(self, path, *arguments):
        report = hecta.check(path, "--boundary", self.boundary, *arguments)
        self.assertEqual(report["verdict"], "pass")
        found = {zone["id"]: zone for zone in report["zones"]}  # an index may put them into an order of its own
        self.assertEqual(set(found), {zone["id"] for zone in self.truth["zones"]})
        for true in self.truth["zones"]:
            self.assertAlmostEqual(found[true["id"]]["area_m2"], true["area_m2"], delta=CLOSE_M2)
            self.assertEqual(found[true["id"]]["name"], true["name"])

    def test_geopackage_of_gdal(self):
        self.assert_same(self.write(self.out / "zones.gpkg", "GPKG", self.named_zones()))

    def test_geojson_of_gdal_in_metres(self):
        path = self.write(self.out / "zones.geojson", "GeoJSON", self.named_zones(), RFC7946="NO", COORDINATE_PRECISION="9")
        self.assert_same(path)

    def test_shapefile_of_gdal(self):
        for encoding in ["UTF-8", "CP1258"]:
            path = self.write(self.out / f"zones_{encoding}.shp", "ESRI Shapefile", self.named_zones(), encoding=encoding)
            self.assert_same(path)

    def test_flatgeobuf_of_gdal(self):
        self.assert_same(self.write(self.out / "zones.fgb", "FlatGeobuf", self.named_zones()))

    def test_lines_of_geojson_of_gdal(self):
        degrees = [(row, shape) for (row, _), shape in zip(self.named_zones(), self.in_degrees())]
        path = self.write(self.out / "zones.geojsonl", "GeoJSONSeq", degrees, crs="EPSG:4326", COORDINATE_PRECISION="12")
        self.assert_same(path)

    def in_degrees(self):
        """The zones as Hecta itself writes them in degrees, with the points that keep long edges straight."""
        members, _ = geometry.geojson(hecta.export(hecta.SAMPLE, self.out / "degrees.geojson"))
        features = [f for f in members["features"] if f["properties"]["layer"] == "zone"]
        return [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]


if __name__ == "__main__":
    unittest.main()
