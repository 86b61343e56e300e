import numpy as np
import keras
from keras.layers import Dense, Flatten, Conv2D, Input
import tensorflow as tf


def preprocess(frame, previous=None):
    """210x160x3 uint8 frame to 80x80 floats, what has moved only."""
    frame = frame[35:195]
    frame = frame[::2, ::2, 0].astype(np.float32)
    frame[frame == 144] = 0
    frame[frame == 109] = 0
    frame[frame != 0] = 1
    return frame if previous is None else frame - previous


class Pong:
    ACTIONS = (2, 3)

    def reset(self):
        self.t = 0
        return np.random.randint(0, 255, (210, 160, 3), dtype=np.uint8)

    def step(self, a):
        self.t += 1
        return self.reset_frame(), np.random.choice([-1, 0, 0, 1]), self.t > 8

    def reset_frame(self):
        return np.random.randint(0, 255, (210, 160, 3), dtype=np.uint8)


def build_policy(kind="dense"):
    net = keras.Sequential()
    net.add(Input((80, 80, 1)))
    if kind == "conv":
        net.add(Conv2D(16, 8, strides=4, activation="relu"))
        net.add(Conv2D(32, 4, strides=2, activation="relu"))
    net.add(Flatten())
    net.add(Dense(128, activation="relu", kernel_initializer="he_uniform"))
    net.add(Dense(len(Pong.ACTIONS), activation="softmax"))
    return net


def discount(rewards, gamma=0.99):
    out = np.zeros_like(rewards, dtype=np.float32)
    running = 0
    for t in reversed(range(len(rewards))):
        if rewards[t] != 0:
            running = 0
        running = running * gamma + rewards[t]
        out[t] = running
    out -= out.mean()
    return out / (out.std() + 1e-8)


policy = build_policy("conv")
optimizer = keras.optimizers.RMSprop(1e-3)
env = Pong()
for episode in range(2):
    states, actions, rewards = [], [], []
    last = preprocess(env.reset())
    done = False
    frame = env.reset_frame()
    while not done:
        now = preprocess(frame)
        x = (now - last)[None, :, :, None]
        last = now
        probabilities = policy(x).numpy()[0]
        action = np.random.choice(len(env.ACTIONS), p=probabilities / probabilities.sum())
        frame, reward, done = env.step(env.ACTIONS[action])
        states.append(x)
        actions.append(action)
        rewards.append(reward)
    X = np.vstack(states)
    A = keras.utils.to_categorical(actions, len(env.ACTIONS))
    R = discount(rewards)
    with tf.GradientTape() as tape:
        p = policy(X, training=True)
        chosen = tf.reduce_sum(A * p, axis=1)
        loss = -tf.reduce_mean(tf.math.log(chosen + 1e-8) * R)
    optimizer.apply_gradients(zip(tape.gradient(loss, policy.trainable_variables), policy.trainable_variables))
    print(episode, sum(rewards), float(loss), X.shape)
old_style = build_policy()
old_style.compile(loss="categorical_crossentropy", optimizer="adam")
old_style.train_on_batch(X, A)
