import tensorflow as tf
from tensorflow.keras.applications import MobileNetV2
from tensorflow.keras import layers, Model

IMG_SIZE = 96
IMG_SHAPE = (IMG_SIZE, IMG_SIZE) + (3,)

data_augmentation = tf.keras.Sequential([
    layers.RandomFlip("horizontal_and_vertical"),
    layers.RandomRotation(0.2),
])
preprocess_input = tf.keras.applications.mobilenet_v2.preprocess_input

base_model = MobileNetV2(input_shape=IMG_SHAPE, include_top=False, weights=None, alpha=0.35)
base_model.trainable = False

inputs = tf.keras.Input(shape=IMG_SHAPE)
x = data_augmentation(inputs)
x = layers.Rescaling(1.0 / 127.5, offset=-1)(x)
x = base_model(x, training=False)
x = layers.GlobalAveragePooling2D()(x)
x = layers.Dropout(0.2)(x)
outputs = layers.Dense(1, activation="sigmoid")(x)
model = Model(inputs, outputs)

base_model.trainable = True
for layer in base_model.layers[:100]:
    layer.trainable = False
model.compile(loss="binary_crossentropy", optimizer=tf.keras.optimizers.RMSprop(1e-5), metrics=["accuracy"])

# the same in the sequential style, on a base with pooling
pooled = MobileNetV2(input_shape=IMG_SHAPE, include_top=False, weights=None, alpha=0.35, pooling="avg")
classifier = tf.keras.Sequential([
    pooled,
    layers.Dense(64, activation="relu"),
    layers.Dense(5, activation="softmax"),
])
features = Model(pooled.input, pooled.get_layer("out_relu").output)
maps = features(inputs)
