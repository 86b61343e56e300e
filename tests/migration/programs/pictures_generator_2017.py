# params: 9*3*4+4 + 4*4*4*2+2
# output: (None, 2)
import numpy as np
from keras.preprocessing.image import ImageDataGenerator
from keras.models import Sequential
from keras.layers import Conv2D, MaxPooling2D, Flatten, Dense
from keras.utils.np_utils import to_categorical

x = np.random.rand(20, 10, 10, 3)
y = to_categorical(np.random.randint(0, 2, 20), num_classes=2)

model = Sequential()
model.add(Conv2D(4, (3, 3), activation="relu", input_shape=(10, 10, 3)))
model.add(MaxPooling2D((2, 2)))
model.add(Flatten())
model.add(Dense(2, activation="softmax"))
model.compile(loss="categorical_crossentropy", optimizer="rmsprop", metrics=["accuracy"])

datagen = ImageDataGenerator(rescale=1.0, horizontal_flip=True)
datagen.fit(x)
model.fit_generator(datagen.flow(x, y, batch_size=5), steps_per_epoch=4, epochs=1, verbose=0)
