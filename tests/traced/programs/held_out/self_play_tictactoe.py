import random
import numpy as np
from keras.models import Model, load_model
from keras.layers import Input, Conv2D, Flatten, Dense, Activation, BatchNormalization, Add, Reshape
from keras import regularizers

N = 3


class Board:
    def __init__(self, cells=None, player=1):
        self.cells = np.zeros((N, N), dtype=int) if cells is None else cells
        self.player = player

    def moves(self):
        return [tuple(m) for m in np.argwhere(self.cells == 0)]

    def play(self, move):
        cells = self.cells.copy()
        cells[move] = self.player
        return Board(cells, -self.player)

    def winner(self):
        lines = list(self.cells) + list(self.cells.T) + [self.cells.diagonal(), np.fliplr(self.cells).diagonal()]
        for line in lines:
            if abs(line.sum()) == N:
                return int(np.sign(line.sum()))
        return 0

    def planes(self):
        return np.stack([self.cells == self.player, self.cells == -self.player, np.ones((N, N))], axis=-1).astype("float32")


class AlphaNet:
    reg = regularizers.l2(1e-4)

    def __init__(self, blocks=2, filters=32):
        self.filters = filters
        x_in = x = Input((N, N, 3))
        x = self.conv(x)
        for _ in range(blocks):
            x = self.residual(x)
        p = self.conv(x, 2, 1)
        p = Flatten()(p)
        policy = Dense(N * N, activation="softmax", kernel_regularizer=self.reg, name="policy")(p)
        v = self.conv(x, 1, 1)
        v = Flatten()(v)
        v = Dense(32, activation="relu")(v)
        value = Dense(1, activation="tanh", name="value")(v)
        self.model = Model(x_in, [policy, value])
        self.model.compile("sgd", loss={"policy": "categorical_crossentropy", "value": "mse"})

    def conv(self, x, filters=None, size=3, act=True):
        x = Conv2D(filters or self.filters, size, padding="same", use_bias=False, kernel_regularizer=self.reg)(x)
        x = BatchNormalization()(x)
        return Activation("relu")(x) if act else x

    def residual(self, x):
        y = self.conv(x)
        y = self.conv(y, act=False)
        return Activation("relu")(Add()([x, y]))

    def think(self, board):
        p, v = self.model.predict(board.planes()[None], verbose=0)
        mask = np.zeros(N * N)
        for i, j in board.moves():
            mask[i * N + j] = 1
        p = (p[0] + 1e-3) * mask
        return p / p.sum(), float(v[0, 0])


net = AlphaNet()
states, policies, values = [], [], []
for game in range(2):
    board, history = Board(), []
    while board.moves() and not board.winner():
        p, _ = net.think(board)
        k = np.random.choice(N * N, p=p)
        history.append((board.planes(), p, board.player))
        board = board.play((k // N, k % N))
    z = board.winner()
    for planes, p, who in history:
        states.append(planes)
        policies.append(p)
        values.append(z * who)
X, P, V = map(np.array, (states, policies, values))
print(X.shape[1:], P.shape[1:], V.ndim)
net.model.fit(X, {"policy": P, "value": V}, batch_size=8)
big = AlphaNet(blocks=4, filters=64)
print(big.model.count_params())
