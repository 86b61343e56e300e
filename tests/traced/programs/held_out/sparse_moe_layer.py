import keras
import numpy as np
from keras import layers, ops


@keras.saving.register_keras_serializable(package="moe")
class Router(layers.Layer):
    def __init__(self, experts, top=1, **kwargs):
        super().__init__(**kwargs)
        self.experts = experts
        self.top = top
        self.route = layers.Dense(experts)

    def build(self, shape):
        self.route.build(shape)

    def call(self, x, training=False):
        logits = self.route(x)
        if training:
            logits = logits + keras.random.uniform(ops.shape(logits), 0.9, 1.1)
        p = ops.softmax(logits, axis=-1)
        gate, index = ops.top_k(p, k=self.top)
        mask = ops.sum(ops.one_hot(index, self.experts), axis=-2)
        return p * mask, mask

    def get_config(self):
        return super().get_config() | {"experts": self.experts, "top": self.top}


class Switch(layers.Layer):
    """Each token goes to a few of the experts."""

    def __init__(self, experts, hidden, top=2):
        super().__init__()
        self.router = Router(experts, top)
        self.experts = [keras.Sequential([layers.Dense(hidden, activation="silu"), layers.Dense(64)]) for _ in range(experts)]

    def call(self, x):
        weight, mask = self.router(x)
        outputs = ops.stack([e(x) for e in self.experts], axis=-1)
        self.add_loss(0.01 * ops.mean(ops.square(ops.mean(mask, axis=(0, 1)))))
        return ops.sum(outputs * ops.expand_dims(weight, -2), axis=-1)


def block(x, experts=4):
    a = layers.MultiHeadAttention(num_heads=2, key_dim=32)(x, x, use_causal_mask=True)
    x = layers.LayerNormalization()(x + a)
    return layers.LayerNormalization()(x + Switch(experts, 128)(x))


tokens = keras.Input((40,), dtype="int32")
x = layers.Embedding(500, 64)(tokens)
x = x + layers.Embedding(40, 64)(ops.arange(40))
for n in (4, 8):
    x = block(x, n)
model = keras.Model(tokens, layers.Dense(500)(x))
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
data = np.random.randint(0, 500, (64, 41))
model.fit(data[:, :-1], data[:, 1:], batch_size=16, epochs=1)


def generate(prompt, steps, temperature=1.0):
    ids = list(prompt)
    for _ in range(steps):
        window = np.zeros((1, 40), "int32")
        window[0, : len(ids)] = ids
        logits = model.predict(window, verbose=0)[0, len(ids) - 1] / temperature
        p = np.exp(logits - logits.max())
        ids.append(int(np.random.choice(500, p=p / p.sum())))
    return ids


print(generate([3, 1, 4], 4))
router = Router.from_config(Router(6, top=2).get_config())
gates, mask = router(np.ones((2, 5, 16)))
print(gates.shape, mask.shape)
