"""Train a small detector: the program of a project with a package."""
import numpy as np

from detector import build_detector, Config
from detector.models import backbones
from detector.utils import anchors_per_cell as count_anchors

cfg = Config(image_size=96, scales=(1.0, 1.3))
model = build_detector(cfg)
model.summary()

images = np.zeros((2, cfg.image_size, cfg.image_size, 3), dtype="float32")
boxes, classes = model(images)
print(boxes.shape, classes.shape, count_anchors(cfg))

features = backbones.get("tiny")((64, 64, 3))
print([o.shape for o in features.outputs])
