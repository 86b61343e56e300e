"""ResNet v1/v2 in the style of classification_models: everything through kwargs and closures."""
import collections
import functools

from tensorflow import keras

backend = keras.backend
layers = keras.layers
models = keras.models

ModelParams = collections.namedtuple('ModelParams', ['model_name', 'repetitions', 'residual_block', 'attention'])


def handle_block_names(stage, block):
    name_base = 'stage{}_unit{}_'.format(stage + 1, block + 1)
    conv_name = name_base + 'conv'
    bn_name = name_base + 'bn'
    relu_name = name_base + 'relu'
    sc_name = name_base + 'sc'
    return conv_name, bn_name, relu_name, sc_name


def get_conv_params(**params):
    default_conv_params = {
        'kernel_initializer': 'he_uniform',
        'use_bias': False,
        'padding': 'valid',
    }
    default_conv_params.update(params)
    return default_conv_params


def get_bn_params(**params):
    axis = 3 if backend.image_data_format() == 'channels_last' else 1
    default_bn_params = {
        'axis': axis,
        'momentum': 0.99,
        'epsilon': 2e-5,
        'center': True,
        'scale': True,
    }
    default_bn_params.update(params)
    return default_bn_params


def ChannelSE(reduction=16, **kwargs):
    channels_axis = 3

    def layer(input_tensor):
        channels = backend.int_shape(input_tensor)[channels_axis]
        x = layers.GlobalAveragePooling2D(**kwargs)(input_tensor)
        x = layers.Lambda(lambda t: t[:, None, None, :])(x)
        x = layers.Conv2D(channels // reduction, (1, 1), kernel_initializer='he_uniform')(x)
        x = layers.Activation('relu')(x)
        x = layers.Conv2D(channels, (1, 1))(x)
        x = layers.Activation('sigmoid')(x)
        return layers.Multiply()([input_tensor, x])

    return layer


def residual_conv_block(filters, stage, block, strides=(1, 1), attention=None, cut='pre'):
    def layer(input_tensor):
        conv_params = get_conv_params()
        bn_params = get_bn_params()
        conv_name, bn_name, relu_name, sc_name = handle_block_names(stage, block)

        x = layers.BatchNormalization(name=bn_name + '1', **bn_params)(input_tensor)
        x = layers.Activation('relu', name=relu_name + '1')(x)

        if cut == 'pre':
            shortcut = input_tensor
        elif cut == 'post':
            shortcut = layers.Conv2D(filters, (1, 1), name=sc_name, strides=strides, **conv_params)(x)
        else:
            raise ValueError('Cut type not in ["pre", "post"]')

        x = layers.ZeroPadding2D(padding=(1, 1))(x)
        x = layers.Conv2D(filters, (3, 3), strides=strides, name=conv_name + '1', **conv_params)(x)
        x = layers.BatchNormalization(name=bn_name + '2', **bn_params)(x)
        x = layers.Activation('relu', name=relu_name + '2')(x)
        x = layers.ZeroPadding2D(padding=(1, 1))(x)
        x = layers.Conv2D(filters, (3, 3), name=conv_name + '2', **conv_params)(x)

        if attention is not None:
            x = attention(x)
        return layers.Add()([x, shortcut])

    return layer


def residual_bottleneck_block(filters, stage, block, strides=None, attention=None, cut='pre'):
    def layer(input_tensor):
        conv_params = get_conv_params()
        bn_params = get_bn_params()
        conv_name, bn_name, relu_name, sc_name = handle_block_names(stage, block)
        x = layers.BatchNormalization(name=bn_name + '1', **bn_params)(input_tensor)
        x = layers.Activation('relu', name=relu_name + '1')(x)
        if cut == 'pre':
            shortcut = input_tensor
        else:
            shortcut = layers.Conv2D(filters * 4, (1, 1), name=sc_name, strides=strides, **conv_params)(x)
        x = layers.Conv2D(filters, (1, 1), name=conv_name + '1', **conv_params)(x)
        x = layers.BatchNormalization(name=bn_name + '2', **bn_params)(x)
        x = layers.Activation('relu', name=relu_name + '2')(x)
        x = layers.ZeroPadding2D(padding=(1, 1))(x)
        x = layers.Conv2D(filters, (3, 3), strides=strides, name=conv_name + '2', **conv_params)(x)
        x = layers.BatchNormalization(name=bn_name + '3', **bn_params)(x)
        x = layers.Activation('relu', name=relu_name + '3')(x)
        x = layers.Conv2D(filters * 4, (1, 1), name=conv_name + '3', **conv_params)(x)
        if attention is not None:
            x = attention(x)
        return layers.Add()([x, shortcut])

    return layer


def ResNet(model_params, input_shape=None, input_tensor=None, include_top=True, classes=1000, weights='imagenet',
           **kwargs):
    if input_tensor is None:
        img_input = layers.Input(shape=input_shape, name='data')
    else:
        if not backend.is_keras_tensor(input_tensor):
            img_input = layers.Input(tensor=input_tensor, shape=input_shape)
        else:
            img_input = input_tensor

    ResidualBlock = model_params.residual_block
    if model_params.attention:
        Attention = model_params.attention(**kwargs)
    else:
        Attention = None

    no_scale_bn_params = get_bn_params(scale=False)
    bn_params = get_bn_params()
    conv_params = get_conv_params()
    init_filters = 16

    x = layers.BatchNormalization(name='bn_data', **no_scale_bn_params)(img_input)
    x = layers.ZeroPadding2D(padding=(3, 3))(x)
    x = layers.Conv2D(init_filters, (7, 7), strides=(2, 2), name='conv0', **conv_params)(x)
    x = layers.BatchNormalization(name='bn0', **bn_params)(x)
    x = layers.Activation('relu', name='relu0')(x)
    x = layers.ZeroPadding2D(padding=(1, 1))(x)
    x = layers.MaxPooling2D((3, 3), strides=(2, 2), padding='valid', name='pooling0')(x)

    for stage, rep in enumerate(model_params.repetitions):
        for block in range(rep):
            filters = init_filters * (2 ** stage)
            if block == 0 and stage == 0:
                x = ResidualBlock(filters, stage, block, strides=(1, 1), cut='post', attention=Attention)(x)
            elif block == 0:
                x = ResidualBlock(filters, stage, block, strides=(2, 2), cut='post', attention=Attention)(x)
            else:
                x = ResidualBlock(filters, stage, block, strides=(1, 1), cut='pre', attention=Attention)(x)

    x = layers.BatchNormalization(name='bn1', **bn_params)(x)
    x = layers.Activation('relu', name='relu1')(x)

    if include_top:
        x = layers.GlobalAveragePooling2D(name='pool1')(x)
        x = layers.Dense(classes, name='fc1')(x)
        x = layers.Activation('softmax', name='softmax')(x)

    inputs = img_input
    model = models.Model(inputs, x, name=model_params.model_name)
    if weights:
        if type(weights) == str and weights == 'none':
            model.load_weights(weights)
    return model


MODELS_PARAMS = {
    'resnet18': ModelParams('resnet18', (2, 2, 2, 2), residual_conv_block, None),
    'resnet50': ModelParams('resnet50', (1, 2, 1, 1), residual_bottleneck_block, None),
    'seresnet18': ModelParams('seresnet18', (1, 1, 1, 1), residual_conv_block, ChannelSE),
}


def make(name, **kwargs):
    return ResNet(MODELS_PARAMS[name], **kwargs)


ResNet18 = functools.partial(make, 'resnet18')
ResNet50 = functools.partial(make, 'resnet50', weights=None)

a = ResNet18(input_shape=(64, 64, 3), classes=10, weights=None)
b = ResNet50(input_shape=(96, 64, 3), include_top=False)
c = make('seresnet18', input_tensor=keras.Input((64, 64, 1)), weights=None, classes=2)
out = layers.GlobalMaxPooling2D()(b.get_layer('stage3_unit1_relu1').output)
