from segnet.settings import SIZES


def from_name(name, classes=5):
    from segnet.network import SegNet

    return SegNet(classes).build(SIZES[name])
