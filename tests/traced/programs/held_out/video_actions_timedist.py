from tensorflow.keras.models import Sequential, Model
from tensorflow.keras.layers import *
from tensorflow.keras.applications import MobileNet
from tensorflow.keras.optimizers import SGD
import numpy as np

FRAMES, SIZE, N_CLASSES = 6, (64, 64), 5
CHANNELS = 3


def build_convnet(shape=(64, 64, 3)):
    momentum = .9
    model = Sequential()
    model.add(Conv2D(16, (3, 3), input_shape=shape, padding='same', activation='relu'))
    model.add(BatchNormalization(momentum=momentum))
    model.add(MaxPool2D())
    model.add(Conv2D(32, (3, 3), padding='same', activation='relu'))
    model.add(BatchNormalization(momentum=momentum))
    model.add(GlobalMaxPool2D())
    return model


def action_model(shape=(FRAMES, 64, 64, 3), nbout=3):
    convnet = build_convnet(shape[1:])
    model = Sequential()
    model.add(TimeDistributed(convnet, input_shape=shape))
    model.add(GRU(32))
    model.add(Dense(64, activation='relu'))
    model.add(Dropout(.5))
    model.add(Dense(nbout, activation='softmax'))
    return model


def mobile_model(shape=(FRAMES, 96, 96, 3), nbout=3):
    mobile = MobileNet(include_top=False, input_shape=shape[1:], weights=None, alpha=.25)
    net = Sequential([mobile, GlobalAveragePooling2D()])
    for layer in net.layers[:-1]:
        layer.trainable = False
    video = Input(shape)
    h = TimeDistributed(net)(video)
    h = Bidirectional(LSTM(16, return_sequences=True))(h)
    h = Lambda(lambda t: t[:, -1])(h)
    return Model(video, Dense(nbout, activation='softmax')(h))


def clips(n):
    while True:
        x = np.random.rand(n, FRAMES, *SIZE, CHANNELS)
        y = np.eye(N_CLASSES)[np.random.randint(0, N_CLASSES, n)]
        yield x, y


INSHAPE = (FRAMES,) + SIZE + (CHANNELS,)
model = action_model(INSHAPE, N_CLASSES)
model.compile(SGD(.001), 'categorical_crossentropy', metrics=['acc'])
model.fit(clips(4), validation_data=clips(2), steps_per_epoch=2, validation_steps=1, epochs=1)
x, y = next(clips(3))
print(x.shape, y.shape, model.predict(x).shape)
second = mobile_model(nbout=N_CLASSES)
print(second.output_shape)
conv3d = Sequential([
    Input(INSHAPE),
    Conv3D(8, (3, 5, 5), strides=(1, 2, 2), activation='relu'),
    MaxPooling3D((1, 2, 2)),
    ConvLSTM2D(8, 3, return_sequences=False),
    Flatten(),
    Dense(N_CLASSES),
])
print(conv3d(x[:1]).shape)
