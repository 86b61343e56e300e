# params: 4*(9*(1+2)*2+2) + 27*2*1+1
# output: (None, 3, 6, 6, 1)
import numpy as np
from keras.layers.convolutional import Conv3D
from keras.layers.convolutional_recurrent import ConvLSTM2D
from keras.models import Sequential

model = Sequential()
model.add(ConvLSTM2D(filters=2, kernel_size=(3, 3), input_shape=(3, 6, 6, 1), padding="same", return_sequences=True))
model.add(Conv3D(filters=1, kernel_size=(3, 3, 3), activation="sigmoid", padding="same", data_format="channels_last"))
model.compile(loss="binary_crossentropy", optimizer="adadelta")
movies = np.random.rand(2, 3, 6, 6, 1)
model.fit(movies, np.round(movies), batch_size=2, epochs=1, verbose=0)
