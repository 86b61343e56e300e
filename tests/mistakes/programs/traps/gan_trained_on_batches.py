import numpy as np
from tensorflow.keras import layers, models

generator = models.Sequential([layers.Dense(16, activation="relu", input_dim=8), layers.Dense(5)])
critic = models.Sequential([layers.Dense(16, activation="relu", input_dim=5), layers.Dense(1, activation="sigmoid")])
critic.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
critic.trainable = False
z = layers.Input((8,))
gan = models.Model(z, critic(generator(z)))
gan.compile(loss="binary_crossentropy", optimizer="adam")
real, half = np.random.rand(32, 5), 8
for step in range(2):
    noise = np.random.normal(0, 1, (half, 8))
    fake = generator.predict(noise, verbose=0)
    chosen = real[np.random.randint(0, len(real), half)]
    d_real = critic.train_on_batch(chosen, np.ones((half, 1)))
    d_fake = critic.train_on_batch(fake, np.zeros((half, 1)))
    gan.train_on_batch(np.random.normal(0, 1, (2 * half, 8)), np.ones((2 * half, 1)))
