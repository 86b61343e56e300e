import numpy as np
import tensorflow as tf
import tensorflow.keras as keras
from tensorflow.keras.layers import Dense


class ReplayBuffer:
    def __init__(self, max_size, input_shape, n_actions):
        self.mem_size = max_size
        self.mem_cntr = 0
        self.state_memory = np.zeros((self.mem_size, *input_shape))
        self.new_state_memory = np.zeros((self.mem_size, *input_shape))
        self.action_memory = np.zeros((self.mem_size, n_actions))
        self.reward_memory = np.zeros(self.mem_size)
        self.terminal_memory = np.zeros(self.mem_size, dtype=bool)

    def store_transition(self, state, action, reward, state_, done):
        index = self.mem_cntr % self.mem_size
        self.state_memory[index] = state
        self.new_state_memory[index] = state_
        self.action_memory[index] = action
        self.reward_memory[index] = reward
        self.terminal_memory[index] = done
        self.mem_cntr += 1

    def sample_buffer(self, batch_size):
        max_mem = min(self.mem_cntr, self.mem_size)
        batch = np.random.choice(max_mem, batch_size)
        return (self.state_memory[batch], self.action_memory[batch], self.reward_memory[batch],
                self.new_state_memory[batch], self.terminal_memory[batch])


class CriticNetwork(keras.Model):
    def __init__(self, n_actions, fc1_dims=64, fc2_dims=64, name='critic'):
        super(CriticNetwork, self).__init__(name=name)
        self.fc1 = Dense(fc1_dims, activation='relu')
        self.fc2 = Dense(fc2_dims, activation='relu')
        self.q = Dense(1, activation=None)

    def call(self, state, action):
        action_value = self.fc1(tf.concat([state, action], axis=1))
        action_value = self.fc2(action_value)
        return self.q(action_value)


class ActorNetwork(keras.Model):
    def __init__(self, max_action, fc1_dims=64, fc2_dims=64, n_actions=2, name='actor'):
        super().__init__(name=name)
        self.max_action = max_action
        self.noise = 1e-6
        self.fc1 = Dense(fc1_dims, activation='relu')
        self.fc2 = Dense(fc2_dims, activation='relu')
        self.mu = Dense(n_actions, activation=None)
        self.sigma = Dense(n_actions, activation=None)

    def call(self, state):
        prob = self.fc1(state)
        prob = self.fc2(prob)
        mu = self.mu(prob)
        sigma = tf.clip_by_value(self.sigma(prob), self.noise, 1)
        return mu, sigma

    def sample_normal(self, state):
        mu, sigma = self.call(state)
        actions = mu + sigma * tf.random.normal(tf.shape(mu))
        action = tf.math.tanh(actions) * self.max_action
        log_probs = -0.5 * ((actions - mu) / sigma) ** 2 - tf.math.log(sigma)
        log_probs -= tf.math.log(1 - tf.math.pow(action, 2) + 2 * self.noise + 1e-2)
        log_probs = tf.math.reduce_sum(log_probs, axis=1, keepdims=True)
        return action, log_probs


class Agent:
    def __init__(self, input_dims, n_actions=2, gamma=0.99, tau=0.005, batch_size=16):
        self.gamma, self.tau, self.batch_size = gamma, tau, batch_size
        self.memory = ReplayBuffer(1000, input_dims, n_actions)
        self.actor = ActorNetwork(n_actions=n_actions, max_action=0.9)
        self.critic_1 = CriticNetwork(n_actions, name='critic_1')
        self.critic_2 = CriticNetwork(n_actions, name='critic_2')
        self.optimizer = keras.optimizers.Adam(3e-4)

    def choose_action(self, observation):
        state = tf.convert_to_tensor([observation], dtype=tf.float32)
        actions, _ = self.actor.sample_normal(state)
        return actions[0]

    def learn(self):
        if self.memory.mem_cntr < self.batch_size:
            return
        state, action, reward, new_state, done = self.memory.sample_buffer(self.batch_size)
        states = tf.convert_to_tensor(state, dtype=tf.float32)
        states_ = tf.convert_to_tensor(new_state, dtype=tf.float32)
        rewards = tf.convert_to_tensor(reward, dtype=tf.float32)
        actions = tf.convert_to_tensor(action, dtype=tf.float32)
        with tf.GradientTape() as tape:
            next_actions, log_probs = self.actor.sample_normal(states_)
            q = tf.minimum(self.critic_1(states_, next_actions), self.critic_2(states_, next_actions))
            target = rewards + self.gamma * tf.squeeze(q - log_probs, 1) * (1 - tf.cast(done, tf.float32))
            value = tf.squeeze(self.critic_1(states, actions), 1)
            loss = tf.reduce_mean(keras.losses.mse(value[:, None], target[:, None]))
        grads = tape.gradient(loss, self.critic_1.trainable_variables)
        self.optimizer.apply_gradients(zip(grads, self.critic_1.trainable_variables))


agent = Agent(input_dims=(11,), n_actions=3)
obs = np.random.randn(11)
for t in range(20):
    a = agent.choose_action(obs)
    nxt = np.random.randn(11)
    agent.memory.store_transition(obs, a, 1.0, nxt, t == 19)
    agent.learn()
    obs = nxt
print(a.shape)
