import keras
from keras.applications import vgg19
import numpy as np
from keras import ops

img_nrows = 64
img_ncols = 80

model = vgg19.VGG19(weights=None, include_top=False)
outputs_dict = dict([(layer.name, layer.output) for layer in model.layers])
feature_extractor = keras.Model(inputs=model.inputs, outputs=outputs_dict)

style_layer_names = ["block1_conv1", "block2_conv1"]
content_layer_name = "block3_conv2"


def gram_matrix(x):
    x = ops.transpose(x, (2, 0, 1))
    features = ops.reshape(x, (ops.shape(x)[0], -1))
    gram = ops.matmul(features, ops.transpose(features))
    return gram


def style_loss(style, combination):
    S = gram_matrix(style)
    C = gram_matrix(combination)
    channels = 3
    size = img_nrows * img_ncols
    return ops.sum(ops.square(S - C)) / (4.0 * (channels**2) * (size**2))


def compute_loss(combination_image, base_image, style_reference_image):
    input_tensor = ops.concatenate([base_image, style_reference_image, combination_image], axis=0)
    features = feature_extractor(input_tensor)
    layer_features = features[content_layer_name]
    base_image_features = layer_features[0, :, :, :]
    combination_features = layer_features[2, :, :, :]
    loss = ops.sum(ops.square(combination_features - base_image_features))
    for layer_name in style_layer_names:
        layer_features = features[layer_name]
        loss += style_loss(layer_features[1, :, :, :], layer_features[2, :, :, :])
    return loss


base = np.zeros((1, img_nrows, img_ncols, 3), dtype="float32")
print(compute_loss(base, base, base))

small = keras.Sequential([keras.layers.AveragePooling2D(2), keras.layers.Conv2D(3, 1)])
pooled = small(base)
