import tensorflow as tf
from tensorflow.keras.applications import EfficientNetB0, efficientnet
from tensorflow.keras import layers as L


class CFG:
    size = 96
    classes = 5
    batch = 4
    head = [128]
    drop = .2
    pool = 'avg'


class Net(tf.keras.Model):
    def __init__(self, cfg):
        super(Net, self).__init__()
        self.cfg = cfg
        self.backbone = EfficientNetB0(include_top=False, weights=None, input_shape=(cfg.size, cfg.size, 3), pooling=cfg.pool)
        self.fcs = [L.Dense(u, activation='relu') for u in cfg.head]
        self.drop = L.Dropout(cfg.drop)
        self.out = L.Dense(cfg.classes)

    def call(self, x, training=False):
        x = self.backbone(x, training=training)
        for fc in self.fcs:
            x = self.drop(fc(x), training=training)
        return self.out(x)

    def summary_model(self):
        i = L.Input((self.cfg.size, self.cfg.size, 3))
        return tf.keras.Model(i, self.call(i))


def load(path, label=None):
    img = tf.random.uniform((120, 110, 3), maxval=255)
    img = tf.image.resize(img, (CFG.size, CFG.size))
    img = efficientnet.preprocess_input(img)
    return img if label is None else (img, tf.one_hot(label, CFG.classes))


paths = ['img_%d.jpg' % i for i in range(12)]
labels = [i % CFG.classes for i in range(12)]
train = tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(CFG.batch)
test = tf.data.Dataset.from_tensor_slices(paths).map(load).batch(CFG.batch)

net = Net(CFG)
net.compile(tf.keras.optimizers.Adam(1e-4), tf.keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=.1))
net.fit(train, epochs=1)
logits = net(next(iter(test)))
flat = net.summary_model()
print(logits.shape, flat.output_shape, len(flat.layers))
CFG.head = [64, 32]
CFG.pool = 'max'
other = Net(CFG)
print(other(tf.zeros((1, CFG.size, CFG.size, 3))).shape)
