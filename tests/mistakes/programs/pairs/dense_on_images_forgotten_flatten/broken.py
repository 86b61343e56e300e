# expect: SL503
"""First steps: which garment is it?"""
from tensorflow import keras

(train_images, train_labels), _ = keras.datasets.fashion_mnist.load_data()
train_images = train_images / 255.0

model = keras.Sequential([
    keras.layers.Dense(128, activation="relu", input_shape=(28, 28)),  # blame
    keras.layers.Dense(10, activation="softmax"),  # blame
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(train_images, train_labels, epochs=1)
