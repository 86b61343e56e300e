# expect: SL405
from tensorflow.keras import Sequential, layers
from tensorflow.keras.preprocessing.image import ImageDataGenerator

SIZE = 32
train = ImageDataGenerator().flow_from_directory("flowers", target_size=(28, 28), batch_size=9)  # blame
model = Sequential([
    layers.Input((SIZE, SIZE, 3)),  # blame
    layers.Conv2D(4, 3),
    layers.MaxPool2D(),
    layers.Flatten(),
    layers.Dense(3, activation="softmax"),
])
model.compile("adam", "categorical_crossentropy")
model.fit(train, epochs=1)  # blame
