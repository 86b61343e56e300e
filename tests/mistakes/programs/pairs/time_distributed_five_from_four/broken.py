# expect: SL202
from tensorflow.keras import layers, Sequential

video = Sequential()
video.add(layers.Input((48, 48, 3)))  # blame
video.add(layers.TimeDistributed(layers.Conv2D(8, 3, activation="relu")))  # blame
video.add(layers.TimeDistributed(layers.GlobalAveragePooling2D()))
video.add(layers.LSTM(8))
