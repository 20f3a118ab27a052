"""What QGIS takes for our tasks, without its window: run by the Python that QGIS was built for.

usage: with_qgis.py layer|process|cross|frame FOLDER WHAT…
"""

import array
import math
import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from clock import Told, quantiles  # noqa: E402
from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFillSymbol,
    QgsGeometry,
    QgsMapRendererCustomPainterJob,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPoint,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsSpatialIndex,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor, QImage, QPainter  # noqa: E402

NOISE_M2 = 0.01
METRES = "EPSG:5897"
FRAMES = 12

application = QgsApplication([], False)
application.initQgis()
told = Told()


def opened(path):
    layer = QgsVectorLayer(str(path), Path(path).stem, "ogr")
    if not layer.isValid():
        raise SystemExit(f"QGIS cannot open {path}")
    return layer


def placed(layer):
    """The geometries of a layer in metres."""
    to_metres = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem(METRES), QgsCoordinateTransformContext())
    shapes = []
    for feature in layer.getFeatures():
        shape = feature.geometry()
        shape.transform(to_metres)
        shapes.append(shape)
    return shapes


def near(shapes):
    """Around an origin in the middle, where sums of areas lose no digits."""
    for shape in shapes:
        shape.translate(-609_275.0, -2_275_703.0)
    return shapes


def indexed(shapes):
    index = QgsSpatialIndex()
    for number, shape in enumerate(shapes):
        index.addFeature(number, shape.boundingBox())
    return index


def layer(folder, name):
    to_metres = None
    with told.phase("load"):
        source = opened(folder / f"{name}.geojson")
        to_metres = QgsCoordinateTransform(source.crs(), QgsCoordinateReferenceSystem(METRES), QgsCoordinateTransformContext())
        # one pass for features, projection and index: reading the file once more for the index would double the time
        features, index = [], QgsSpatialIndex()
        for feature in source.getFeatures():
            shape = feature.geometry()
            shape.transform(to_metres)
            feature.setGeometry(shape)
            index.addFeature(feature)
            features.append(feature)
    shapes = [feature.geometry() for feature in features]
    told.totals.update(
        features=len(shapes),
        vertices=sum(shape.constGet().nCoordinates() for shape in shapes) - len(shapes),
    )
    numbers = array.array("q", (folder / "places.bin").read_bytes())
    places = [QgsPoint(numbers[at] / 1e6, numbers[at + 1] / 1e6) for at in range(0, len(numbers), 2)]
    with told.phase("index"):
        index = indexed(shapes)
    with told.phase("find"):
        found = parcels_at(shapes, index, places)
    told.totals.update(found=len(found), found_numbers=sum(found) + len(found))
    told.totals["area_m2"] = math.fsum(QgsGeometry(shape).area() for shape in near([QgsGeometry(shape) for shape in shapes]))


def parcels_at(shapes, index, places):
    engines, found = {}, []
    for place in places:
        for parcel in index.intersects(QgsRectangle(place.x(), place.y(), place.x(), place.y())):
            engine = engines.get(parcel)
            if engine is None:
                engine = engines[parcel] = QgsGeometry.createGeometryEngine(shapes[parcel].constGet())
                engine.prepareGeometry()
            if engine.intersects(place):
                found.append(parcel)
    return found


def process(folder, plan):
    """From the start of the interpreter to the verdict; timed from outside, the check alone also here."""
    boundary = near(placed(opened(folder / plan / "boundary.geojson")))[0]
    zones = near(placed(opened(folder / plan / "zones.geojson")))
    with told.phase("check"):
        told.totals.update(judge(boundary, zones))


def judge(boundary, zones):
    found = {"zones_m2": math.fsum(zone.area() for zone in zones), "invalid": sum(not zone.isGeosValid() for zone in zones)}
    index, overlaps = indexed(zones), []
    for a, zone in enumerate(zones):
        engine = QgsGeometry.createGeometryEngine(zone.constGet())
        engine.prepareGeometry()
        for b in index.intersects(zone.boundingBox()):
            if b > a and engine.intersects(zones[b].constGet()):
                overlaps.append(zone.intersection(zones[b]).area())
    rest = boundary.difference(QgsGeometry.unaryUnion(zones))
    gaps = [] if rest.isEmpty() else [QgsGeometry(part.clone()).area() for part in rest.constParts()]
    outside = [zone.difference(boundary).area() for zone in zones]
    for kind, areas, name in (("overlaps", overlaps, "overlap_m2"), ("gaps", gaps, "gap_m2"), ("outside", outside, "outside_m2")):
        large = [area for area in areas if area >= NOISE_M2]
        found.update({kind: len(large), name: math.fsum(large)})
    return found


def cross(folder, name, plan):
    sys.path.append("/usr/share/qgis/python/plugins")
    with told.phase("start of the toolbox"):
        import processing
        from processing.core.Processing import Processing

        Processing.initialize()
    run = lambda algorithm, **inputs: processing.run(f"native:{algorithm}", {**inputs, "OUTPUT": "memory:"})["OUTPUT"]
    with told.phase("read"):
        target = QgsCoordinateReferenceSystem(METRES)
        parcels = run("reprojectlayer", INPUT=str(folder / f"{name}.geojson"), TARGET_CRS=target)
        zones = run("reprojectlayer", INPUT=str(folder / plan / "zones.geojson"), TARGET_CRS=target)
    with told.phase("overlay"):
        parcels.dataProvider().createSpatialIndex()
        zones.dataProvider().createSpatialIndex()
        pieces = run("intersection", INPUT=parcels, OVERLAY=zones, INPUT_FIELDS=["commune"], OVERLAY_FIELDS=["code"])
    with told.phase("table"):
        table = {}
        for piece in pieces.getFeatures():
            cell = f"{piece['commune']}|{piece['code']}"
            table[cell] = table.get(cell, 0.0) + piece.geometry().area()
    told.totals.update(cells=len(table), area_m2=math.fsum(table.values()), table=table)


def frame(folder, name):
    """Pans and zooms in its best case: its own format with an index, the project in the layer's system, no projection on the fly."""
    source = opened(folder / f"{name}.gpkg")
    symbol = QgsFillSymbol.createSimple({"color": "#dcebd8", "outline_color": "#006d5b", "outline_width": "0.26"})
    source.setRenderer(QgsSingleSymbolRenderer(symbol))
    whole = source.extent()
    draw_in_parallel(source, whole)  # the first drawing opens the file
    for sight, part in (("all in sight", 1.05), ("a part in sight", 0.25)):
        for job, draw in (("parallel", draw_in_parallel), ("painter", draw_with_painter)):
            times = []
            for step in range(FRAMES):
                box = QgsRectangle(whole)
                box.scale(part * (1 + 0.02 * (step % 4)))
                shift = whole.width() * part * 0.01 * step
                box.setXMinimum(box.xMinimum() + shift), box.setXMaximum(box.xMaximum() + shift)
                start = time.process_time()
                draw(source, box)
                times.append(time.process_time() - start)
            told.phases[f"{job}, {sight}"] = quantiles(times)
    told.totals["parcels"] = source.featureCount()


def settings(source, box):
    settings = QgsMapSettings()
    settings.setLayers([source])
    settings.setOutputSize(QSize(1920, 1080))
    settings.setOutputDpi(96)  # where a line of 0.26 mm is one pixel, which Qt draws fastest
    settings.setDestinationCrs(source.crs())
    settings.setExtent(box)
    settings.setBackgroundColor(QColor("white"))
    settings.setFlag(QgsMapSettings.Antialiasing, True)
    settings.setFlag(QgsMapSettings.UseRenderingOptimization, True)
    return settings


def draw_in_parallel(source, box):
    job = QgsMapRendererParallelJob(settings(source, box))
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def draw_with_painter(source, box):
    image = QImage(1920, 1080, QImage.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    job = QgsMapRendererCustomPainterJob(settings(source, box), painter)
    job.renderSynchronously()
    painter.end()
    return image


if __name__ == "__main__":
    {"layer": layer, "process": process, "cross": cross, "frame": frame}[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
    told.say()
    # leaving through the door of QGIS may crash, and is no part of any phase
    os._exit(0)
