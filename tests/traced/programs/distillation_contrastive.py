import keras
from keras import layers, ops
import numpy as np


class Distiller(keras.Model):
    def __init__(self, student, teacher):
        super().__init__()
        self.teacher = teacher
        self.student = student

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, allow_empty=False):
        teacher_pred = self.teacher(x, training=False)
        return ops.mean(ops.square(teacher_pred - y_pred))

    def call(self, x):
        return self.student(x)


def net(width, name):
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            layers.Conv2D(width, (3, 3), strides=(2, 2), padding="same"),
            layers.LeakyReLU(negative_slope=0.2),
            layers.MaxPooling2D(pool_size=(2, 2), strides=(1, 1), padding="same"),
            layers.Conv2D(width * 2, (3, 3), strides=(2, 2), padding="same"),
            layers.Flatten(),
            layers.Dense(10),
        ],
        name=name,
    )


teacher, student = net(16, "teacher"), net(4, "student")
student_scratch = keras.models.clone_model(student)
distiller = Distiller(student=student, teacher=teacher)
distiller.compile(optimizer="adam", metrics=["accuracy"])
logits = distiller(np.random.rand(6, 28, 28, 1).astype("float32"))

# contrastive pretraining
width = 24
temperature = 0.1


def get_augmenter(min_area, jitter):
    zoom_factor = 1.0 - min_area**0.5
    return keras.Sequential(
        [
            layers.Rescaling(1 / 255),
            layers.RandomFlip("horizontal"),
            layers.RandomTranslation(zoom_factor / 2, zoom_factor / 2),
            layers.RandomZoom((-zoom_factor, 0.0), (-zoom_factor, 0.0)),
            layers.RandomContrast(jitter),
        ]
    )


def get_encoder():
    return keras.Sequential(
        [
            layers.Conv2D(width, kernel_size=3, strides=2, activation="relu"),
            layers.Conv2D(width, kernel_size=3, strides=2, activation="relu"),
            layers.Flatten(),
            layers.Dense(width, activation="relu"),
        ],
        name="encoder",
    )


class ContrastiveModel(keras.Model):
    def __init__(self):
        super().__init__()
        self.augmenter = get_augmenter(0.25, 0.3)
        self.encoder = get_encoder()
        self.projection_head = keras.Sequential(
            [keras.Input(shape=(width,)), layers.Dense(width, activation="relu"), layers.Dense(width)],
            name="projection_head",
        )
        self.linear_probe = keras.Sequential([layers.Input(shape=(width,)), layers.Dense(10)], name="linear_probe")

    def contrastive_loss(self, projections_1, projections_2):
        projections_1 = ops.normalize(projections_1, axis=1)
        projections_2 = ops.normalize(projections_2, axis=1)
        similarities = ops.matmul(projections_1, ops.transpose(projections_2)) / temperature
        batch_size = ops.shape(projections_1)[0]
        labels = ops.arange(batch_size)
        return keras.losses.sparse_categorical_crossentropy(labels, similarities, from_logits=True)

    def call(self, images):
        first = self.projection_head(self.encoder(self.augmenter(images, training=True)))
        second = self.projection_head(self.encoder(self.augmenter(images, training=True)))
        return self.contrastive_loss(first, second)

    def classify(self, images):
        return self.linear_probe(self.encoder(images))


model = ContrastiveModel()
images = np.random.randint(0, 255, (4, 32, 32, 3)).astype("float32")
loss = model(images)
scores = model.classify(images)
