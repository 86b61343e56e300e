import keras
from keras import layers, ops
import numpy as np

unlabeled_n, labeled_n, edge, width, temperature = 96, 48, 48, 32, 0.1


class RandomColorAffine(layers.Layer):
    def __init__(self, brightness=0.0, jitter=0.0, **kwargs):
        super().__init__(**kwargs)
        self.seed_generator = keras.random.SeedGenerator(1337)
        self.brightness, self.jitter = brightness, jitter

    def call(self, images, training=True):
        if training:
            batch_size = ops.shape(images)[0]
            scales = 1 + keras.random.uniform((batch_size, 1, 1, 1), -self.brightness, self.brightness, seed=self.seed_generator)
            jitters = keras.random.uniform((batch_size, 1, 3, 3), -self.jitter, self.jitter, seed=self.seed_generator)
            transforms = ops.tile(ops.expand_dims(ops.eye(3), axis=0), (batch_size, 1, 1, 1)) * scales + jitters
            images = ops.clip(ops.matmul(images, transforms), 0, 1)
        return images


def get_augmenter(min_area, brightness, jitter):
    zoom = 1.0 - float(np.sqrt(min_area))
    return keras.Sequential([
        layers.Rescaling(1 / 255),
        layers.RandomFlip("horizontal"),
        layers.RandomTranslation(zoom / 2, zoom / 2),
        layers.RandomZoom((-zoom, 0.0), (-zoom, 0.0)),
        RandomColorAffine(brightness, jitter),
    ])


def get_encoder():
    return keras.Sequential(
        [layers.Conv2D(width, 3, strides=2, activation="relu") for _ in range(4)]
        + [layers.Flatten(), layers.Dense(width, activation="relu")],
        name="encoder",
    )


class ContrastiveModel(keras.Model):
    def __init__(self):
        super().__init__()
        self.temperature = temperature
        self.contrastive_augmenter = get_augmenter(0.25, 0.6, 0.2)
        self.classification_augmenter = get_augmenter(0.75, 0.3, 0.1)
        self.encoder = get_encoder()
        self.projection_head = keras.Sequential([keras.Input((width,)), layers.Dense(width, activation="relu"), layers.Dense(width)])
        self.linear_probe = keras.Sequential([layers.Input(shape=(width,)), layers.Dense(10)], name="linear_probe")

    def call(self, images):
        return self.linear_probe(self.encoder(self.classification_augmenter(images)))

    def contrastive_loss(self, p1, p2):
        p1, p2 = ops.normalize(p1, axis=1), ops.normalize(p2, axis=1)
        sim = ops.matmul(p1, ops.transpose(p2)) / self.temperature
        batch = ops.shape(p1)[0]
        labels = ops.arange(batch)
        a = keras.losses.sparse_categorical_crossentropy(labels, sim, from_logits=True)
        b = keras.losses.sparse_categorical_crossentropy(labels, ops.transpose(sim), from_logits=True)
        return ops.mean(a + b) / 2


model = ContrastiveModel()
images = np.random.randint(0, 256, (labeled_n, edge, edge, 3)).astype("float32")
logits = model(images, training=True)
views = [model.contrastive_augmenter(images, training=True) for _ in range(2)]
z1, z2 = (model.projection_head(model.encoder(v)) for v in views)
print(logits.shape, z1.shape, float(model.contrastive_loss(z1, z2)))

baseline = keras.Sequential([keras.Input((edge, edge, 3)), get_augmenter(0.75, 0.3, 0.1), get_encoder(), layers.Dense(10)])
baseline.compile(keras.optimizers.Adam(), keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["acc"])
baseline.fit(images, np.arange(labeled_n) % 10, epochs=1)
tuned = keras.Sequential([layers.Input((edge, edge, 3)), model.classification_augmenter, model.encoder, layers.Dense(10)])
print(tuned.predict(images[:5]).shape, tuned.layers[-2].output.shape)
