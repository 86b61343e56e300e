import gc
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

try:
    import gymnasium as gym
except ImportError:
    gym = None


class Pendulumish:
    """What is used when gymnasium is not there."""
    num_inputs, num_actions = 4, 2

    def reset(self, seed=None):
        self.rng = np.random.default_rng(seed)
        self.left = 12
        return self.rng.normal(size=self.num_inputs), {}

    def step(self, action):
        self.left -= 1
        return self.rng.normal(size=self.num_inputs), 1.0, self.left == 0, False, {}


env = Pendulumish() if gym is None else gym.make("CartPole-v1")
gamma = 0.99
eps = np.finfo(np.float32).eps.item()
num_inputs, num_actions, num_hidden = 4, 2, 128

inputs = layers.Input(shape=(num_inputs,))
common = layers.Dense(num_hidden, activation="relu")(inputs)
action = layers.Dense(num_actions, activation="softmax")(common)
critic = layers.Dense(1)(common)
model = keras.Model(inputs=inputs, outputs=[action, critic])

optimizer = keras.optimizers.Adam(learning_rate=0.01)
huber_loss = keras.losses.Huber()
running_reward = 0
for episode in range(2):
    state, _ = env.reset(seed=episode)
    action_probs_history, critic_value_history, rewards_history = [], [], []
    episode_reward = 0
    with tf.GradientTape() as tape:
        for timestep in range(1, 50):
            state = tf.convert_to_tensor(state, dtype=tf.float32)
            state = tf.expand_dims(state, 0)
            action_probs, critic_value = model(state)
            critic_value_history.append(critic_value[0, 0])
            p = np.squeeze(action_probs)
            choice = np.random.choice(num_actions, p=p / p.sum())
            action_probs_history.append(tf.math.log(action_probs[0, choice]))
            state, reward, done, *_ = env.step(choice)
            rewards_history.append(reward)
            episode_reward += reward
            if done:
                break
        running_reward = 0.05 * episode_reward + (1 - 0.05) * running_reward

        returns = []
        discounted_sum = 0
        for r in rewards_history[::-1]:
            discounted_sum = r + gamma * discounted_sum
            returns.insert(0, discounted_sum)
        returns = np.array(returns)
        returns = ((returns - np.mean(returns)) / (np.std(returns) + eps)).tolist()

        actor_losses, critic_losses = [], []
        for log_prob, value, ret in zip(action_probs_history, critic_value_history, returns):
            diff = ret - value
            actor_losses.append(-log_prob * diff)
            critic_losses.append(huber_loss(tf.expand_dims(value, 0), tf.expand_dims(ret, 0)))
        loss_value = sum(actor_losses) + sum(critic_losses)
    grads = tape.gradient(loss_value, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    print("running reward: {:.2f} at episode {}".format(running_reward, episode))
    gc.collect()
