# expect: SL405
from keras.datasets import boston_housing
from keras.layers import Dense
from keras.models import Sequential

(train_data, train_targets), (test_data, test_targets) = boston_housing.load_data()
mean, std = train_data.mean(axis=0), train_data.std(axis=0)
train_data = (train_data - mean) / (std + 1e-6)


def build_model():
    model = Sequential()
    model.add(Dense(32, activation="relu", input_dim=12))  # blame
    model.add(Dense(1))
    model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
    return model


build_model().fit(train_data, train_targets, epochs=1, batch_size=16)
