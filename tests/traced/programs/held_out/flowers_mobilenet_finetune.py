import os
import tempfile
import numpy as np
from PIL import Image
import tensorflow as tf
from tensorflow.keras.applications.mobilenet_v2 import MobileNetV2, preprocess_input
from tensorflow.keras.layers import Dense, Dropout, GlobalAveragePooling2D, Input, RandomFlip, RandomRotation
from tensorflow.keras.models import Model, Sequential

IMG_SIZE = (128, 128)
IMG_SHAPE = IMG_SIZE + (3,)
BATCH = 4

PATH = tempfile.mkdtemp()
for split, count in [('train', 6), ('validation', 3)]:
    for flower in ('daisy', 'rose', 'tulip'):
        folder = os.path.join(PATH, split, flower)
        os.makedirs(folder)
        for i in range(count):
            Image.fromarray(np.random.randint(0, 255, (140, 150, 3), dtype='uint8')).save(os.path.join(folder, '%d.png' % i))

train_dataset = tf.keras.utils.image_dataset_from_directory(os.path.join(PATH, 'train'), shuffle=True, batch_size=BATCH, image_size=IMG_SIZE)
validation_dataset = tf.keras.utils.image_dataset_from_directory(os.path.join(PATH, 'validation'), shuffle=True, batch_size=BATCH, image_size=IMG_SIZE)
class_names = train_dataset.class_names

val_batches = tf.data.experimental.cardinality(validation_dataset)
test_dataset = validation_dataset.take(val_batches // 3)
validation_dataset = validation_dataset.skip(val_batches // 3)
train_dataset = train_dataset.prefetch(tf.data.AUTOTUNE)

data_augmentation = Sequential([
    RandomFlip('horizontal'),
    RandomRotation(0.2),
])
for image, _ in train_dataset.take(1):
    first_image = image[0]
    augmented = data_augmentation(tf.expand_dims(first_image, 0))
    print(augmented.shape)

base_model = MobileNetV2(input_shape=IMG_SHAPE, include_top=False, weights=None)
image_batch, label_batch = next(iter(train_dataset))
feature_batch = base_model(image_batch)
print(feature_batch.shape)

base_model.trainable = False
global_average_layer = GlobalAveragePooling2D()
feature_batch_average = global_average_layer(feature_batch)
prediction_layer = Dense(len(class_names), activation='softmax')
prediction_batch = prediction_layer(feature_batch_average)
print(prediction_batch.shape)

inputs = Input(shape=IMG_SHAPE)
x = data_augmentation(inputs)
x = preprocess_input(x)
x = base_model(x, training=False)
x = global_average_layer(x)
x = Dropout(0.2)(x)
outputs = prediction_layer(x)
model = Model(inputs, outputs)
model.compile(optimizer=tf.keras.optimizers.Adam(1e-4), loss='sparse_categorical_crossentropy', metrics=['accuracy'])
history = model.fit(train_dataset, epochs=2, validation_data=validation_dataset)

# unfreeze the top
base_model.trainable = True
for layer in base_model.layers[:100]:
    layer.trainable = False
model.compile(optimizer=tf.keras.optimizers.RMSprop(1e-5), loss='sparse_categorical_crossentropy', metrics=['accuracy'])
model.fit(train_dataset, epochs=4, initial_epoch=history.epoch[-1], validation_data=validation_dataset)
image_batch, label_batch = next(test_dataset.as_numpy_iterator(), (np.zeros((1,) + IMG_SHAPE), None))
print(model.predict_on_batch(image_batch).argmax(axis=1))
