import numpy as np
import tensorflow as tf
from tensorflow.keras.applications import resnet50
from tensorflow.keras.applications.resnet50 import ResNet50, preprocess_input
from tensorflow.keras.preprocessing import image
from PIL import Image

model = ResNet50(weights=None)
last_conv = "conv5_block3_out"

picture = Image.fromarray(np.random.randint(0, 255, (300, 400, 3), dtype="uint8"))
picture = picture.resize((224, 224))
x = image.img_to_array(picture)
x = np.expand_dims(x, axis=0)
x = preprocess_input(x)
preds = model.predict(x)
print(preds.shape, np.argmax(preds[0]))


def make_gradcam_heatmap(img_array, model, layer_name, pred_index=None):
    grad_model = tf.keras.models.Model(
        model.inputs, [model.get_layer(layer_name).output, model.output]
    )
    with tf.GradientTape() as tape:
        conv_out, preds = grad_model(img_array)
        if pred_index is None:
            pred_index = tf.argmax(preds[0])
        channel = preds[:, pred_index]
    grads = tape.gradient(channel, conv_out)
    pooled = tf.reduce_mean(grads, axis=(0, 1, 2))
    conv_out = conv_out[0]
    heatmap = conv_out @ pooled[..., tf.newaxis]
    heatmap = tf.squeeze(heatmap)
    heatmap = tf.maximum(heatmap, 0) / (tf.math.reduce_max(heatmap) + 1e-8)
    return heatmap.numpy()


heatmap = make_gradcam_heatmap(x, model, last_conv)
print(heatmap.shape)
heat = tf.image.resize(heatmap[..., None], (224, 224)).numpy()
overlay = np.clip(heat * 0.4 * 255 + np.asarray(picture), 0, 255)
print(overlay.shape)

# a smaller head for our own classes
base = ResNet50(include_top=False, weights=None, input_shape=(160, 160, 3), pooling="avg")
base.trainable = False
inp = tf.keras.layers.Input((160, 160, 3))
h = tf.keras.layers.Lambda(preprocess_input)(inp)
h = base(h, training=False)
h = tf.keras.layers.Dropout(0.5)(h)
out = tf.keras.layers.Dense(12, activation="softmax")(h)
clf = tf.keras.Model(inp, out)
clf.compile(optimizer="adam", loss="categorical_crossentropy")
labels = tf.keras.utils.to_categorical([1, 5, 11, 3], 12)
clf.fit(np.zeros((4, 160, 160, 3)), labels, epochs=1)
