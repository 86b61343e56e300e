# Sequential models that say no input shape: it comes from what they are given.
import numpy as np
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense, Dropout, Flatten, Conv1D, Embedding, GlobalAveragePooling1D
from sklearn_like import train_test_split, StandardScaler

np.random.seed(7)
X = np.random.rand(120, 8)
y = np.random.randint(2, size=(120, 1))
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=42)
scaler = StandardScaler()
X_train = scaler.fit_transform(X_train)
X_test = scaler.transform(X_test)

model = Sequential()
model.add(Dense(12, activation="relu"))
model.add(Dropout(0.2))
model.add(Dense(8, activation="relu"))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
history = model.fit(X_train, y_train, epochs=2, batch_size=10, verbose=0)
loss, acc = model.evaluate(X_test, y_test)

built = Sequential([Dense(6, activation="tanh"), Dense(3)])
built.build((None, 10))
built.summary()

called = Sequential([Conv1D(4, 3, padding="same"), Flatten(), Dense(2)])
result = called(np.zeros((5, 20, 3), dtype="float32"))
print(result.shape)

words = np.random.randint(0, 100, size=(32, 15))
text_model = Sequential([
    Embedding(100, 16),
    GlobalAveragePooling1D(),
    Dense(1),
])
text_model.compile("adam", "mse")
text_model.fit(words, np.zeros(32))
