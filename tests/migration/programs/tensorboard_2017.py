# params: 3*2+2
# output: (None, 2)
import numpy as np
from keras.callbacks import TensorBoard
from keras.layers import Dense
from keras.models import Sequential

model = Sequential()
model.add(Dense(2, input_dim=3))
model.compile(loss="mse", optimizer="sgd")
board = TensorBoard(log_dir="logs", histogram_freq=0, batch_size=32, write_graph=False, write_grads=False)
assert board.log_dir == "logs"
model.fit(np.random.rand(4, 3), np.random.rand(4, 2), epochs=1, verbose=0)
