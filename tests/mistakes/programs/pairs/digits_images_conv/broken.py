# expect: SL405
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from tensorflow.keras import layers, models

digits = load_digits()
X = digits.data  # blame
X_train, X_test, y_train, y_test = train_test_split(X, digits.target, test_size=0.3)
model = models.Sequential([
    layers.Conv2D(4, 3, activation="relu", input_shape=(8, 8, 1)),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(X_train, y_train, epochs=1, batch_size=200)  # blame
