import numpy as np
from keras import Input, Model, layers

def embed():
    i = Input((16,))
    return Model(i, layers.Dense(8)(i))

e = embed()
a, p, n = (Input((16,), name=k) for k in ("anchor", "positive", "negative"))
merged = layers.concatenate([e(a), e(p), e(n)])
model = Model([a, p, n], merged)
model.compile("adam", "mse")
data = [np.zeros((6, 16)) for _ in range(3)]
model.fit(data, np.zeros((6, 24)), epochs=1)
