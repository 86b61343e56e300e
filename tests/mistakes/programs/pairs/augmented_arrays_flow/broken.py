# expect: SL502
import numpy as np
from keras.layers import Dense, Flatten
from keras.models import Sequential
from keras.utils import to_categorical
from tensorflow.keras.preprocessing.image import ImageDataGenerator

faces = np.random.rand(30, 16, 16, 1)
emotions = to_categorical(np.arange(30) % 7)

augment = ImageDataGenerator(horizontal_flip=True, rescale=0.5)
model = Sequential([Flatten(input_shape=(16, 16, 1)), Dense(6, activation="softmax")])  # blame
model.compile(loss="categorical_crossentropy", optimizer="adam")
model.fit(augment.flow(faces, emotions, batch_size=10), epochs=1)
