import string
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

characters = string.digits + string.ascii_uppercase
width, height, n_len, n_class = 128, 64, 4, len(characters) + 1


class CaptchaSequence(keras.utils.Sequence):
    def __init__(self, characters, batch_size, steps, n_len=4, width=128, height=64):
        super().__init__()
        self.characters = characters
        self.batch_size = batch_size
        self.steps = steps
        self.n_len = n_len
        self.width = width
        self.height = height
        self.n_class = len(characters)

    def __len__(self):
        return self.steps

    def __getitem__(self, idx):
        X = np.zeros((self.batch_size, self.height, self.width, 3), dtype=np.float32)
        y = [np.zeros((self.batch_size, self.n_class), dtype=np.uint8) for i in range(self.n_len)]
        for i in range(self.batch_size):
            random_str = ''.join(np.random.choice(list(self.characters), self.n_len))
            X[i] = np.random.rand(self.height, self.width, 3)
            for j, ch in enumerate(random_str):
                y[j][i, :] = 0
                y[j][i, self.characters.find(ch)] = 1
        return X, tuple(y)


data = CaptchaSequence(characters, batch_size=4, steps=3)
X, y = data[0]
print(X.shape, len(y), y[0].shape)

input_tensor = layers.Input((height, width, 3))
x = input_tensor
for i, n_cnn in enumerate([2, 2, 2, 2]):
    for j in range(n_cnn):
        x = layers.Conv2D(32 * 2 ** min(i, 3), kernel_size=3, padding='same', kernel_initializer='he_uniform')(x)
        x = layers.BatchNormalization()(x)
        x = layers.Activation('relu')(x)
    x = layers.MaxPooling2D(2)(x)
x = layers.Flatten()(x)
x = [layers.Dense(len(characters), activation='softmax', name='c%d' % (i + 1))(x) for i in range(n_len)]
model = keras.Model(inputs=input_tensor, outputs=x)
model.compile(loss=['categorical_crossentropy'] * n_len, optimizer=keras.optimizers.Adam(1e-3, amsgrad=True))
model.fit(data, epochs=1, validation_data=CaptchaSequence(characters, 4, 1))


def decode(y):
    y = np.argmax(np.array(y), axis=2)[:, 0]
    return ''.join([characters[x] for x in y])


print('real: %s pred: %s' % (decode(y), decode(model.predict(X))))

# read the letters from left to right instead
inp = layers.Input((height, width, 3))
h = inp
for filters in (32, 64):
    h = layers.Conv2D(filters, 3, padding='same', activation='relu')(h)
    h = layers.MaxPooling2D((2, 2))(h)
h = layers.Permute((2, 1, 3))(h)
h = layers.Reshape(target_shape=(int(h.shape[1]), int(h.shape[2] * h.shape[3])))(h)
h = layers.Dense(32, activation='relu')(h)
gru = layers.Bidirectional(layers.GRU(48, return_sequences=True), merge_mode='sum')(h)
gru2 = layers.Bidirectional(layers.GRU(48, return_sequences=True), merge_mode='concat')(gru)
h = layers.Dense(n_class, activation='softmax')(gru2)
base_model = keras.Model(inputs=inp, outputs=h)
print(base_model.output_shape, base_model.predict(X).shape)
