"""`tf.data`, generators and data sets of `keras.utils`: their elements have the shapes that TensorFlow gives them."""

from __future__ import annotations

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import textwrap

import keras
import numpy as np
import pytest
import tensorflow as tf
from tests.data.programs import check

from shapelens.interpreter.analyze import analyze

PROGRAMS = {
    "slices of arrays": """
        ds = tf.data.Dataset.from_tensor_slices((x, y))
        spec = ds.element_spec
        image, label = next(iter(ds))
        count = len(ds)
        batches = ds.shuffle(100).batch(32).prefetch(tf.data.AUTOTUNE)
        batch_spec = batches.element_spec
        batch_count = len(batches)
        first = next(iter(batches))
        whole = ds.batch(30, drop_remainder=True).element_spec
        even = next(iter(ds.batch(25)))
        single = batches.unbatch().element_spec
        lists = tf.data.Dataset.from_tensor_slices([[1, 2], [3, 4], [5, 6]]).element_spec
        named = next(iter(tf.data.Dataset.from_tensor_slices({"a": x, "b": y}).batch(4)))
    """,
    "mapped elements": """
        def prepare(image, label):
            image = tf.cast(image, tf.float32) / 255.0
            return image, tf.one_hot(label, 3)
        ds = tf.data.Dataset.from_tensor_slices((x, y)).map(prepare).cache().repeat().batch(8)
        images, labels = next(iter(ds))
        pairs = ds.map(lambda a, b: ({"image": a, "again": a}, b)).element_spec
        flat = ds.map(lambda a, b: tf.reshape(a, [-1, 12])).element_spec
        numbered = tf.data.Dataset.from_tensor_slices(y).enumerate().element_spec
    """,
    "windows": """
        series = np.arange(40, dtype="float32")
        ds = tf.data.Dataset.from_tensor_slices(series).window(6, shift=1, drop_remainder=True)
        ds = ds.flat_map(lambda w: w.batch(6)).map(lambda w: (w[:-1], w[-1:])).batch(4)
        before, after = next(iter(ds.map(lambda a, b: (a + 1, b))))
    """,
    "from a generator": """
        def gen():
            for i in range(10):
                yield np.ones((5, 2), dtype="float32"), i
        signature = (tf.TensorSpec(shape=(None, 2), dtype=tf.float32), tf.TensorSpec(shape=(), dtype=tf.int32))
        declared = tf.data.Dataset.from_generator(gen, output_signature=signature).element_spec
        rows, number = next(iter(tf.data.Dataset.from_generator(gen, output_types=(tf.float32, tf.int32))))
        shaped = tf.data.Dataset.from_generator(gen, (tf.float32, tf.int32), ((None, 2), ())).element_spec
    """,
    "put together": """
        a = tf.data.Dataset.from_tensor_slices(x)
        b = tf.data.Dataset.range(50)
        both = tf.data.Dataset.zip((a, b)).element_spec
        count = len(tf.data.Dataset.zip((a, b)))
        first = next(iter(a.concatenate(a).take(3).skip(1)))
        left = len(b.skip(10).take(5))
        more = len(b.repeat(3))
    """,
    "loops over data": """
        ds = tf.data.Dataset.from_tensor_slices((x, y)).batch(32)
        for images, labels in ds.take(1):
            sizes = tuple(images.shape)
        for step, (batch_x, batch_y) in enumerate(ds.take(1)):
            scaled = batch_x * 2
        for array in ds.map(lambda a, b: a).as_numpy_iterator():
            kind = array.astype("float32")
            break
        rows = [row for row in np.zeros((3, 4))]
        stacked = np.stack(rows)
    """,
    "padded": """
        ragged = tf.data.Dataset.range(1, 6).map(lambda n: (tf.fill([n], n), n))
        padded = ragged.padded_batch(2, padded_shapes=([10], [])).element_spec
    """,
    "windows of keras": """
        data = np.random.rand(100, 3).astype("float32")
        target = np.random.rand(100, 1)
        ds = keras.utils.timeseries_dataset_from_array(data, target, sequence_length=10, batch_size=16)
        inputs, targets = next(iter(ds))
        count = len(ds)
        alone = next(iter(keras.utils.timeseries_dataset_from_array(data[:, 0], None, 20, sequence_stride=5)))
        sampled = len(keras.utils.timeseries_dataset_from_array(data, target, 10, sampling_rate=3, batch_size=4))
        train, test = keras.utils.split_dataset((x, y), left_size=0.8)
        sample, label = next(iter(test))
        sizes = (len(train), len(test))
    """,
    "arrays in batches": """
        generator = tf.keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255, horizontal_flip=True)
        flow = generator.flow(x, y, batch_size=16)
        images, labels = next(flow)
        again = flow.next()[0] if hasattr(flow, "next") else images
        batches = len(flow)
        only = next(generator.flow(x, batch_size=100))
    """,
    "sequences of numbers": """
        texts = ["a b c", "a b", "c d e f"]
        tokenizer = tf.keras.preprocessing.text.Tokenizer(num_words=50)
        tokenizer.fit_on_texts(texts)
        sequences = tokenizer.texts_to_sequences(texts)
        padded = tf.keras.preprocessing.sequence.pad_sequences(sequences, maxlen=7)
        matrix = tokenizer.texts_to_matrix(texts, mode="count")
        hot = keras.utils.to_categorical([0, 2, 1, 3])
        column = keras.utils.to_categorical(np.array([[0], [1], [1]]), 2)
        normal = keras.utils.normalize(np.random.rand(4, 5))
    """,
    "a data set of one's own": """
        class Batches(keras.utils.PyDataset):
            def __init__(self, images, labels, size, **kwargs):
                super().__init__(**kwargs)
                self.images, self.labels, self.size = images, labels, size
            def __len__(self):
                return int(np.ceil(len(self.images) / self.size))
            def __getitem__(self, index):
                low = index * self.size
                return self.images[low:low + self.size], keras.utils.to_categorical(self.labels[low:low + self.size], 3)
        batches = Batches(x, y, 20)
        count = len(batches)
        images, labels = batches[0]
    """,
}
SETUP = """
x = np.random.randint(0, 255, (100, 2, 2, 3)).astype("uint8")
y = np.random.randint(0, 3, 100)
"""
IGNORED = "ds batches ragged signature step train test generator flow texts tokenizer sequences array a b"


@pytest.mark.parametrize("name", PROGRAMS)
def test_program(name: str) -> None:
    source = "import numpy as np, tensorflow as tf, keras" + SETUP + textwrap.dedent(PROGRAMS[name])
    check(source, OPEN.get(name, ""), IGNORED, np=np, tf=tf, keras=keras)


# how many windows there are in a batch depends on how many there are
OPEN = {"windows": "before after"}


def test_a_stream_that_is_called_is_unknown() -> None:
    text = "import tensorflow as tf\ndata = tf.data.Dataset.from_tensor_slices([[1.0, 2.0]])\nx = data()\n"
    analysis = analyze(text, strict=True)
    assert not analysis.findings
    assert [site.span.line for site in analysis.sites if site.kind == "data"] == [2]
