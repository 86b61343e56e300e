from keras import Input, Model, Sequential, layers, ops
import numpy as np

views = ["front", "side", "top"]
cnn = Sequential([
    layers.Conv2D(16, 3, strides=2, activation="relu"),
    layers.Conv2D(32, 3, strides=2, activation="relu"),
    layers.GlobalAveragePooling2D(),
], name="cnn")
inputs = {v: Input((64, 64, 1), name=v) for v in views}
features = {v: cnn(inputs[v]) for v in views}
pooled = layers.Maximum()(list(features.values()))
best = layers.Dense(5, name="kind")(pooled)
alone = {f"{v}_kind": layers.Dense(5, name=f"{v}_kind")(f) for v, f in features.items()}
net = Model(inputs, {"kind": best, **alone})
net.compile("adam", {k: "mse" for k in ("kind", *alone)})
x = {v: np.random.rand(20, 64, 64, 1) for v in views}
t = np.eye(5)[np.arange(20) % 5]
net.fit(x, {"kind": t, **{k: t for k in alone}}, epochs=1)
out = net.predict(x)
print({k: v.shape for k, v in out.items()})
stacked = np.stack([x[v] for v in views], axis=1)
video = Input((3, 64, 64, 1))
each = layers.TimeDistributed(cnn)(video)
print(each.shape, ops.max(each, axis=1).shape, Model(video, each).predict(stacked).shape)
again = Input((64, 64, 1))
print(cnn(again).shape, cnn.layers[0].kernel.shape)
