"""The classification models, one of each family."""
from classification_models.tfkeras import Classifiers


def attempt(name, *args, **kwargs):
    try:
        build, _ = Classifiers.get(name)
        build(*args, weights=None, **kwargs)
    except Exception as error:
        print(f"{name}: {type(error).__name__}: {str(error)[:300]}")


for name in ("resnet18", "resnet50", "seresnet18", "senet154", "seresnext50", "resnext50", "vgg16", "mobilenetv2"):
    attempt(name, (64, 64, 3), classes=4)
attempt("resnet34", (96, 96, 3), include_top=False)
