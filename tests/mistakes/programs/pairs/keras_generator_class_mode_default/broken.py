# expect: SL502
from tensorflow.keras.preprocessing.image import ImageDataGenerator
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Conv2D, Flatten, Dense

gen = ImageDataGenerator(rescale=1.0 / 255, validation_split=0.2)
train = gen.flow_from_directory("pets/train", target_size=(24, 24), batch_size=4)  # blame
model = Sequential()
model.add(Conv2D(4, 3, activation="relu", input_shape=(24, 24, 3)))
model.add(Flatten())
model.add(Dense(1, activation="sigmoid"))  # blame
model.compile("rmsprop", "binary_crossentropy", metrics=["accuracy"])
model.fit(train, epochs=1)  # blame
