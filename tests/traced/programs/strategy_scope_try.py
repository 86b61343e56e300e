import os
import sys
import tensorflow as tf

try:
    tpu = tf.distribute.cluster_resolver.TPUClusterResolver()
    tf.config.experimental_connect_to_cluster(tpu)
    strategy = tf.distribute.TPUStrategy(tpu)
except Exception:
    strategy = tf.distribute.get_strategy()

print("Number of replicas:", strategy.num_replicas_in_sync)
AUTO = tf.data.AUTOTUNE
BATCH_SIZE = 16 * strategy.num_replicas_in_sync
IMAGE_SIZE = [40, 40]
EPOCHS = int(os.environ.get("EPOCHS", "1"))
CLASS_NAMES = ["daisy", "dandelion", "roses", "sunflowers", "tulips"]

if sys.version_info < (3, 6):
    raise RuntimeError("too old")


def conv_block(filters):
    block = tf.keras.Sequential([
        tf.keras.layers.SeparableConv2D(filters, 3, activation='relu', padding='same'),
        tf.keras.layers.SeparableConv2D(filters, 3, activation='relu', padding='same'),
        tf.keras.layers.BatchNormalization(),
        tf.keras.layers.MaxPool2D()
    ])
    return block


def dense_block(units, dropout_rate):
    block = tf.keras.Sequential([
        tf.keras.layers.Dense(units, activation='relu'),
        tf.keras.layers.BatchNormalization(),
        tf.keras.layers.Dropout(dropout_rate)
    ])
    return block


def build_model():
    model = tf.keras.Sequential([
        tf.keras.Input(shape=(*IMAGE_SIZE, 3)),
        tf.keras.layers.Conv2D(8, 3, activation='relu', padding='same'),
        tf.keras.layers.Conv2D(8, 3, activation='relu', padding='same'),
        tf.keras.layers.MaxPool2D(),
        conv_block(16),
        conv_block(24),
        tf.keras.layers.Dropout(0.2),
        tf.keras.layers.Flatten(),
        dense_block(32, 0.7),
        dense_block(16, 0.5),
        tf.keras.layers.Dense(len(CLASS_NAMES), activation='softmax')
    ])
    return model


with strategy.scope():
    model = build_model()
    METRICS = [tf.keras.metrics.AUC(name='auc')]
    model.compile(optimizer='adam', loss='categorical_crossentropy', metrics=METRICS)

assert model.output_shape[-1] == len(CLASS_NAMES)

if tf.config.list_physical_devices("GPU"):
    pool = tf.keras.layers.GlobalMaxPooling2D
else:
    pool = tf.keras.layers.GlobalAveragePooling2D

with tf.device("/cpu:0"):
    inp = tf.keras.Input((None, None, 3))
    y = tf.keras.layers.Conv2D(5, 3, strides=2)(inp)
    y = pool()(y)
