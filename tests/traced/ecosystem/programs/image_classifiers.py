"""The classification models, one of each family."""
from classification_models.tfkeras import Classifiers

for name in ("resnet18", "resnet50", "seresnet18", "senet154", "seresnext50", "resnext50", "vgg16", "mobilenetv2"):
    build, preprocess = Classifiers.get(name)
    build((64, 64, 3), weights=None, classes=4)
build, preprocess = Classifiers.get("resnet34")
build((96, 96, 3), weights=None, include_top=False)
