import os, shutil, tempfile
import numpy as np
from PIL import Image
from keras.applications import VGG16
from keras import layers, models
from keras.src.legacy.preprocessing.image import ImageDataGenerator
from sklearn.linear_model import LogisticRegression

base_dir = tempfile.mkdtemp()
for split, n in (('train', 5), ('validation', 4), ('test', 4)):
    for animal in ('cats', 'dogs'):
        os.makedirs(os.path.join(base_dir, split, animal))
        for i in range(n):
            Image.new('RGB', (160, 150), (i * 10, 90, 30)).save(os.path.join(base_dir, split, animal, '%s.%d.jpg' % (animal, i)))

conv_base = VGG16(weights=None, include_top=False, input_shape=(96, 96, 3))
datagen = ImageDataGenerator(rescale=1./255)
batch_size = 2


def extract_features(directory, sample_count):
    features = np.zeros(shape=(sample_count, 3, 3, 512))
    labels = np.zeros(shape=(sample_count))
    generator = datagen.flow_from_directory(directory, target_size=(96, 96), batch_size=batch_size, class_mode='binary')
    i = 0
    for inputs_batch, labels_batch in generator:
        features_batch = conv_base.predict(inputs_batch)
        features[i * batch_size : (i + 1) * batch_size] = features_batch
        labels[i * batch_size : (i + 1) * batch_size] = labels_batch
        i += 1
        if i * batch_size >= sample_count:
            break
    return features, labels


train_features, train_labels = extract_features(os.path.join(base_dir, 'train'), 8)
validation_features, validation_labels = extract_features(os.path.join(base_dir, 'validation'), 6)
test_features, test_labels = extract_features(os.path.join(base_dir, 'test'), 6)
train_features = np.reshape(train_features, (8, 3 * 3 * 512))
validation_features = np.reshape(validation_features, (6, 3 * 3 * 512))
test_features = np.reshape(test_features, (len(test_features), -1))

model = models.Sequential()
model.add(layers.Dense(256, activation='relu', input_dim=3 * 3 * 512))
model.add(layers.Dropout(0.5))
model.add(layers.Dense(1, activation='sigmoid'))
model.compile(optimizer='rmsprop', loss='binary_crossentropy', metrics=['acc'])
model.fit(train_features, train_labels, epochs=2, batch_size=20, validation_data=(validation_features, validation_labels))
print(model.evaluate(test_features, test_labels))

full = models.Sequential()
full.add(conv_base)
full.add(layers.Flatten())
full.add(layers.Dense(64, activation='relu'))
full.add(layers.Dense(1, activation='sigmoid'))
conv_base.trainable = False
full.summary()
augment = ImageDataGenerator(rescale=1./255, rotation_range=40, width_shift_range=0.2, horizontal_flip=True)
train_generator = augment.flow_from_directory(os.path.join(base_dir, 'train'), target_size=(96, 96), batch_size=2, class_mode='binary')
full.compile(loss='binary_crossentropy', optimizer='rmsprop', metrics=['acc'])
history = full.fit(train_generator, steps_per_epoch=5, epochs=2)
images, classes = next(train_generator)
print(images.shape, full.predict(images).shape)
shutil.rmtree(base_dir)
