import numpy as np
from tensorflow import keras


def sizes_of(net):
    return [w.shape for w in net.get_weights()]


def unflatten(vector, shapes):
    out, i = [], 0
    for shape in shapes:
        n = int(np.prod(shape))
        out.append(vector[i:i + n].reshape(shape))
        i += n
    return out


class Walker:
    obs, act = 10, 3

    def run(self, policy, steps=5):
        total, o = 0.0, np.zeros(self.obs)
        for _ in range(steps):
            a = policy(o[None]).numpy()[0]
            o = np.roll(o, 1) + np.pad(a, (0, self.obs - self.act))
            total -= np.square(o - 1).sum()
        return total


net = keras.Sequential()
net.add(keras.layers.Dense(16, input_shape=(Walker.obs,), activation="tanh"))
net.add(keras.layers.Dense(Walker.act, activation="tanh"))
shapes = sizes_of(net)
theta = np.concatenate([w.ravel() for w in net.get_weights()])
print(len(theta), shapes)
env, sigma, lr, population = Walker(), 0.1, 0.05, 6
for generation in range(2):
    noise = np.random.randn(population, len(theta))
    scores = np.empty(population)
    for k, e in enumerate(noise):
        net.set_weights(unflatten(theta + sigma * e, shapes))
        scores[k] = env.run(net)
    ranks = (scores - scores.mean()) / (scores.std() + 1e-8)
    theta = theta + lr / (population * sigma) * noise.T @ ranks
    print(generation, scores.max())
