# expect: SL405
import keras
from keras.layers import Dense, Input
from keras.models import Model

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train.astype("float32") / 255.0  # blame

inputs = Input(shape=(784,))  # blame
encoded = Dense(32, activation="relu")(inputs)
decoded = Dense(784, activation="sigmoid")(encoded)
autoencoder = Model(inputs, decoded)
autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
autoencoder.fit(x_train, x_train, epochs=1, batch_size=32, shuffle=True)  # blame
