"""Deep deterministic policy gradient and a small A2C, as agents with buffers."""
import random
from collections import deque, namedtuple

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

Transition = namedtuple("Transition", "state action reward next_state done")


class Space:
    def __init__(self, shape, low=None, high=None, n=None):
        self.shape, self.low, self.high, self.n = shape, low, high, n

    def sample(self):
        return np.random.uniform(self.low, self.high, self.shape)


class Pendulum:
    observation_space = Space((3,))
    action_space = Space((1,), low=[-2.0], high=[2.0])

    def __init__(self):
        self.t = 0

    def reset(self):
        self.t = 0
        return np.random.randn(*self.observation_space.shape), {}

    def step(self, action):
        self.t += 1
        return np.random.randn(3), float(-np.abs(action).sum()), self.t >= 5, False, {}


env = Pendulum()
num_states = env.observation_space.shape[0]
num_actions = env.action_space.shape[0]
upper_bound = env.action_space.high[0]
lower_bound = env.action_space.low[0]


class OUActionNoise:
    def __init__(self, mean, std_deviation, theta=0.15, dt=1e-2, x_initial=None):
        self.theta, self.mean, self.std_dev, self.dt, self.x_initial = theta, mean, std_deviation, dt, x_initial
        self.reset()

    def __call__(self):
        x = (self.x_prev + self.theta * (self.mean - self.x_prev) * self.dt
             + self.std_dev * np.sqrt(self.dt) * np.random.normal(size=self.mean.shape))
        self.x_prev = x
        return x

    def reset(self):
        if self.x_initial is not None:
            self.x_prev = self.x_initial
        else:
            self.x_prev = np.zeros_like(self.mean)


class Buffer:
    def __init__(self, buffer_capacity=100000, batch_size=64):
        self.buffer_capacity = buffer_capacity
        self.batch_size = batch_size
        self.buffer_counter = 0
        self.state_buffer = np.zeros((self.buffer_capacity, num_states))
        self.action_buffer = np.zeros((self.buffer_capacity, num_actions))
        self.reward_buffer = np.zeros((self.buffer_capacity, 1))
        self.next_state_buffer = np.zeros((self.buffer_capacity, num_states))

    def record(self, obs_tuple):
        index = self.buffer_counter % self.buffer_capacity
        self.state_buffer[index] = obs_tuple[0]
        self.action_buffer[index] = obs_tuple[1]
        self.reward_buffer[index] = obs_tuple[2]
        self.next_state_buffer[index] = obs_tuple[3]
        self.buffer_counter += 1

    @tf.function
    def update(self, state_batch, action_batch, reward_batch, next_state_batch):
        with tf.GradientTape() as tape:
            target_actions = target_actor(next_state_batch, training=True)
            y = reward_batch + gamma * target_critic([next_state_batch, target_actions], training=True)
            critic_value = critic_model([state_batch, action_batch], training=True)
            critic_loss = keras.ops.mean(keras.ops.square(y - critic_value))
        critic_grad = tape.gradient(critic_loss, critic_model.trainable_variables)
        critic_optimizer.apply_gradients(zip(critic_grad, critic_model.trainable_variables))

        with tf.GradientTape() as tape:
            actions = actor_model(state_batch, training=True)
            critic_value = critic_model([state_batch, actions], training=True)
            actor_loss = -keras.ops.mean(critic_value)
        actor_grad = tape.gradient(actor_loss, actor_model.trainable_variables)
        actor_optimizer.apply_gradients(zip(actor_grad, actor_model.trainable_variables))

    def learn(self):
        record_range = min(self.buffer_counter, self.buffer_capacity)
        batch_indices = np.random.choice(record_range, self.batch_size)
        state_batch = keras.ops.convert_to_tensor(self.state_buffer[batch_indices])
        action_batch = keras.ops.convert_to_tensor(self.action_buffer[batch_indices])
        reward_batch = keras.ops.convert_to_tensor(self.reward_buffer[batch_indices])
        reward_batch = keras.ops.cast(reward_batch, dtype="float32")
        next_state_batch = keras.ops.convert_to_tensor(self.next_state_buffer[batch_indices])
        self.update(state_batch, action_batch, reward_batch, next_state_batch)


def update_target(target, original, tau):
    target_weights = target.get_weights()
    original_weights = original.get_weights()
    for i in range(len(target_weights)):
        target_weights[i] = original_weights[i] * tau + target_weights[i] * (1 - tau)
    target.set_weights(target_weights)


def get_actor():
    last_init = keras.initializers.RandomUniform(minval=-0.003, maxval=0.003)
    inputs = layers.Input(shape=(num_states,))
    out = layers.Dense(256, activation="relu")(inputs)
    out = layers.Dense(256, activation="relu")(out)
    outputs = layers.Dense(1, activation="tanh", kernel_initializer=last_init)(out)
    outputs = outputs * upper_bound
    model = keras.Model(inputs, outputs)
    return model


def get_critic():
    state_input = layers.Input(shape=(num_states,))
    state_out = layers.Dense(16, activation="relu")(state_input)
    state_out = layers.Dense(32, activation="relu")(state_out)
    action_input = layers.Input(shape=(num_actions,))
    action_out = layers.Dense(32, activation="relu")(action_input)
    concat = layers.Concatenate()([state_out, action_out])
    out = layers.Dense(256, activation="relu")(concat)
    out = layers.Dense(256, activation="relu")(out)
    outputs = layers.Dense(1)(out)
    return keras.Model([state_input, action_input], outputs)


def policy(state, noise_object):
    sampled_actions = keras.ops.squeeze(actor_model(state))
    noise = noise_object()
    sampled_actions = sampled_actions.numpy() + noise
    legal_action = np.clip(sampled_actions, lower_bound, upper_bound)
    return [np.squeeze(legal_action)]


std_dev = 0.2
ou_noise = OUActionNoise(mean=np.zeros(1), std_deviation=float(std_dev) * np.ones(1))
actor_model = get_actor()
critic_model = get_critic()
target_actor = get_actor()
target_critic = get_critic()
target_actor.set_weights(actor_model.get_weights())
target_critic.set_weights(critic_model.get_weights())
critic_optimizer = keras.optimizers.Adam(0.002)
actor_optimizer = keras.optimizers.Adam(0.001)
total_episodes, gamma, tau = 1, 0.99, 0.005
buffer = Buffer(500, 8)
ep_reward_list = []

for ep in range(total_episodes):
    prev_state, _ = env.reset()
    episodic_reward = 0
    while True:
        tf_prev_state = keras.ops.expand_dims(keras.ops.convert_to_tensor(prev_state), 0)
        action = policy(tf_prev_state, ou_noise)
        state, reward, done, truncated, _ = env.step(action)
        buffer.record((prev_state, action, reward, state))
        episodic_reward += reward
        buffer.learn()
        update_target(target_actor, actor_model, tau)
        if done or truncated:
            break
        prev_state = state
    ep_reward_list.append(episodic_reward)


class A2C(keras.Model):
    def __init__(self, n_actions, hidden=(64, 64)):
        super().__init__(name="a2c")
        self.body = [layers.Dense(n, activation="relu") for n in hidden]
        self.logits = layers.Dense(n_actions)
        self.value = layers.Dense(1)

    def call(self, x):
        x = tf.convert_to_tensor(x)
        for layer in self.body:
            x = layer(x)
        return self.logits(x), self.value(x)

    def action_value(self, obs):
        logits, value = self(obs)
        action = tf.squeeze(tf.random.categorical(logits, 1), axis=-1)
        return action, tf.squeeze(value, axis=-1)


agent = A2C(4)
memory = deque(maxlen=50)
for _ in range(20):
    s = np.random.rand(8).astype(np.float32)
    memory.append(Transition(s, random.randrange(4), 1.0, s, False))
batch = random.sample(memory, 6)
states = np.array([t.state for t in batch])
action, value = agent.action_value(states)
actions = np.array([t.action for t in batch])
with tf.GradientTape() as tape:
    logits, values = agent(states)
    log_probs = tf.nn.log_softmax(logits)
    picked = tf.gather(log_probs, actions, batch_dims=1)
    onehot = tf.reduce_sum(log_probs * tf.one_hot(actions, 4), axis=1)
    loss = -tf.reduce_mean(picked) + tf.reduce_mean(tf.square(values[:, 0] - 1.0))
grads = tape.gradient(loss, agent.trainable_variables)
