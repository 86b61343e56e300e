#!/usr/bin/env python
# -*- coding: utf-8 -*-
from __future__ import absolute_import, division, print_function

import os
import sys
import numpy as np
np.random.seed(1337)  # for reproducibility

import tensorflow.keras.backend as K
from tensorflow.keras.models import Sequential, Model
from tensorflow.keras.layers import Dense, Dropout, Activation, Flatten, Input, Lambda, Permute, Reshape, RepeatVector
from tensorflow.keras.layers import Conv2D, MaxPooling2D, Conv1D, MaxPooling1D, ZeroPadding2D
from tensorflow.keras.layers import Embedding, LSTM, Bidirectional, TimeDistributed
from tensorflow.keras.layers import concatenate, dot, multiply, add
from tensorflow.keras.optimizers import SGD
from tensorflow.keras.utils import to_categorical

batch_size = 128
nb_classes = 10
nb_epoch = 12

# input image dimensions
img_rows, img_cols = 28, 28
# number of convolutional filters to use
nb_filters = 32
# size of pooling area for max pooling
pool_size = (2, 2)
# convolution kernel size
kernel_size = (3, 3)

X_train = np.random.randint(0, 256, size=(300, img_rows, img_cols))
y_train = np.random.randint(0, nb_classes, 300)

if K.image_data_format() == 'channels_first':
    X_train = X_train.reshape(X_train.shape[0], 1, img_rows, img_cols)
    input_shape = (1, img_rows, img_cols)
else:
    X_train = X_train.reshape(X_train.shape[0], img_rows, img_cols, 1)
    input_shape = (img_rows, img_cols, 1)

X_train = X_train.astype('float32')
X_train /= 255
print('X_train shape:', X_train.shape)
Y_train = to_categorical(y_train, nb_classes)

model = Sequential()

model.add(Conv2D(nb_filters, (kernel_size[0], kernel_size[1]),
                 padding='valid',
                 input_shape=input_shape))
model.add(Activation('relu'))
model.add(Conv2D(nb_filters, (kernel_size[0], kernel_size[1])))
model.add(Activation('relu'))
model.add(MaxPooling2D(pool_size=pool_size))
model.add(Dropout(0.25))

model.add(Flatten())
model.add(Dense(128))
model.add(Activation('relu'))
model.add(Dropout(0.5))
model.add(Dense(nb_classes))
model.add(Activation('softmax'))

sgd = SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
model.compile(loss='categorical_crossentropy', optimizer=sgd, metrics=['accuracy'])
model.fit(X_train, Y_train, batch_size=batch_size, epochs=nb_epoch, verbose=1, validation_split=0.1)
score = model.evaluate(X_train, Y_train, verbose=0)
print('Test score:', score[0])

# ---- question answering, memory network style
story_maxlen, query_maxlen, vocab_size = 68, 4, 22
RNN = LSTM
EMBED_HIDDEN_SIZE = 50
input_sequence = Input((story_maxlen,))
question = Input((query_maxlen,))

input_encoder_m = Sequential()
input_encoder_m.add(Embedding(input_dim=vocab_size, output_dim=64))
input_encoder_m.add(Dropout(0.3))

input_encoder_c = Sequential()
input_encoder_c.add(Embedding(input_dim=vocab_size, output_dim=query_maxlen))
input_encoder_c.add(Dropout(0.3))

question_encoder = Sequential()
question_encoder.add(Embedding(input_dim=vocab_size, output_dim=64))
question_encoder.add(Dropout(0.3))

input_encoded_m = input_encoder_m(input_sequence)
input_encoded_c = input_encoder_c(input_sequence)
question_encoded = question_encoder(question)

match = dot([input_encoded_m, question_encoded], axes=(2, 2))
match = Activation('softmax')(match)
response = add([match, input_encoded_c])
response = Permute((2, 1))(response)
answer = concatenate([response, question_encoded])
answer = RNN(32)(answer)
answer = Dropout(0.3)(answer)
answer = Dense(vocab_size)(answer)
answer = Activation('softmax')(answer)
memory = Model([input_sequence, question], answer)
memory.compile(optimizer='rmsprop', loss='categorical_crossentropy')

# ---- stacked sequence model
encoder = Sequential()
encoder.add(RNN(EMBED_HIDDEN_SIZE, input_shape=(7, 12)))
encoder.add(RepeatVector(4))
for _ in range(2):
    encoder.add(RNN(EMBED_HIDDEN_SIZE, return_sequences=True))
encoder.add(TimeDistributed(Dense(12)))
encoder.add(Activation('softmax'))
print(encoder.output_shape)
