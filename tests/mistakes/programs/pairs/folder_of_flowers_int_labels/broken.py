# expect: SL501
import tensorflow as tf
from tensorflow.keras import layers

train_ds = tf.keras.utils.image_dataset_from_directory("flowers", image_size=(32, 32), batch_size=8)

model = tf.keras.Sequential([
    layers.Rescaling(1.0 / 255, input_shape=(32, 32, 3)),
    layers.Conv2D(8, 3, activation="relu"),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(3, activation="softmax"),
])
model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])  # blame
model.fit(train_ds, epochs=1)
