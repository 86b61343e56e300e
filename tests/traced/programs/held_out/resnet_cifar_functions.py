from __future__ import print_function
import os
import keras
import numpy as np
from keras.layers import Dense, Conv2D, BatchNormalization, Activation
from keras.layers import AveragePooling2D, Input, Flatten
from keras.optimizers import Adam
from keras.callbacks import LearningRateScheduler, ReduceLROnPlateau
from keras.regularizers import l2
from keras.models import Model
from keras.datasets import cifar100

batch_size = 32
num_classes = 100
n = 2
version = 2
depth = n * 6 + 2 if version == 1 else n * 9 + 2
model_type = 'ResNet%dv%d' % (depth, version)

(x_train, y_train), (x_test, y_test) = cifar100.load_data(label_mode='fine')
x_train, x_test = x_train[:256], x_test[:64]
input_shape = x_train.shape[1:]
x_train = x_train.astype('float32') / 255
x_test = x_test.astype('float32') / 255
x_train_mean = np.mean(x_train, axis=0)
x_train -= x_train_mean
x_test -= x_train_mean
y_train = keras.utils.to_categorical(y_train[:256], num_classes)
y_test = keras.utils.to_categorical(y_test[:64], num_classes)


def layer(inputs, num_filters=16, kernel_size=3, strides=1, activation='relu', batch_normalization=True, conv_first=True):
    conv = Conv2D(num_filters, kernel_size=kernel_size, strides=strides, padding='same',
                  kernel_initializer='he_normal', kernel_regularizer=l2(1e-4))
    x = inputs
    if conv_first:
        x = conv(x)
        if batch_normalization:
            x = BatchNormalization()(x)
        if activation is not None:
            x = Activation(activation)(x)
    else:
        if batch_normalization:
            x = BatchNormalization()(x)
        if activation is not None:
            x = Activation(activation)(x)
        x = conv(x)
    return x


def resnet(input_shape, depth, num_classes=10):
    if (depth - 2) % 9 != 0:
        raise ValueError('depth should be 9n+2 (eg 56 or 110)')
    num_filters_in = 16
    blocks = (depth - 2) // 9
    inputs = Input(shape=input_shape)
    x = layer(inputs, num_filters=num_filters_in)
    for stage in range(3):
        for block in range(blocks):
            activation, bn, strides = 'relu', True, 1
            if stage == 0:
                num_filters_out = num_filters_in * 4
                if block == 0:
                    activation, bn = None, False
            else:
                num_filters_out = num_filters_in * 2
                if block == 0:
                    strides = 2
            y = layer(x, num_filters_in, 1, strides, activation, bn, conv_first=False)
            y = layer(y, num_filters_in, conv_first=False)
            y = layer(y, num_filters_out, 1, conv_first=False)
            if block == 0:
                x = layer(x, num_filters_out, 1, strides, None, False)
            x = keras.layers.add([x, y])
        num_filters_in = num_filters_out
    x = BatchNormalization()(x)
    x = Activation('relu')(x)
    x = AveragePooling2D(pool_size=8)(x)
    y = Flatten()(x)
    outputs = Dense(num_classes, activation='softmax')(y)
    return Model(inputs=inputs, outputs=outputs)


def lr_schedule(epoch):
    lr = 1e-3
    for limit, factor in ((180, .5e-3), (160, 1e-3), (120, 1e-2), (80, 1e-1)):
        if epoch > limit:
            return lr * factor
    return lr


model = resnet(input_shape=input_shape, depth=depth, num_classes=num_classes)
model.compile(loss='categorical_crossentropy', optimizer=Adam(learning_rate=lr_schedule(0)), metrics=['accuracy'])
print(model_type)
save_dir = os.path.join(os.getcwd(), 'saved_models')
callbacks = [ReduceLROnPlateau(factor=np.sqrt(0.1), cooldown=0, patience=5, min_lr=0.5e-6), LearningRateScheduler(lr_schedule)]
model.fit(x_train, y_train, batch_size=batch_size, epochs=2, validation_data=(x_test, y_test), shuffle=True, callbacks=callbacks)
scores = model.evaluate(x_test, y_test, verbose=1)
print('Test loss:', scores[0], model.output_shape)
