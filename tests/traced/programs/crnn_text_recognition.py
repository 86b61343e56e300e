"""CRNN with CTC, in the style of the old image_ocr example."""
import itertools
import string

import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K
from tensorflow.keras.layers import (Activation, Add, BatchNormalization, Bidirectional, Concatenate, Conv2D, Dense,
                                     Dropout, GRU, Input, Lambda, LSTM, MaxPooling2D, Permute, Reshape, TimeDistributed, add)
from tensorflow.keras.models import Model

char_list = string.ascii_letters + string.digits
img_w, img_h = 128, 32
num_classes = len(char_list) + 1
max_text_len = 9
downsample_factor = 4


def encode_to_labels(txt):
    # encoding each output word into digits
    dig_lst = []
    for index, char in enumerate(txt):
        try:
            dig_lst.append(char_list.index(char))
        except ValueError:
            print(char)
    return dig_lst


words = ["hello", "World9", "ctc", "Keras3", "shape"]
max_label_len = max(len(w) for w in words)
train_label_length = [len(w) for w in words]
train_input_length = [31] * len(words)
train_padded_txt = tf.keras.preprocessing.sequence.pad_sequences(
    [encode_to_labels(w) for w in words], maxlen=max_label_len, padding='post', value=len(char_list))
imgs = np.array([np.ones((img_h, img_w, 1)) for _ in words])


def ctc_lambda_func(args):
    y_pred, labels, input_length, label_length = args
    # the 2 is critical here since the first couple outputs of the RNN tend to be garbage:
    y_pred = y_pred[:, 2:, :]
    return K.mean(y_pred, axis=(1, 2))[:, None] + K.cast(label_length, 'float32')


def get_model(training):
    input_shape = (img_w, img_h, 1)  # (128, 64, 1)
    kernel = {'kernel_initializer': 'he_normal', 'padding': 'same'}

    # Make Networkw
    inputs = Input(name='the_input', shape=input_shape, dtype='float32')

    # Convolution layer (VGG)
    inner = Conv2D(16, (3, 3), name='conv1', **kernel)(inputs)
    inner = BatchNormalization()(inner)
    inner = Activation('relu')(inner)
    inner = MaxPooling2D(pool_size=(2, 2), name='max1')(inner)

    for i, (f, pool) in enumerate(((32, (2, 2)), (48, None), (48, (1, 2)), (64, None)), start=2):
        inner = Conv2D(f, (3, 3), name='conv%d' % i, **kernel)(inner)
        inner = BatchNormalization()(inner)
        inner = Activation('relu')(inner)
        if pool:
            inner = MaxPooling2D(pool_size=pool, name='max%d' % i)(inner)

    # CNN to RNN
    conv_to_rnn_dims = (img_w // downsample_factor, (img_h // (downsample_factor * 2)) * 64)
    inner = Reshape(target_shape=conv_to_rnn_dims, name='reshape')(inner)
    inner = Dense(64, activation='relu', kernel_initializer='he_normal', name='dense1')(inner)

    # RNN layer
    lstm_1 = LSTM(32, return_sequences=True, kernel_initializer='he_normal', name='lstm1')(inner)
    lstm_1b = LSTM(32, return_sequences=True, go_backwards=True, name='lstm1_b')(inner)
    reversed_lstm_1b = Lambda(lambda inputTensor: K.reverse(inputTensor, axes=1))(lstm_1b)

    lstm1_merged = add([lstm_1, reversed_lstm_1b])  # (None, 32, 512)
    lstm1_merged = BatchNormalization()(lstm1_merged)

    lstm_2 = Bidirectional(GRU(24, return_sequences=True), merge_mode='concat', name='gru2')(lstm1_merged)
    # transforms RNN output to character activations:
    inner = Dense(num_classes, kernel_initializer='he_normal', name='dense2')(lstm_2)
    y_pred = Activation('softmax', name='softmax')(inner)

    labels = Input(name='the_labels', shape=[max_text_len], dtype='float32')
    input_length = Input(name='input_length', shape=[1], dtype='int64')
    label_length = Input(name='label_length', shape=[1], dtype='int64')

    loss_out = Lambda(ctc_lambda_func, output_shape=(1,), name='ctc')([y_pred, labels, input_length, label_length])
    if training:
        return Model(inputs=[inputs, labels, input_length, label_length], outputs=loss_out)
    return Model(inputs=[inputs], outputs=y_pred)


model = get_model(training=True)
model.compile(loss={'ctc': lambda y_true, y_pred: y_pred}, optimizer='adam')
act_model = get_model(False)


def decode(out):
    result = []
    for j in range(out.shape[0]):
        best = list(np.argmax(out[j, 2:], 1))
        best = [k for k, g in itertools.groupby(best)]
        result.append(''.join(char_list[c] for c in best if c < len(char_list)))
    return result


prediction = act_model.predict(np.transpose(imgs, (0, 2, 1, 3)))
texts = decode(prediction)

# squeeze of a map whose height became one
x = i = Input((32, None, 1))
for n, (filters, kernel, pool) in enumerate([(16, 3, (2, 2)), (24, 3, (2, 2)), (32, 3, (2, 1)), (32, 3, (2, 1))]):
    x = Conv2D(filters, kernel, activation='relu', padding='same')(x)
    x = MaxPooling2D(pool_size=pool, strides=pool)(x)
x = Conv2D(64, (2, 2), activation='relu')(x)
squeezed = Lambda(lambda t: K.squeeze(t, 1))(x)
blstm = Bidirectional(LSTM(16, return_sequences=True, dropout=0.2))(squeezed)
blstm = Bidirectional(LSTM(16, return_sequences=True, dropout=0.2))(blstm)
outputs = Dense(len(char_list) + 1, activation='softmax')(blstm)
test_model = Model(i, outputs)
