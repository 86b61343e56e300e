from keras.layers import Conv2D, Dense, Flatten, Input
from keras.models import Model
from tensorflow.keras.preprocessing.image import ImageDataGenerator

train = ImageDataGenerator(rescale=1 / 255).flow_from_directory(
    "pets/train", target_size=(24, 24), color_mode="rgb", class_mode="binary", batch_size=6
)

image = Input(shape=(24, 24, 3))
x = Conv2D(6, 3, activation="relu")(image)
x = Flatten()(x)
animal = Dense(1, activation="sigmoid")(x)
model = Model(image, animal)
model.compile(optimizer="sgd", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(train, epochs=1)
