import tensorflow as tf
import numpy as np
from sklearn.utils.class_weight import compute_class_weight


def build(n_classes, trunk="DenseNet121", size=(96, 96), dropout=None, lr=1e-4):
    cls = getattr(tf.keras.applications, trunk)
    base = cls(include_top=False, weights=None, input_shape=size + (3,))
    x = base.output
    x = tf.keras.layers.GlobalAveragePooling2D(name="gap")(x)
    if dropout is not None:
        x = tf.keras.layers.Dropout(dropout)(x)
    out = tf.keras.layers.Dense(n_classes, activation="softmax" if n_classes > 1 else "sigmoid")(x)
    model = tf.keras.models.Model(inputs=base.input, outputs=out)
    model.compile(tf.keras.optimizers.Adam(lr), "sparse_categorical_crossentropy" if n_classes > 1 else "binary_crossentropy")
    return model, base


labels = np.array([0] * 6 + [1] * 3 + [2] * 3)
images = np.random.rand(len(labels), 96, 96, 3)
weights = compute_class_weight("balanced", classes=np.unique(labels), y=labels)
model, base = build(3, dropout=.3)
base.trainable = False
model.fit(images, labels, class_weight=dict(enumerate(weights)), epochs=1)
base.trainable = True
for l in base.layers:
    if isinstance(l, tf.keras.layers.BatchNormalization):
        l.trainable = False
binary, _ = build(1, "MobileNet", size=(128, 128))
print(model.predict(images).shape, binary.output_shape)
gap = tf.keras.Model(model.input, model.get_layer("gap").output)
emb = gap(images[:4])
dist = tf.norm(emb[:, None] - emb[None], axis=-1)
print(emb.shape, dist.shape)
