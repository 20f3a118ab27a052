#!/usr/bin/env python3
"""Makes the files of this folder: the zones of the sample plan as GDAL writes them.

    python3 make.py    # with the packages of tests/independent/requirements.txt

Small sound files of formats that Hecta reads but does not write itself, or that others write differently; tests damage copies of them.
"""
import json
import pathlib

import numpy as np
import pyogrio.raw
import shapely

HERE = pathlib.Path(__file__).resolve().parent
SAMPLE = HERE.parents[2] / "data/sample_plan.geojson"

features = [f for f in json.loads(SAMPLE.read_text(encoding="utf-8"))["features"] if f["properties"].get("layer") == "zone"]
shapes = np.array([shapely.to_wkb(shapely.from_geojson(json.dumps(f["geometry"]))) for f in features], dtype=object)
names = ["zone_code", "name_vi", "function"]
columns = [np.array([f["properties"][name] for f in features], dtype=object) for name in names]
for path, driver, options in [
    ("zones.fgb", "FlatGeobuf", {"SPATIAL_INDEX": "YES"}),
    ("zones.geojsonl", "GeoJSONSeq", {}),
    ("zones_gdal.gpkg", "GPKG", {}),
]:
    (HERE / path).unlink(missing_ok=True)
    pyogrio.raw.write(HERE / path, shapes, columns, names, driver=driver, crs="EPSG:4326", geometry_type="Polygon", **options)
