import random
from collections import deque

import numpy as np
from keras.models import Sequential, Model
from keras.layers import Dense, Input, Lambda, Add, Conv2D, Flatten
from keras.optimizers import Adam
import keras.backend as K
from keras import ops

EPISODES = 1


class FakeEnv:
    observation_shape = (4,)
    n_actions = 2

    def reset(self):
        return np.zeros(self.observation_shape)

    def step(self, action):
        return np.random.rand(*self.observation_shape), 1.0, random.random() < 0.2


class DQNAgent:
    def __init__(self, state_size, action_size):
        self.state_size = state_size
        self.action_size = action_size
        self.memory = deque(maxlen=2000)
        self.gamma = 0.95
        self.epsilon = 1.0
        self.learning_rate = 0.001
        self.model = self._build_model()
        self.target_model = self._build_model()

    def _build_model(self):
        # Neural Net for Deep-Q learning Model
        model = Sequential()
        model.add(Dense(24, input_dim=self.state_size, activation="relu"))
        model.add(Dense(24, activation="relu"))
        model.add(Dense(self.action_size, activation="linear"))
        model.compile(loss="mse", optimizer=Adam(learning_rate=self.learning_rate))
        return model

    def remember(self, state, action, reward, next_state, done):
        self.memory.append((state, action, reward, next_state, done))

    def act(self, state):
        if np.random.rand() <= self.epsilon:
            return random.randrange(self.action_size)
        act_values = self.model.predict(state)
        return np.argmax(act_values[0])

    def replay(self, batch_size):
        minibatch = random.sample(self.memory, batch_size)
        for state, action, reward, next_state, done in minibatch:
            target = reward
            if not done:
                target = reward + self.gamma * np.amax(self.target_model.predict(next_state)[0])
            target_f = self.model.predict(state)
            target_f[0][action] = target
            self.model.fit(state, target_f, epochs=1, verbose=0)


class DuelingAgent(DQNAgent):
    """Value and advantage streams over a stack of frames."""

    frames = 4

    def _build_model(self):
        state = Input((42, 42, self.frames))
        x = Conv2D(8, 8, strides=4, activation="relu")(state)
        x = Conv2D(16, 4, strides=2, activation="relu")(x)
        x = Flatten()(x)
        value = Dense(1)(Dense(16, activation="relu")(x))
        advantage = Dense(self.action_size)(Dense(16, activation="relu")(x))
        centered = Lambda(lambda a: a - ops.mean(a, axis=1, keepdims=True), output_shape=(self.action_size,))(advantage)
        q = Add()([value, centered])
        return Model(state, q)


if __name__ == "__main__":
    env = FakeEnv()
    state_size = env.observation_shape[0]
    agent = DQNAgent(state_size, env.n_actions)
    for e in range(EPISODES):
        state = np.reshape(env.reset(), [1, state_size])
        for time in range(6):
            action = agent.act(state)
            next_state, reward, done = env.step(action)
            next_state = np.reshape(next_state, [1, state_size])
            agent.remember(state, action, reward, next_state, done)
            state = next_state
        if len(agent.memory) > 4:
            agent.replay(2)
    dueling = DuelingAgent(state_size, 6)
