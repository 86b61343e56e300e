import tensorflow as tf
from tensorflow.keras.layers import Layer, Conv2D, BatchNormalization, ReLU, Dense, GlobalAveragePooling2D, MaxPool2D
from tensorflow.keras import Model


class ConvBN(Layer):
    def __init__(self, filters, kernel_size=3, *, strides=1, act=True, **kw):
        super().__init__(**kw)
        self.conv = Conv2D(filters, kernel_size, strides, padding="same", use_bias=False)
        self.bn = BatchNormalization()
        self.act = ReLU() if act else None

    def call(self, x, training=None):
        x = self.conv(x)
        x = self.bn(x, training=training)
        if self.act is not None:
            x = self.act(x)
        return x


class Bottleneck(Layer):
    expansion = 4

    def __init__(self, width, stride=1, project=False):
        super().__init__()
        self.a = ConvBN(width, 1)
        self.b = ConvBN(width, 3, strides=stride)
        self.c = ConvBN(width * self.expansion, 1, act=False)
        self.shortcut = ConvBN(width * self.expansion, 1, strides=stride, act=False) if project else (lambda x: x)

    def call(self, x, training=None):
        y = self.c(self.b(self.a(x)))
        return tf.nn.relu(y + self.shortcut(x))


class ResNet(Model):
    def __init__(self, block_counts, num_classes=10, width=4):
        super().__init__()
        self.num_stages = len(block_counts)
        self.stem = ConvBN(width, 7, strides=2)
        self.pool = MaxPool2D(3, 2, padding="same")
        for i, count in enumerate(block_counts):
            stage = []
            for j in range(count):
                stage.append(Bottleneck(width * 2 ** i, stride=2 if i and not j else 1, project=j == 0))
            setattr(self, f"stage{i}", stage)
        self.gap = GlobalAveragePooling2D()
        self.fc = Dense(num_classes)

    def call(self, inputs, training=None):
        x = self.pool(self.stem(inputs))
        for i in range(self.num_stages):
            for block in getattr(self, f"stage{i}"):
                x = block(x)
        x = self.gap(x)
        return self.fc(x)

    def build_graph(self, shape):
        x = tf.keras.Input(shape=shape)
        return Model(inputs=[x], outputs=self.call(x))


model = ResNet([1, 2, 1])
graph = model.build_graph((64, 64, 3))
graph.summary()
logits = model(tf.random.normal([2, 64, 64, 3]))
