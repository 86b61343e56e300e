import random, datetime
import numpy as np
from keras.models import Sequential
from keras.layers import Dense, PReLU

maze = np.array([[1., 0., 1., 1.], [1., 1., 1., 0.], [0., 1., 0., 1.], [1., 1., 1., 1.]])
LEFT, UP, RIGHT, DOWN = 0, 1, 2, 3
num_actions = 4


class Qmaze(object):
    def __init__(self, maze, rat=(0, 0)):
        self._maze = np.array(maze)
        nrows, ncols = self._maze.shape
        self.target = (nrows - 1, ncols - 1)
        self.reset(rat)

    def reset(self, rat):
        self.rat = rat
        self.maze = np.copy(self._maze)
        self.maze[rat] = 0.5
        self.steps = 0

    def observe(self):
        canvas = np.copy(self.maze)
        return canvas.reshape((1, -1))

    def act(self, action):
        self.steps += 1
        r, c = self.rat
        move = {LEFT: (r, c - 1), UP: (r - 1, c), RIGHT: (r, c + 1), DOWN: (r + 1, c)}[action]
        if all(0 <= m < s for m, s in zip(move, self.maze.shape)) and self._maze[move]:
            self.maze[self.rat] = self._maze[self.rat]
            self.rat = move
            self.maze[move] = .5
        over = self.rat == self.target or self.steps > 12
        return self.observe(), 1.0 if self.rat == self.target else -.04, over


class Experience(object):
    def __init__(self, model, max_memory=100, discount=0.95):
        self.model = model
        self.max_memory = max_memory
        self.discount = discount
        self.memory = list()
        self.num_actions = model.output_shape[-1]

    def remember(self, episode):
        self.memory.append(episode)
        if len(self.memory) > self.max_memory:
            del self.memory[0]

    def predict(self, envstate):
        return self.model.predict(envstate, verbose=0)[0]

    def get_data(self, data_size=10):
        env_size = self.memory[0][0].shape[1]
        mem_size = len(self.memory)
        data_size = min(mem_size, data_size)
        inputs = np.zeros((data_size, env_size))
        targets = np.zeros((data_size, self.num_actions))
        for i, j in enumerate(np.random.choice(range(mem_size), data_size, replace=False)):
            envstate, action, reward, envstate_next, game_over = self.memory[j]
            inputs[i] = envstate
            targets[i] = self.predict(envstate)
            Q_sa = np.max(self.predict(envstate_next))
            targets[i, action] = reward if game_over else reward + self.discount * Q_sa
        return inputs, targets


def build_model(maze):
    model = Sequential()
    model.add(Dense(maze.size, input_shape=(maze.size,)))
    model.add(PReLU())
    model.add(Dense(maze.size))
    model.add(PReLU())
    model.add(Dense(num_actions))
    model.compile(optimizer='adam', loss='mse')
    return model


model = build_model(maze)
qmaze = Qmaze(maze)
experience = Experience(model, max_memory=8 * maze.size)
for epoch in range(2):
    qmaze.reset((0, 0))
    game_over = False
    envstate = qmaze.observe()
    while not game_over:
        prev = envstate
        action = random.randrange(4) if np.random.rand() < .5 else int(np.argmax(experience.predict(prev)))
        envstate, reward, game_over = qmaze.act(action)
        experience.remember([prev, action, reward, envstate, game_over])
        inputs, targets = experience.get_data(data_size=8)
        model.fit(inputs, targets, epochs=2, batch_size=16, verbose=0)
    print(epoch, qmaze.steps, inputs.shape[1], targets.shape[1])
