"""What GDAL, PROJ and GEOS make of files of plans; shares no code with Hecta."""
import json

import numpy as np
import pyogrio.raw
import shapely
from pyproj.transformer import TransformerGroup

GRID = "EPSG:5897"
_CHOICES = TransformerGroup("EPSG:4326", GRID, always_xy=True).transformers
# EPSG:6960, the transformation of decision 05/2007/QĐ-BTNMT; PROJ's own first choice is another one
TO_GRID = next(choice for choice in _CHOICES if "VN-2000 to WGS 84 (2)" in choice.description)


def on_grid(degrees):
    """Shapes in degrees of WGS 84, carried to metres of the grid vertex by vertex."""
    return shapely.transform(degrees, lambda points: np.column_stack(TO_GRID.transform(*points.T)))


def features(path, layer=None, **options):
    """[(properties, shape)] of a layer as GDAL reads it, in the file's own coordinates, and the CRS it names."""
    meta, _, blobs, fields = pyogrio.raw.read(path, layer=layer, **options)
    shapes = shapely.from_wkb(blobs)
    names = list(meta["fields"])
    rows = [dict(zip(names, values)) for values in zip(*fields)] if names else [{} for _ in shapes]
    return list(zip(rows, shapes)), meta["crs"]


def geojson(path):
    """The members of a GeoJSON file, and [(properties, shape on the grid)], by a plain JSON parser."""
    text = json.loads(path.read_text(encoding="utf-8"))
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in text["features"]]
    return text, [(f["properties"], shape) for f, shape in zip(text["features"], on_grid(shapes))]


def is_coverage(shapes):
    """Whether shapes are valid and neighbours share their borders vertex for vertex, as GEOS sees it."""
    return bool(shapely.is_valid(shapes).all()) and bool(shapely.coverage_is_valid(np.asarray(shapes, dtype=object)))


def snapped(shapes):
    """Shapes with each vertex on the nearest micrometre, which is where it stood before it was written as a decimal."""
    return shapely.transform(np.asarray(shapes, dtype=object), lambda points: np.rint(points * 1e6) / 1e6)
