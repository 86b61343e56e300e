from tensorflow.keras import layers, Model, Input

S, B, C = 7, 2, 20
inp = Input((112, 112, 3))
x = inp
for f in (8, 16, 32, 64):
    x = layers.Conv2D(f, 3, strides=2, padding="same", activation="relu")(x)
x = layers.Flatten()(x)
x = layers.Dense(S * S * (B * 5 + C))(x)
out = layers.Reshape((S, S, B * 5 + C))(x)
model = Model(inp, out)
