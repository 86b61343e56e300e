from tensorflow.keras import Sequential, layers
from tensorflow.keras.preprocessing.image import ImageDataGenerator

SIZE = 32
train = ImageDataGenerator().flow_from_directory("flowers", target_size=(SIZE, SIZE), batch_size=9)
model = Sequential([
    layers.Input((SIZE, SIZE, 3)),
    layers.Conv2D(4, 3),
    layers.MaxPool2D(),
    layers.Flatten(),
    layers.Dense(3, activation="softmax"),
])
model.compile("adam", "categorical_crossentropy")
model.fit(train, epochs=1)
