"""Reads layers through QGIS' own provider of OGC API - Features: read-in-qgis.py ROOT LAYER… prints what it found."""

import json
import os
import sys

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsRectangle,
    QgsVectorLayer,
)

root, *names = sys.argv[1:]
application = QgsApplication([], False)
application.initQgis()


def opened(name, extra=""):
    return QgsVectorLayer(f"url='{root}' typename='{name}' {extra}", name, "OAPIF")


def ids(layer, request=QgsFeatureRequest()):
    return sorted(feature["id"] for feature in layer.getFeatures(request))


layers = {}
for name in names:
    layer = opened(name)
    layers[name] = {
        "valid": layer.isValid(),
        "told": layer.featureCount(),
        "read": sum(1 for _ in layer.getFeatures()),
        "fields": [field.name() for field in layer.fields()],
    }

box = QgsFeatureRequest().setFilterRect(QgsRectangle(118.3, 33.9, 118.31, 33.92))
chosen = opened("facilities")
chosen.setSubsetString("\"kind\" = 'MEAL_POINT'")
zone = QgsCoordinateReferenceSystem("EPSG:4548")
moved = QgsFeatureRequest().setDestinationCrs(zone, QgsCoordinateTransformContext())
place = next(f for f in opened("facilities").getFeatures(moved) if f["id"] == "f-02").geometry().asPoint()
print(
    json.dumps(
        {
            "layers": layers,
            "inBox": ids(opened("facilities"), box),
            "inBoxAsked": ids(opened("facilities", "restrictToRequestBBOX='1'"), box),
            "chosen": ids(chosen),
            "place": [place.x(), place.y()],
        }
    ),
    flush=True,
)
# Layers that are still there when QGIS takes itself down make it crash.
os._exit(0)
