import scipy.signal
import numpy as np
import keras
from keras import layers
import tensorflow as tf


def discounted_cumulative_sums(x, discount):
    return scipy.signal.lfilter([1], [1, float(-discount)], x[::-1], axis=0)[::-1]


class Buffer:
    def __init__(self, observation_dimensions, size, gamma=0.99, lam=0.95):
        self.observation_buffer = np.zeros((size, observation_dimensions), dtype=np.float32)
        self.action_buffer = np.zeros(size, dtype=np.int32)
        self.advantage_buffer = np.zeros(size, dtype=np.float32)
        self.reward_buffer = np.zeros(size, dtype=np.float32)
        self.return_buffer = np.zeros(size, dtype=np.float32)
        self.value_buffer = np.zeros(size, dtype=np.float32)
        self.logprobability_buffer = np.zeros(size, dtype=np.float32)
        self.gamma, self.lam = gamma, lam
        self.pointer, self.trajectory_start_index = 0, 0

    def store(self, observation, action, reward, value, logprobability):
        self.observation_buffer[self.pointer] = observation
        self.action_buffer[self.pointer] = action
        self.reward_buffer[self.pointer] = reward
        self.value_buffer[self.pointer] = value
        self.logprobability_buffer[self.pointer] = logprobability
        self.pointer += 1

    def finish_trajectory(self, last_value=0):
        path_slice = slice(self.trajectory_start_index, self.pointer)
        rewards = np.append(self.reward_buffer[path_slice], last_value)
        values = np.append(self.value_buffer[path_slice], last_value)
        deltas = rewards[:-1] + self.gamma * values[1:] - values[:-1]
        self.advantage_buffer[path_slice] = discounted_cumulative_sums(deltas, self.gamma * self.lam)
        self.return_buffer[path_slice] = discounted_cumulative_sums(rewards, self.gamma)[:-1]
        self.trajectory_start_index = self.pointer

    def get(self):
        self.pointer, self.trajectory_start_index = 0, 0
        a = self.advantage_buffer
        self.advantage_buffer = (a - np.mean(a)) / (np.std(a) + 1e-8)
        return (self.observation_buffer, self.action_buffer, self.advantage_buffer, self.return_buffer, self.logprobability_buffer)


def mlp(x, sizes, activation=keras.activations.tanh, output_activation=None):
    for size in sizes[:-1]:
        x = layers.Dense(units=size, activation=activation)(x)
    return layers.Dense(units=sizes[-1], activation=output_activation)(x)


def logprobabilities(logits, a):
    return tf.reduce_sum(tf.one_hot(a, num_actions) * tf.nn.log_softmax(logits), axis=1)


steps, observation_dimensions, num_actions, hidden_sizes = 32, 6, 3, (64, 64)
buffer = Buffer(observation_dimensions, steps)
observation_input = keras.Input(shape=(observation_dimensions,), dtype="float32")
logits = mlp(observation_input, list(hidden_sizes) + [num_actions])
actor = keras.Model(inputs=observation_input, outputs=logits)
value = layers.Lambda(lambda v: tf.squeeze(v, axis=1), output_shape=())(mlp(observation_input, list(hidden_sizes) + [1]))
critic = keras.Model(inputs=observation_input, outputs=value)

observation = np.random.randn(observation_dimensions)
for t in range(steps):
    observation = observation.reshape(1, -1)
    out = actor(observation)
    action = tf.squeeze(tf.random.categorical(out, 1), axis=1)
    buffer.store(observation, action[0].numpy(), 1.0, critic(observation)[0], logprobabilities(out, action)[0])
    observation = np.random.randn(observation_dimensions)
    if t % 8 == 7:
        buffer.finish_trajectory()
obs, act, adv, ret, logp = buffer.get()
with tf.GradientTape() as tape:
    ratio = tf.exp(logprobabilities(actor(obs), act) - logp)
    clipped = tf.where(adv > 0, 1.2 * adv, 0.8 * adv)
    loss = -tf.reduce_mean(tf.minimum(ratio * adv, clipped))
grads = tape.gradient(loss, actor.trainable_variables)
with tf.GradientTape() as tape:
    value_loss = tf.reduce_mean((ret - critic(obs)) ** 2)
print(float(loss), float(value_loss), obs.shape, actor.output_shape)
