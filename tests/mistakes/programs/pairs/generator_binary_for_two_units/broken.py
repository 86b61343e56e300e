# expect: SL501
from tensorflow.keras import layers, models
from tensorflow.keras.preprocessing.image import ImageDataGenerator

datagen = ImageDataGenerator(rescale=1.0 / 255)
train_generator = datagen.flow_from_directory(
    "pets/train",
    target_size=(32, 32),
    batch_size=4,
    class_mode="binary",  # blame
)

model = models.Sequential()
model.add(layers.Conv2D(4, (3, 3), activation="relu", input_shape=(32, 32, 3)))
model.add(layers.Flatten())
model.add(layers.Dense(2, activation="softmax"))  # blame
model.compile(loss="categorical_crossentropy", optimizer="adam")  # blame
model.fit(train_generator, epochs=1, steps_per_epoch=2)
