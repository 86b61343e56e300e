# expect: SL406
import numpy as np
from keras.models import Sequential
from keras.layers import Dense

state_size, action_size = 4, 2


class DQNAgent:
    def __init__(self):
        self.model = self._build_model()

    def _build_model(self):
        model = Sequential()
        model.add(Dense(24, input_dim=state_size, activation="relu"))
        model.add(Dense(action_size, activation="linear"))
        model.compile(loss="mse", optimizer="adam")
        return model

    def act(self, state):
        return np.argmax(self.model.predict(state)[0])  # blame


agent = DQNAgent()
state = np.random.rand(state_size)  # blame
print(agent.act(state))
