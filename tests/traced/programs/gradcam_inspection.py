import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

blocks = []
for i, f in enumerate((6, 12)):
    blocks.append(layers.Conv2D(f, 3, activation="relu", padding="same", name=f"conv_{i}"))
    blocks.append(layers.MaxPooling2D(name=f"pool_{i}"))
cnn = keras.Sequential(
    [keras.Input(shape=(50, 50, 3))]
    + blocks
    + [
        layers.Conv2D(20, 3, name="last_conv"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(7, activation="softmax"),
    ],
    name="cnn",
)


def make_gradcam_heatmap(img_array, model, last_conv_layer_name, pred_index=None):
    grad_model = keras.models.Model(model.inputs, [model.get_layer(last_conv_layer_name).output, model.layers[-1].output])
    with tf.GradientTape() as tape:
        last_conv_layer_output, preds = grad_model(img_array)
        if pred_index is None:
            pred_index = tf.argmax(preds[0])
        class_channel = preds[:, pred_index]
    grads = tape.gradient(class_channel, last_conv_layer_output)
    pooled_grads = tf.reduce_mean(grads, axis=(0, 1, 2))
    last_conv_layer_output = last_conv_layer_output[0]
    heatmap = last_conv_layer_output @ pooled_grads[..., tf.newaxis]
    heatmap = tf.squeeze(heatmap)
    heatmap = tf.maximum(heatmap, 0) / tf.math.reduce_max(heatmap)
    return heatmap.numpy()


heatmap = make_gradcam_heatmap(np.random.rand(1, 50, 50, 3).astype("float32"), cnn, "last_conv")
print(heatmap.shape)

layer_outputs = [layer.output for layer in cnn.layers[:4]]
activation_model = keras.models.Model(inputs=cnn.inputs, outputs=layer_outputs)
activations = activation_model.predict(np.zeros((1, 50, 50, 3)))
first_layer_activation = activations[0]

# without the classifier, with another
trunk = keras.Model(cnn.inputs, cnn.layers[-3].output)
trunk.trainable = False
new_input = keras.Input((50, 50, 3))
y = trunk(new_input)
y = layers.Flatten()(y)
y = layers.Dense(3)(y)

# rebuilt layer by layer
z = keras.Input((26, 30, 3))
start = z
for layer in cnn.layers[:-2]:
    z = layer(z)
rebuilt = keras.Model(start, z)

cnn.pop()
cnn.add(layers.Dense(2, name="two"))
print(cnn.output_shape, len(cnn.layers))
