import os
import numpy as np
import keras
from keras.layers import Conv2D, UpSampling2D, Input, InputLayer, Reshape, RepeatVector, concatenate
from keras.models import Sequential, Model
from tensorflow.keras.preprocessing.image import ImageDataGenerator

X = np.random.rand(40, 64, 64, 3).astype(float)
split = int(0.9 * len(X))
Xtrain = X[:split]


def rgb2lab(rgb):
    m = np.array([[.41, .36, .18], [.21, .72, .07], [.02, .12, .95]])
    return np.dot(rgb, m.T) * 100 - np.array([0, 50, 50])


datagen = ImageDataGenerator(shear_range=0.2, zoom_range=0.2, rotation_range=20, horizontal_flip=True)
batch_size = 10


def image_a_b_gen(batch_size):
    for batch in datagen.flow(Xtrain, batch_size=batch_size):
        lab_batch = rgb2lab(batch)
        X_batch = lab_batch[:, :, :, 0]
        Y_batch = lab_batch[:, :, :, 1:] / 128
        yield (X_batch.reshape(X_batch.shape + (1,)), Y_batch)


model = Sequential()
model.add(InputLayer(shape=(64, 64, 1)))
model.add(Conv2D(64, (3, 3), activation='relu', padding='same'))
model.add(Conv2D(64, (3, 3), activation='relu', padding='same', strides=2))
model.add(Conv2D(128, (3, 3), activation='relu', padding='same'))
model.add(Conv2D(128, (3, 3), activation='relu', padding='same', strides=2))
model.add(UpSampling2D((2, 2)))
model.add(Conv2D(64, (3, 3), activation='relu', padding='same'))
model.add(UpSampling2D((2, 2)))
model.add(Conv2D(2, (3, 3), activation='tanh', padding='same'))
model.compile(optimizer='rmsprop', loss='mse')
model.fit(image_a_b_gen(batch_size), steps_per_epoch=3, epochs=1)

lab = rgb2lab(1.0 / 255 * X[split:])
Xtest = lab[:, :, :, 0]
Xtest = Xtest.reshape(Xtest.shape + (1,))
Ytest = lab[:, :, :, 1:] / 128
print(model.evaluate(Xtest, Ytest, batch_size=batch_size))
output = model.predict(Xtest) * 128
for i in range(len(output)):
    cur = np.zeros((64, 64, 3))
    cur[:, :, 0] = Xtest[i][:, :, 0]
    cur[:, :, 1:] = output[i]

# with a second input: what an image network thinks of it
embed_input = Input(shape=(1000,))
encoder_input = Input(shape=(64, 64, 1,))
e = Conv2D(64, (3, 3), activation='relu', padding='same', strides=2)(encoder_input)
e = Conv2D(128, (3, 3), activation='relu', padding='same', strides=2)(e)
e = Conv2D(256, (3, 3), activation='relu', padding='same')(e)
fusion = RepeatVector(16 * 16)(embed_input)
fusion = Reshape(([16, 16, 1000]))(fusion)
fusion = concatenate([e, fusion], axis=3)
fusion = Conv2D(256, (1, 1), activation='relu', padding='same')(fusion)
d = Conv2D(64, (3, 3), activation='relu', padding='same')(fusion)
d = UpSampling2D((2, 2))(d)
d = Conv2D(2, (3, 3), activation='tanh', padding='same')(d)
d = UpSampling2D((2, 2))(d)
fused = Model(inputs=[encoder_input, embed_input], outputs=d)
fused.compile('adam', 'mse')
print(fused.predict([Xtest, np.zeros((len(Xtest), 1000))]).shape)
