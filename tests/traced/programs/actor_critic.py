import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

num_inputs = 4
num_actions = 2
num_hidden = 32

inputs = layers.Input(shape=(num_inputs,))
common = layers.Dense(num_hidden, activation="relu")(inputs)
action = layers.Dense(num_actions, activation="softmax")(common)
critic = layers.Dense(1)(common)

model = keras.Model(inputs=inputs, outputs=[action, critic])
optimizer = keras.optimizers.Adam(learning_rate=0.01)
rewards_history = []

for episode in range(2):
    state = np.zeros(4)
    with tf.GradientTape() as tape:
        for timestep in range(1, 4):
            state = tf.convert_to_tensor(state)
            state = tf.expand_dims(state, 0)
            action_probs, critic_value = model(state)
            action_taken = np.random.choice(num_actions, p=np.squeeze(action_probs))
            state = np.random.rand(4)
            rewards_history.append(critic_value[0, 0])
        loss = tf.add_n(rewards_history)
    rewards_history.clear()


def get_critic(num_states=3, num_actions=1):
    # State as input
    state_input = layers.Input(shape=(num_states,))
    state_out = layers.Dense(16, activation="relu")(state_input)
    state_out = layers.Dense(32, activation="relu")(state_out)
    # Action as input
    action_input = layers.Input(shape=(num_actions,))
    action_out = layers.Dense(32, activation="relu")(action_input)
    # Both are passed through separate layers before concatenating
    concat = layers.Concatenate()([state_out, action_out])
    out = layers.Dense(256, activation="relu")(concat)
    out = layers.Dense(256, activation="relu")(out)
    outputs = layers.Dense(1)(out)
    return keras.Model([state_input, action_input], outputs)


def get_actor(num_states=3, upper_bound=2.0):
    last_init = tf.random_uniform_initializer(minval=-0.003, maxval=0.003)
    inputs = layers.Input(shape=(num_states,))
    out = layers.Dense(256, activation="relu")(inputs)
    out = layers.Dense(256, activation="relu")(out)
    outputs = layers.Dense(1, activation="tanh", kernel_initializer=last_init)(out)
    outputs = outputs * upper_bound
    return keras.Model(inputs, outputs)


actor_model = get_actor()
critic_model = get_critic()
target_actor = get_actor()
target_actor.set_weights(actor_model.get_weights())
states = np.zeros((5, 3), "float32")
critic_value = critic_model([tf.convert_to_tensor(states), actor_model(states, training=True)], training=True)
