"""Networks as plug-ins: a metaclass keeps them, descriptors check their options, generators give their stages."""
import abc
import contextlib
import copy
import functools
import inspect
import operator
import types

from tensorflow import keras
from tensorflow.keras import layers as nn


class NetMeta(abc.ABCMeta):
    nets = {}

    def __new__(mcls, name, bases, namespace, **options):
        cls = super().__new__(mcls, name, bases, namespace)
        if options.get("register", True) and bases:
            mcls.nets[name.lower()] = cls
            cls.key = name.lower()
        return cls

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)

    def __getitem__(cls, key):
        return cls.nets[key]


class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self.name, 1)

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.name} must be positive")
        setattr(instance, self.name, value)


class Net(metaclass=NetMeta):
    width = Positive()
    depth = Positive()
    _scopes = []

    def __init__(self, shape, width=8, depth=2, **kw):
        self.shape, self.width, self.depth = shape, width, depth
        for key, value in kw.items():
            setattr(self, key, value)

    @abc.abstractmethod
    def stages(self):
        """Yield (filters, stride)."""

    @contextlib.contextmanager
    def scope(self, name):
        self._scopes.append(name)
        try:
            yield "_".join(self._scopes)
        finally:
            self._scopes.pop()

    def block(self, x, filters, stride):
        with self.scope(f"f{filters}") as prefix:
            x = nn.Conv2D(filters, 3, strides=stride, padding="same", name=f"{self.key}_{prefix}_s{stride}")(x)
        return nn.ReLU()(x)

    @functools.cached_property
    def model(self):
        x = inputs = keras.Input(self.shape)
        for filters, stride in self.stages():
            x = self.block(x, filters, stride)
        return keras.Model(inputs, nn.GlobalAveragePooling2D()(x), name=self.key)


class Plain(Net):
    def stages(self):
        for level in range(self.depth):
            yield self.width << level, 2


class Alternating(Net):
    def stages(self):
        widths = self._widths()
        next(widths)
        stride = 1
        filters = self.width
        for _ in range(self.depth):
            yield filters, stride
            filters = widths.send(filters)
            stride = 3 - stride

    def _widths(self):
        value = yield
        while True:
            value = yield value + 4


class Residual(Plain, register=True):
    ratio = 2

    def block(self, x, filters, stride):
        y = super().block(x, filters * self.ratio, stride)
        y = nn.Conv2D(filters, 1)(y)
        if stride > 1 or x.shape[-1] != filters:
            x = nn.Conv2D(filters, 1, strides=stride)(x)
        return nn.add([x, y])


def with_head(classes, *, pooling=None):
    def decorate(fn):
        @functools.wraps(fn)
        def inner(*args, **kwargs):
            net = fn(*args, **kwargs)
            out = nn.Dense(classes, activation="softmax", name="head")(net.output)
            return keras.Model(net.input, out)
        inner.classes = classes
        return inner
    return decorate


@with_head(5)
def make(name, shape=(32, 32, 3), **options):
    """A network by its name."""
    cls = Net[name]
    known = inspect.signature(Net.__init__).parameters
    return cls(shape, **options).model


plain = make("plain")
alternating = make("alternating", depth=4)
residual = make("residual", (48, 32, 1), width=4, depth=3)
wide = make("residual", width=6, ratio=3)
shapes = [m.output_shape for m in (plain, alternating, residual, wide)]
print(make.classes, shapes, sorted(NetMeta.nets))

# partials, method callers, namespaces
pool = {"max": nn.MaxPooling2D, "avg": nn.AveragePooling2D}
opts = types.SimpleNamespace(pool="max", sizes=[2, 2])
x = i = keras.Input((40, 40, 4))
for size in opts.sizes:
    x = pool[opts.pool](size)(x)
branches = [functools.partial(nn.Conv2D, kernel_size=k, padding="same")(6) for k in (1, 3, 5)]
merged = functools.reduce(operator.add, [b(x) for b in branches])
frozen = copy.copy(opts)
frozen.pool = "avg"
y = pool[frozen.pool](5)(merged)
last = keras.Model(i, y)
getter = operator.itemgetter(0, -1)
first, end = getter([layer.output for layer in last.layers])
