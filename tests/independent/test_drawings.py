"""Drawings and KML: what Hecta writes as ezdxf and GDAL find it, and what ezdxf writes as Hecta reads it."""
import pathlib
import tempfile
import unittest

import ezdxf
import ezdxf.path
import numpy as np
import shapely

import geometry
import hecta

#: Largest difference of an area, m²: that of a drawing has the same vertices to the micrometre.
CLOSE_M2 = 1e-3
LAYERS = {"TN": "PHAN_KHU_THI_NGHIEM", "SX": "PHAN_KHU_SAN_XUAT", "KN": "PHAN_KHU_KHOI_NGHIEP"}


class Drawings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.out = pathlib.Path(cls.folder.name)
        cls.report = hecta.check(hecta.SAMPLE)
        cls.areas = {zone["id"]: zone["area_m2"] for zone in cls.report["zones"]}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def opened(self, path):
        document = ezdxf.readfile(path)
        audit = document.audit()
        self.assertEqual([error.message for error in audit.errors], [])
        self.assertEqual([fix.message for fix in audit.fixes], [])
        return document

    def test_a_drawing_of_hecta_by_ezdxf(self):
        document = self.opened(hecta.export(hecta.SAMPLE, self.out / "plan.dxf"))
        self.assertGreaterEqual(document.dxfversion, "AC1021")
        self.assertEqual(document.units, ezdxf.units.M)
        model = document.modelspace()
        rings = {}
        for line in model.query("LWPOLYLINE"):
            self.assertTrue(line.closed)
            rings.setdefault(line.dxf.layer, []).append(shapely.Polygon(line.get_points("xy")))
        boundary = rings["RANH_GIOI_QUY_HOACH"][0]
        self.assertAlmostEqual(boundary.area, self.report["boundary_m2"], delta=CLOSE_M2)
        for code, area_m2 in self.areas.items():
            self.assertAlmostEqual(rings[LAYERS[code]][0].area, area_m2, delta=CLOSE_M2, msg=code)
        self.assertTrue(geometry.is_coverage(geometry.snapped([rings[layer][0] for layer in LAYERS.values()])))
        for corner, bound in zip((document.header["$EXTMIN"][:2], document.header["$EXTMAX"][:2]), np.reshape(boundary.bounds, (2, 2))):
            np.testing.assert_allclose(corner, bound, atol=1e-6)
        hatches = {hatch.dxf.layer: hatch for hatch in model.query("HATCH")}
        for code, layer in LAYERS.items():
            filled = shapely.Polygon([at[:2] for at in hatches[layer].paths[0].vertices])
            self.assertAlmostEqual(filled.area, self.areas[code], delta=CLOSE_M2, msg=code)
        words = " ".join(text.plain_text() for text in model.query("MTEXT"))
        for zone in self.report["zones"]:
            self.assertIn(zone["name"], words)

    def test_a_draft_says_so_in_the_drawing(self):
        path = self.out / "draft.dxf"
        hecta.run("export", hecta.UNFINISHED, path, "--draft", "gửi VSIP góp ý")
        document = self.opened(path)
        words = [text.plain_text() for text in document.modelspace().query("MTEXT[layer=='BAN_NHAP']")]
        self.assertEqual(words, ["BẢN NHÁP — gửi VSIP góp ý"])
        self.assertEqual(document.header.custom_vars.get("draft_reason"), "gửi VSIP góp ý")

    def test_drawings_of_ezdxf_of_every_version(self):
        zones, _ = geometry.features(hecta.export(hecta.SAMPLE, self.out / "plan.gpkg"), "zones")
        for version in ["R12", "R2000", "R2004", "R2007", "R2010", "R2013", "R2018"]:
            for form in ["asc", "bin"]:
                document = ezdxf.new(version, units=6)
                model = document.modelspace()
                for row, shape in zones:
                    polygon = shapely.get_parts(shape)[0]
                    layer = {"layer": row["name_vi"]}
                    for ring in [polygon.exterior, *polygon.interiors]:
                        points = list(ring.coords)[:-1]
                        add = model.add_polyline2d if version == "R12" else model.add_lwpolyline
                        add([point[:2] for point in points], close=True, dxfattribs=layer)
                    middle = polygon.point_on_surface()
                    model.add_text(row["zone_code"], dxfattribs={**layer, "height": 20}).set_placement((middle.x, middle.y))
                path = self.out / f"{version}_{form}.dxf"
                document.saveas(path, fmt=form)
                report = hecta.check(path, "--crs", geometry.GRID)
                self.assertEqual({zone["id"] for zone in report["zones"]}, set(self.areas), f"{version} {form}")
                for zone in report["zones"]:
                    self.assertAlmostEqual(zone["area_m2"], self.areas[zone["id"]], delta=CLOSE_M2, msg=f"{version} {form}")

    def test_kml_and_kmz_by_gdal(self):
        for name in ["plan.kml", "plan.kmz"]:
            zones, crs = geometry.features(hecta.export(hecta.SAMPLE, self.out / name), "Phân khu chức năng")
            self.assertEqual(crs, "EPSG:4326")
            shapes = geometry.on_grid([shapely.force_2d(shape) for _, shape in zones])
            self.assertEqual(len(shapes), len(self.areas))
            for shape, area_m2 in zip(sorted(shapes, key=shapely.area), sorted(self.areas.values())):
                self.assertAlmostEqual(shape.area, area_m2, delta=1.0)


if __name__ == "__main__":
    unittest.main()
