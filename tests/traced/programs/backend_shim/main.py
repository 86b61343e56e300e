from engine.backend import keras, layers, K
from engine.networks import *
from engine import networks as nets

SIZE = nets.DEFAULT_SIZE

model = tiny_classifier(classes=3)
patch = PatchCritic(depth=2).network
pair = keras.Input(shape=(SIZE, SIZE, 6))
x = layers.Lambda(lambda t: K.mean(t, axis=-1, keepdims=True) if hasattr(K, "mean") else t[..., :1])(pair)
score = patch(layers.concatenate([pair, x]))
