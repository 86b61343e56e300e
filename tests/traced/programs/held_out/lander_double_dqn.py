import collections
import random
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, models, optimizers

Transition = collections.namedtuple("Transition", "s a r s2 done")


class FakeLander:
    n_actions = 4
    observation_shape = (8,)

    def __init__(self, seed=None):
        self._rng = np.random.RandomState(seed)
        self._t = 0

    def reset(self):
        self._t = 0
        return self._observe(), {}

    def _observe(self):
        return self._rng.randn(*self.observation_shape).astype(np.float32)

    def step(self, action):
        assert 0 <= action < self.n_actions
        self._t += 1
        return self._observe(), float(self._rng.rand()), self._t >= 15, False, {}


def dueling(obs_shape, n_actions, units=64):
    obs = layers.Input(shape=obs_shape)
    h = layers.Dense(units, activation="relu")(obs)
    h = layers.Dense(units, activation="relu")(h)
    value = layers.Dense(1)(layers.Dense(units // 2, activation="relu")(h))
    adv = layers.Dense(n_actions)(layers.Dense(units // 2, activation="relu")(h))
    q = layers.Lambda(
        lambda va: va[0] + va[1] - tf.reduce_mean(va[1], axis=1, keepdims=True),
        output_shape=(n_actions,),
    )([value, adv])
    return models.Model(obs, q)


class Replay:
    def __init__(self, capacity):
        self.items = collections.deque(maxlen=capacity)

    def push(self, *args):
        self.items.append(Transition(*args))

    def sample(self, k):
        batch = Transition(*zip(*random.sample(self.items, k)))
        return [np.stack(column) for column in batch]

    def __len__(self):
        return len(self.items)


env = FakeLander(3)
online = dueling(env.observation_shape, env.n_actions)
target = dueling(env.observation_shape, env.n_actions)
target.set_weights(online.get_weights())
optimizer = optimizers.Adam(1e-3)
huber = tf.keras.losses.Huber()
replay = Replay(5000)
gamma, batch = 0.99, 16


@tf.function
def train(s, a, r, s2, done):
    best = tf.argmax(online(s2), axis=1)
    next_q = tf.gather(target(s2), best, axis=1, batch_dims=1)
    goal = tf.cast(r, tf.float32) + gamma * next_q * (1.0 - tf.cast(done, tf.float32))
    with tf.GradientTape() as tape:
        q = online(s, training=True)
        chosen = tf.reduce_sum(q * tf.one_hot(a, env.n_actions), axis=1)
        loss = huber(goal, chosen)
    grads = tape.gradient(loss, online.trainable_variables)
    optimizer.apply_gradients(zip(grads, online.trainable_variables))
    return loss


epsilon = 1.0
for episode in range(4):
    s, _ = env.reset()
    total, done = 0, False
    while not done:
        if random.random() < epsilon:
            a = random.randrange(env.n_actions)
        else:
            a = int(tf.argmax(online(s[np.newaxis])[0]))
        s2, r, terminated, truncated, _ = env.step(a)
        done = terminated or truncated
        replay.push(s, a, r, s2, done)
        s, total = s2, total + r
        if len(replay) >= batch:
            loss = train(*replay.sample(batch))
    epsilon = max(0.05, epsilon * 0.7)
    if episode % 2:
        target.set_weights(online.get_weights())
    print(episode, round(total, 2), epsilon)
