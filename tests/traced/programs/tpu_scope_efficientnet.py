import math, re, os
import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import Dense, GlobalAveragePooling2D, Dropout, Average, Input
from tensorflow.keras.applications import EfficientNetB0, DenseNet121
from tensorflow.keras.models import Model

try:
    tpu = tf.distribute.cluster_resolver.TPUClusterResolver()
    print('Running on TPU ', tpu.master())
except ValueError:
    tpu = None

if tpu:
    tf.config.experimental_connect_to_cluster(tpu)
    tf.tpu.experimental.initialize_tpu_system(tpu)
    strategy = tf.distribute.experimental.TPUStrategy(tpu)
else:
    strategy = tf.distribute.get_strategy() # default distribution strategy in Tensorflow. Works on CPU and single GPU.

print("REPLICAS: ", strategy.num_replicas_in_sync)

class CFG:
    IMAGE_SIZE = [64, 64]
    EPOCHS = 2
    BATCH_SIZE = 4
    SEED = 2020
    CLASSES = ['pink primrose', 'hard-leaved pocket orchid', 'canterbury bells', 'sweet pea', 'wild geranium']
    LR_START = 0.00001
    LR_MAX = 0.00005 * strategy.num_replicas_in_sync
    dropout = 0.2

GLOBAL_BATCH = CFG.BATCH_SIZE * strategy.num_replicas_in_sync

def lrfn(epoch):
    if epoch < 5:
        lr = (CFG.LR_MAX - CFG.LR_START) / 5 * epoch + CFG.LR_START
    else:
        lr = CFG.LR_MAX * .8**(epoch - 5)
    return lr

lr_callback = tf.keras.callbacks.LearningRateScheduler(lrfn, verbose=True)

def count_data_items(filenames):
    n = [int(re.compile(r"-([0-9]*)\.").search(filename).group(1)) for filename in filenames]
    return np.sum(n)

NUM_TRAINING_IMAGES = count_data_items(['a00-40.tfrec', 'b01-24.tfrec'])
STEPS_PER_EPOCH = NUM_TRAINING_IMAGES // GLOBAL_BATCH

def make_dataset(n, labeled=True):
    x = tf.data.Dataset.from_tensor_slices(np.random.rand(n, *CFG.IMAGE_SIZE, 3).astype('float32'))
    if labeled:
        y = tf.data.Dataset.from_tensor_slices(np.random.randint(0, len(CFG.CLASSES), n))
    else:
        y = tf.data.Dataset.from_tensor_slices(np.array([str(i) for i in range(n)]))
    return tf.data.Dataset.zip((x, y))

def data_augment(image, label):
    image = tf.image.random_flip_left_right(image)
    return image, label

def get_training_dataset():
    dataset = make_dataset(16)
    dataset = dataset.map(data_augment, num_parallel_calls=tf.data.experimental.AUTOTUNE)
    dataset = dataset.repeat()
    dataset = dataset.shuffle(2048)
    dataset = dataset.batch(GLOBAL_BATCH)
    return dataset.prefetch(tf.data.experimental.AUTOTUNE)

def freeze(model, until=None):
    for layer in model.layers:
        layer.trainable = layer.name == until

def create_model(backbone, head=None):
    pretrained = backbone(include_top=False, weights=None, input_shape=[*CFG.IMAGE_SIZE, 3])
    pretrained.trainable = True
    model = tf.keras.Sequential([
        pretrained,
        GlobalAveragePooling2D(),
        Dropout(CFG.dropout),
        Dense(head or len(CFG.CLASSES), activation='softmax')
    ])
    return model

with strategy.scope():
    models = []
    for net in (EfficientNetB0, DenseNet121):
        m = create_model(net)
        m.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['sparse_categorical_accuracy'])
        models.append(m)
    inp = Input((*CFG.IMAGE_SIZE, 3))
    ensemble = Model(inp, Average()([m(inp) for m in models]))

history = models[0].fit(get_training_dataset(), steps_per_epoch=2, epochs=CFG.EPOCHS, callbacks=[lr_callback])

test_ds = make_dataset(7, labeled=False).batch(GLOBAL_BATCH)
test_images_ds = test_ds.map(lambda image, idnum: image)
probabilities = ensemble.predict(test_images_ds)
predictions = np.argmax(probabilities, axis=-1)
test_ids_ds = test_ds.map(lambda image, idnum: idnum).unbatch()
test_ids = next(iter(test_ids_ds.batch(7))).numpy().astype('U')

base = models[1].layers[0]
block = base.get_layer('conv3_block12_concat').output
tap = Model(base.input, [block, base.get_layer('pool3_pool').output])
print(tap.output_shape)
