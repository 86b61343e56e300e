# params: 12*8+8 + 8*2+2 + 8*2+2 + 2*8+8 + 8*12+12
# output: (None, 12)
import numpy as np
from keras import backend as K
from keras.layers import Dense, Input, Lambda
from keras.models import Model

original_dim, intermediate_dim, latent_dim = 12, 8, 2


def sampling(args):
    z_mean, z_log_var = args
    epsilon = K.random_normal(shape=K.shape(z_mean), mean=0.0, stddev=1.0)
    return z_mean + K.exp(z_log_var / 2) * epsilon


x = Input(shape=(original_dim,))
h = Dense(intermediate_dim, activation="relu")(x)
z_mean = Dense(latent_dim)(h)
z_log_var = Dense(latent_dim)(h)
z = Lambda(sampling, output_shape=(latent_dim,))([z_mean, z_log_var])
decoder_h = Dense(intermediate_dim, activation="relu")
decoder_mean = Dense(original_dim, activation="sigmoid")
model = Model(x, decoder_mean(decoder_h(z)))
model.compile(optimizer="rmsprop", loss="binary_crossentropy")
data = np.random.rand(16, original_dim)
model.fit(data, data, shuffle=True, epochs=1, batch_size=8, verbose=0)
