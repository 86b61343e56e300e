import math
import os
import tempfile

import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, models

AUTOTUNE = tf.data.AUTOTUNE
IMG_SIZE = 64
BATCH = 8
N = 50
NUM_CLASSES = 5

images = np.random.randint(0, 255, (N, 80, 100, 3)).astype("uint8")
labels = np.random.randint(0, NUM_CLASSES, (N,))


def decode(image, label):
    image = tf.image.convert_image_dtype(image, tf.float32)
    image = tf.image.resize(image, [IMG_SIZE + 8, IMG_SIZE + 8])
    return image, label


def augment(image, label):
    image = tf.image.random_crop(image, size=[IMG_SIZE, IMG_SIZE, 3])
    image = tf.image.random_flip_left_right(image)
    image = tf.image.random_brightness(image, 0.2)
    gray = tf.image.rgb_to_grayscale(image)
    image = tf.concat([image, gray], axis=-1)
    return image, tf.one_hot(label, NUM_CLASSES)


def central(image, label):
    image = tf.image.resize_with_crop_or_pad(image, IMG_SIZE, IMG_SIZE)
    image = tf.concat([image, tf.reduce_mean(image, axis=-1, keepdims=True)], -1)
    return image, tf.one_hot(label, NUM_CLASSES)


full = tf.data.Dataset.from_tensor_slices((images, labels))
full = full.shuffle(buffer_size=N, seed=1, reshuffle_each_iteration=False)
n_val = int(0.2 * N)
train_ds = full.skip(n_val).map(decode, num_parallel_calls=AUTOTUNE).cache().map(augment).repeat().batch(BATCH, drop_remainder=True).prefetch(AUTOTUNE)
val_ds = full.take(n_val).map(decode).map(central).batch(BATCH)
steps = math.ceil((N - n_val) / BATCH)

for image_batch, label_batch in train_ds.take(1):
    print(image_batch.shape, label_batch.shape)

normalization = layers.Normalization(axis=-1)
normalization.adapt(train_ds.take(2).map(lambda x, y: x))

data_augmentation = tf.keras.Sequential([
    layers.RandomFlip("horizontal", input_shape=image_batch.shape[1:]),
    layers.RandomRotation(0.1),
    layers.RandomZoom(0.1),
])

model = models.Sequential([
    data_augmentation,
    normalization,
    layers.Conv2D(16, 3, padding="same", activation="relu"),
    layers.MaxPooling2D(),
    layers.Conv2D(32, 3, padding="same", activation="relu"),
    layers.MaxPooling2D(),
    layers.Conv2D(64, 3, padding="same", activation="relu"),
    layers.MaxPooling2D(),
    layers.Dropout(0.2),
    layers.Flatten(),
    layers.Dense(128, activation="relu"),
    layers.Dense(NUM_CLASSES),
])
model.compile(optimizer="adam", loss=tf.keras.losses.CategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
history = model.fit(train_ds, validation_data=val_ds, epochs=1, steps_per_epoch=steps)


# mixup from two zipped datasets
def mix_up(ds_one, ds_two):
    (x1, y1), (x2, y2) = ds_one, ds_two
    n = tf.shape(x1)[0]
    lam = tf.random.uniform((n,))
    xl = tf.reshape(lam, (n, 1, 1, 1))
    yl = tf.reshape(lam, (n, 1))
    return x1 * xl + x2 * (1 - xl), y1 * yl + y2 * (1 - yl)


mixed = tf.data.Dataset.zip((train_ds, train_ds)).map(mix_up)
xs, ys = next(iter(mixed))
backbone = tf.keras.applications.MobileNetV2(input_shape=(IMG_SIZE, IMG_SIZE, 3), include_top=False, weights=None, alpha=0.35)
backbone.trainable = False
inputs = tf.keras.Input(shape=xs.shape[1:])
x = layers.Lambda(lambda t: t[..., :3])(inputs)
x = tf.keras.applications.mobilenet_v2.preprocess_input(x)
x = backbone(x, training=False)
x = layers.GlobalAveragePooling2D()(x)
x = layers.Dropout(0.2)(x)
outputs = layers.Dense(ys.shape[-1])(x)
tuned = tf.keras.Model(inputs, outputs)
tuned.compile("adam", tf.keras.losses.CategoricalCrossentropy(from_logits=True))
tuned.fit(mixed, steps_per_epoch=2, epochs=1)


# written to and read from records
def _bytes_feature(value):
    return tf.train.Feature(bytes_list=tf.train.BytesList(value=[value]))


description = {
    "image": tf.io.FixedLenFeature([], tf.string),
    "label": tf.io.FixedLenFeature([], tf.int64),
    "size": tf.io.FixedLenFeature([2], tf.int64),
}


def parse(proto):
    example = tf.io.parse_single_example(proto, description)
    image = tf.io.decode_jpeg(example["image"], channels=3)
    image = tf.image.resize(image, (32, 32)) / 255.0
    return image, example["label"], example["size"]


path = os.path.join(tempfile.mkdtemp(), "a.tfrecord")
with tf.io.TFRecordWriter(path) as writer:
    for img, lab in zip(images[:4], labels[:4]):
        feature = {"image": _bytes_feature(tf.io.encode_jpeg(img).numpy()),
                   "label": tf.train.Feature(int64_list=tf.train.Int64List(value=[int(lab)])),
                   "size": tf.train.Feature(int64_list=tf.train.Int64List(value=[80, 100]))}
        writer.write(tf.train.Example(features=tf.train.Features(feature=feature)).SerializeToString())
records = tf.data.TFRecordDataset([path]).map(parse).batch(2)
img_in, size_in = tf.keras.Input((32, 32, 3)), tf.keras.Input((2,))
h = layers.concatenate([layers.Flatten()(layers.Conv2D(4, 5, strides=4)(img_in)), size_in])
m2 = tf.keras.Model([img_in, size_in], layers.Dense(NUM_CLASSES, activation="softmax")(h))
m2.compile("adam", "sparse_categorical_crossentropy")
m2.fit(records.map(lambda i, l, s: ((i, s), l)), epochs=1)
