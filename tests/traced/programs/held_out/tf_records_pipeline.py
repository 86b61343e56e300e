"""Writes pictures as records and reads them back."""
import os
import tempfile
import numpy as np
import tensorflow as tf

IMG = 48
CLASSES = ["circle", "square", "star"]
folder = tempfile.mkdtemp()


def _bytes(v):
    return tf.train.Feature(bytes_list=tf.train.BytesList(value=[v]))


def _int(v):
    return tf.train.Feature(int64_list=tf.train.Int64List(value=[v]))


def write(path, n):
    with tf.io.TFRecordWriter(path) as out:
        for _ in range(n):
            raw = tf.io.encode_png(np.random.randint(0, 256, (IMG, IMG, 3), dtype=np.uint8)).numpy()
            feature = {"image": _bytes(raw), "label": _int(np.random.randint(len(CLASSES)))}
            out.write(tf.train.Example(features=tf.train.Features(feature=feature)).SerializeToString())


files = [os.path.join(folder, f"part-{i}.tfrecord") for i in range(2)]
for f in files:
    write(f, 12)

SPEC = {"image": tf.io.FixedLenFeature([], tf.string), "label": tf.io.FixedLenFeature([], tf.int64)}


def parse(record):
    example = tf.io.parse_single_example(record, SPEC)
    image = tf.io.decode_png(example["image"], channels=3)
    image = tf.image.convert_image_dtype(image, tf.float32)
    image = tf.reshape(image, [IMG, IMG, 3])
    return image, tf.one_hot(example["label"], len(CLASSES))


def augment(image, label):
    image = tf.image.random_flip_left_right(image)
    image = tf.image.random_brightness(image, 0.1)
    image = tf.image.resize_with_crop_or_pad(image, IMG + 8, IMG + 8)
    image = tf.image.random_crop(image, [IMG, IMG, 3])
    return image, label


def dataset(training):
    ds = tf.data.Dataset.list_files(os.path.join(folder, "part-*")).interleave(tf.data.TFRecordDataset)
    ds = ds.map(parse, num_parallel_calls=tf.data.experimental.AUTOTUNE)
    if training:
        ds = ds.map(augment).shuffle(100).repeat()
    return ds.batch(6).prefetch(tf.data.experimental.AUTOTUNE)


train, valid = dataset(True), dataset(False)
print(train.element_spec[0].shape, valid.element_spec[1].shape)
with tf.distribute.get_strategy().scope():
    model = tf.keras.Sequential([
        tf.keras.layers.Conv2D(16, 3, activation="relu", input_shape=(IMG, IMG, 3)),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.SeparableConv2D(32, 3, activation="relu"),
        tf.keras.layers.GlobalAveragePooling2D(),
        tf.keras.layers.Dense(len(CLASSES), activation="softmax"),
    ])
    model.compile("adam", "categorical_crossentropy", metrics=["categorical_accuracy"])
model.fit(train, steps_per_epoch=4, epochs=2, validation_data=valid)
for images, labels in valid.take(1):
    p = model(images, training=False)
    print(p.shape, tf.argmax(labels, 1).shape)
flat = valid.unbatch().map(lambda i, l: i).batch(5)
print(next(iter(flat)).shape)
