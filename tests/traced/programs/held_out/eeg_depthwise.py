from tensorflow.keras.models import Model
from tensorflow.keras.layers import Dense, Activation, Permute, Dropout
from tensorflow.keras.layers import Conv2D, MaxPooling2D, AveragePooling2D
from tensorflow.keras.layers import SeparableConv2D, DepthwiseConv2D
from tensorflow.keras.layers import BatchNormalization
from tensorflow.keras.layers import SpatialDropout2D
from tensorflow.keras.layers import Input, Flatten
from tensorflow.keras.constraints import max_norm
from tensorflow.keras import backend as K
import numpy as np


def EEGNet(nb_classes, Chans=64, Samples=128, dropoutRate=0.5, kernLength=64, F1=8, D=2, F2=16,
           norm_rate=0.25, dropoutType='Dropout'):
    if dropoutType == 'SpatialDropout2D':
        dropoutType = SpatialDropout2D
    elif dropoutType == 'Dropout':
        dropoutType = Dropout
    else:
        raise ValueError('dropoutType must be one of SpatialDropout2D or Dropout, passed as a string.')

    input1 = Input(shape=(Chans, Samples, 1))
    block1 = Conv2D(F1, (1, kernLength), padding='same', use_bias=False)(input1)
    block1 = BatchNormalization()(block1)
    block1 = DepthwiseConv2D((Chans, 1), use_bias=False, depth_multiplier=D, depthwise_constraint=max_norm(1.))(block1)
    block1 = BatchNormalization()(block1)
    block1 = Activation('elu')(block1)
    block1 = AveragePooling2D((1, 4))(block1)
    block1 = dropoutType(dropoutRate)(block1)

    block2 = SeparableConv2D(F2, (1, 16), use_bias=False, padding='same')(block1)
    block2 = BatchNormalization()(block2)
    block2 = Activation('elu')(block2)
    block2 = AveragePooling2D((1, 8))(block2)
    block2 = dropoutType(dropoutRate)(block2)

    flatten = Flatten(name='flatten')(block2)
    dense = Dense(nb_classes, name='dense', kernel_constraint=max_norm(norm_rate))(flatten)
    softmax = Activation('softmax', name='softmax')(dense)
    return Model(inputs=input1, outputs=softmax)


def ShallowConvNet(nb_classes, Chans=64, Samples=128, dropoutRate=0.5):
    square = lambda x: K.square(x)
    log = lambda x: K.log(K.clip(x, 1e-7, 10000))
    input_main = Input((Chans, Samples, 1))
    block1 = Conv2D(40, (1, 13), input_shape=(Chans, Samples, 1), kernel_constraint=max_norm(2., axis=(0, 1, 2)))(input_main)
    block1 = Conv2D(40, (Chans, 1), use_bias=False)(block1)
    block1 = BatchNormalization(epsilon=1e-05, momentum=0.9)(block1)
    block1 = Activation('relu')(block1)
    block1 = AveragePooling2D(pool_size=(1, 35), strides=(1, 7))(block1)
    block1 = Dropout(dropoutRate)(block1)
    flatten = Flatten()(block1)
    return Model(inputs=input_main, outputs=Dense(nb_classes, activation='softmax')(flatten))


kernels, chans, samples = 1, 60, 151
X = np.random.randn(288, chans, samples) * 1000
y = np.random.randint(1, 5, 288)
X_train, Y_train = X[0:144], y[0:144] - 1
X_validate, Y_validate = X[144:216], y[144:216] - 1
X_test, Y_test = X[216:], y[216:] - 1
X_train = X_train.reshape(X_train.shape[0], chans, samples, kernels)
X_validate = X_validate.reshape(X_validate.shape[0], chans, samples, kernels)
X_test = X_test.reshape(X_test.shape[0], chans, samples, kernels)

model = EEGNet(nb_classes=4, Chans=chans, Samples=samples, kernLength=32, dropoutType='Dropout')
model.compile(loss='sparse_categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
numParams = model.count_params()
class_weights = {0: 1, 1: 1, 2: 1, 3: 1}
model.fit(X_train, Y_train, batch_size=16, epochs=3, validation_data=(X_validate, Y_validate), class_weight=class_weights)
probs = model.predict(X_test)
acc = np.mean(probs.argmax(axis=-1) == Y_test)
shallow = ShallowConvNet(4, chans, samples)
spatial = EEGNet(2, Chans=22, Samples=256, dropoutType='SpatialDropout2D', F1=4, D=3, F2=12)
print(acc, numParams, shallow.predict(X_test[:6]).shape, spatial.output_shape)
