import keras
from keras.layers import *
from keras.models import Model

TASKS = {"age": 1, "gender": 2, "race": 5}
IMG = 72


class FaceNet:
    """Shared trunk, one branch a task."""

    def make_default_hidden_layers(self, inputs):
        x = Conv2D(8, (3, 3), padding="same")(inputs)
        x = Activation("relu")(x)
        x = BatchNormalization(axis=-1)(x)
        x = MaxPooling2D(pool_size=(3, 3))(x)
        x = Dropout(0.25)(x)
        x = Conv2D(12, (3, 3), padding="same")(x)
        x = Activation("relu")(x)
        x = MaxPooling2D(pool_size=(2, 2))(x)
        return x

    def build_branch(self, inputs, name, units):
        x = self.make_default_hidden_layers(inputs)
        x = Flatten()(x)
        x = Dense(16)(x)
        x = Activation("relu")(x)
        x = Dense(units)(x)
        activation = "linear" if units == 1 else "softmax"
        return Activation(activation, name=f"{name}_output")(x)

    def assemble_full_model(self, width, height, tasks):
        input_shape = (height, width, 3)
        inputs = Input(shape=input_shape)
        branches = [self.build_branch(inputs, name, n) for name, n in tasks.items()]
        return Model(inputs=inputs, outputs=branches, name="face_net")


model = FaceNet().assemble_full_model(IMG, IMG, TASKS)
init_lr = 1e-4
model.compile(
    optimizer=keras.optimizers.Adam(init_lr),
    loss={"age_output": "mse", "gender_output": "categorical_crossentropy", "race_output": "categorical_crossentropy"},
    loss_weights={"age_output": 4.0, "race_output": 1.5, "gender_output": 0.1},
)

# outputs as a dict, inputs as a dict
title = keras.Input(shape=(None,), name="title")
body = keras.Input(shape=(None,), name="body")
tags = keras.Input(shape=(6,), name="tags")
title_features = LSTM(8)(Embedding(500, 16)(title))
body_features = LSTM(8, dropout=0.1)(Embedding(500, 16)(body))
features = concatenate([title_features, body_features, tags])
priority = Dense(1, name="priority")(features)
department = Dense(4, name="department")(features)
tickets = keras.Model(
    inputs={"title": title, "body": body, "tags": tags},
    outputs={"priority": priority, "department": department},
)
