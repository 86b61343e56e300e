import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
import keras

X, y = load_breast_cancer(return_X_y=True)
print(X.shape, y.shape)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, stratify=y, random_state=1)
sc = StandardScaler()
X_train = sc.fit_transform(X_train)
X_test = sc.transform(X_test)

seq = keras.Sequential()
seq.add(keras.layers.Dense(16, kernel_initializer='uniform', activation='relu', input_dim=30))
seq.add(keras.layers.Dropout(rate=0.1))
seq.add(keras.layers.Dense(16, kernel_initializer='uniform', activation='relu'))
seq.add(keras.layers.Dense(1, kernel_initializer='uniform', activation='sigmoid'))

i = keras.Input(shape=(X.shape[1],))
h = keras.layers.Dense(16, 'relu')(i)
fun = keras.Model(i, keras.layers.Dense(1, 'sigmoid')(h))


class Sub(keras.Model):
    def __init__(self):
        super().__init__()
        self.a = keras.layers.Dense(16, 'relu')
        self.b = keras.layers.Dense(1, 'sigmoid')

    def call(self, x):
        return self.b(self.a(x))


for net in (seq, fun, Sub()):
    net.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
    net.fit(X_train, y_train, batch_size=100, epochs=3, verbose=0)
    p = net.predict(X_test)
    y_pred = p > 0.5
    print(type(net).__name__, p.shape, (y_pred[:, 0] == y_test).mean())
