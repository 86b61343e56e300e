# params: 12*4 + 4*2+2
# output: (None, 2)
import numpy as np
from keras.layers import Dense, Embedding, GlobalAveragePooling1D
from keras.models import Sequential

embedding_matrix = np.random.rand(12, 4)
model = Sequential()
model.add(Embedding(12, 4, weights=[embedding_matrix], input_length=5, trainable=False))
model.add(GlobalAveragePooling1D())
model.add(Dense(2, activation="softmax"))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(np.random.randint(0, 12, (6, 5)), np.random.randint(0, 2, 6), epochs=1, verbose=0)
assert np.allclose(model.layers[0].get_weights()[0], embedding_matrix)
