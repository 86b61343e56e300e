from tensorflow.keras import layers, Sequential

video = Sequential()
video.add(layers.Input((12, 48, 48, 3)))
video.add(layers.TimeDistributed(layers.Conv2D(8, 3, activation="relu")))
video.add(layers.TimeDistributed(layers.GlobalAveragePooling2D()))
video.add(layers.LSTM(8))
