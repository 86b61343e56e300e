import keras
from keras import layers
import numpy as np

H, W, C = 100, 100, 3
N_ETHNICITY = 5


def default_hidden_layers(inputs):
    x = inputs
    for filters, pool in ((16, 3), (32, 2), (32, 2)):
        x = layers.Conv2D(filters, (3, 3), padding="same")(x)
        x = layers.Activation("relu")(x)
        x = layers.BatchNormalization(axis=-1)(x)
        x = layers.MaxPooling2D(pool_size=(pool, pool))(x)
        x = layers.Dropout(0.25)(x)
    return x


def branch(inputs, units, out, activation, name):
    x = default_hidden_layers(inputs)
    x = layers.Flatten()(x)
    x = layers.Dense(units)(x)
    x = layers.Activation("relu")(x)
    x = layers.BatchNormalization()(x)
    x = layers.Dropout(0.5)(x)
    x = layers.Dense(out)(x)
    return layers.Activation(activation, name=name)(x)


class Assembler():
    def assemble(self, width, height, num_races):
        input_shape = (height, width, 3)
        inputs = layers.Input(shape=input_shape)
        gray = layers.Lambda(lambda c: c[..., :1] * 0.3 + c[..., 1:2] * 0.59 + c[..., 2:] * 0.11,
                             output_shape=(height, width, 1))(inputs)
        age = branch(inputs, 128, 1, "linear", "age_output")
        race = branch(inputs, 128, num_races, "softmax", "race_output")
        gender = branch(gray, 64, 2, "sigmoid", "gender_output")
        return keras.Model(inputs=inputs, outputs=[age, race, gender], name="face_net")


def generate_images(batch_size=8, is_training=True):
    images, ages, races, genders = [], [], [], []
    while True:
        for _ in range(64):
            images.append(np.random.rand(H, W, C))
            ages.append(np.random.randint(1, 90) / 116.0)
            races.append(keras.utils.to_categorical(np.random.randint(N_ETHNICITY), N_ETHNICITY))
            genders.append(keras.utils.to_categorical(np.random.randint(2), 2))
            if len(images) >= batch_size:
                yield np.array(images), {"age_output": np.array(ages), "race_output": np.array(races),
                                         "gender_output": np.array(genders)}
                images, ages, races, genders = [], [], [], []
        if not is_training:
            break


model = Assembler().assemble(W, H, num_races=N_ETHNICITY)
init_lr, epochs = 1e-4, 2
model.compile(
    optimizer=keras.optimizers.Adam(init_lr),
    loss={"age_output": "mse", "race_output": "categorical_crossentropy", "gender_output": "binary_crossentropy"},
    loss_weights={"age_output": 4.0, "race_output": 1.5, "gender_output": 0.1},
    metrics={"age_output": "mae", "race_output": "accuracy", "gender_output": "accuracy"},
)
model.fit(generate_images(), steps_per_epoch=4, epochs=epochs, validation_data=generate_images(), validation_steps=1)
images, truth = next(generate_images(16, is_training=False))
age, race, gender = model.predict(images)
print(age.shape, race.argmax(axis=-1), gender.argmax(axis=-1), truth["age_output"].shape)
