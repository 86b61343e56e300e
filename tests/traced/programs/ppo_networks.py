import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

observation_dimensions = 8
num_actions = 4
hidden_sizes = (16, 16)


def mlp(x, sizes, activation=tf.tanh, output_activation=None):
    # Build a feedforward neural network
    for size in sizes[:-1]:
        x = layers.Dense(units=size, activation=activation)(x)
    return layers.Dense(units=sizes[-1], activation=output_activation)(x)


observation_input = keras.Input(shape=(observation_dimensions,), dtype="float32")
logits = mlp(observation_input, list(hidden_sizes) + [num_actions])
actor = keras.Model(inputs=observation_input, outputs=logits)
value = keras.ops.squeeze(mlp(observation_input, list(hidden_sizes) + [1]), axis=1)
critic = keras.Model(inputs=observation_input, outputs=value)


def logprobabilities(logits, a):
    logprobabilities_all = keras.ops.log_softmax(logits)
    return keras.ops.sum(keras.ops.one_hot(a, num_actions) * logprobabilities_all, axis=1)


class Buffer:
    def __init__(self, observation_dimensions, size, gamma=0.99):
        self.observation_buffer = np.zeros((size, observation_dimensions), dtype="float32")
        self.action_buffer = np.zeros(size, dtype="int32")
        self.pointer = 0

    def store(self, observation, action):
        self.observation_buffer[self.pointer] = observation
        self.action_buffer[self.pointer] = action
        self.pointer += 1

    def get(self):
        self.pointer = 0
        return self.observation_buffer, self.action_buffer


buffer = Buffer(observation_dimensions, 6)
observation = np.zeros((observation_dimensions,), dtype="float32")
for t in range(6):
    observation = observation.reshape(1, -1)
    action_logits = actor(observation)
    action = int(tf.argmax(action_logits[0]))
    buffer.store(observation[0], action)
    observation = np.random.rand(observation_dimensions).astype("float32")

observations, actions = buffer.get()
with tf.GradientTape() as tape:
    ratio = tf.exp(logprobabilities(actor(observations), actions))
    policy_loss = -tf.reduce_mean(ratio)
policy_grads = tape.gradient(policy_loss, actor.trainable_variables)


class ActorCritic(keras.Model):
    def __init__(self, action_space):
        super(ActorCritic, self).__init__()
        self.action_space = action_space
        self.body = [layers.Dense(24, activation="relu", name=f"body_{i}") for i in range(2)]
        self.policy_logits = layers.Dense(action_space)
        self.values = layers.Dense(1)

    def call(self, inputs):
        x = inputs
        for layer in self.body:
            x = layer(x)
        logits = self.policy_logits(x)
        values = self.values(x)
        return logits, values


agent = ActorCritic(num_actions)
policy, state_values = agent(tf.convert_to_tensor(observations))
single_policy, single_value = agent(tf.convert_to_tensor(np.random.random((1, observation_dimensions)), dtype=tf.float32))
