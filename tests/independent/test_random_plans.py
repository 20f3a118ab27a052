"""Plans by seed, exported by Hecta as GeoJSON and read by programs that share no code with it.

`HECTA_PLANS=n` takes n plans instead of the usual number.
"""
import contextlib
import io
import os
import pathlib
import sys
import tempfile
import unittest
import warnings

import geometry
import hecta

sys.path.insert(0, str(hecta.TOP / "tests/data/generate"))
import gen  # noqa: E402

PLANS = int(os.environ.get("HECTA_PLANS", "12"))
#: Largest difference of a zone's area between Hecta and another reader, m².
CLOSE_M2 = 1.0


class RandomPlans(unittest.TestCase):
    def setUp(self):
        warnings.simplefilter("ignore", ResourceWarning)  # the generator leaves closing its files to Python

    def test_every_zone_keeps_its_area_and_neighbours_their_borders(self):
        worst_m2 = 0.0
        with tempfile.TemporaryDirectory() as folder:
            for seed in range(PLANS):
                with self.subTest(seed=seed), contextlib.redirect_stdout(io.StringIO()):
                    made = pathlib.Path(folder, str(seed))
                    gen.plan(3 + seed * 7 % 60, 1000 + seed, str(made))
                    worst_m2 = max(worst_m2, self.compare(made))
        print(f"{PLANS} plans, largest difference of a zone {worst_m2:.2e} m²")

    def compare(self, made):
        report = hecta.check(made / "zones.geojson", "--boundary", made / "boundary.geojson")
        out = made / "export.geojson"
        hecta.run("export", made / "zones.geojson", out, "--draft", "random plan")
        members, features = geometry.geojson(out)
        self.assertEqual(members["draft_reason"], "random plan")
        found = {row["zone_code"]: shape for row, shape in features if row["layer"] == "zone"}
        self.assertEqual(len(found), len(report["zones"]))
        differences = [abs(found[zone["id"]].area - zone["area_m2"]) for zone in report["zones"]]
        self.assertLessEqual(max(differences), CLOSE_M2)
        self.assertTrue(geometry.is_coverage(geometry.snapped(list(found.values()))), "gaps or overlaps")
        return max(differences)


if __name__ == "__main__":
    unittest.main()
