import os, tempfile
import numpy as np
from PIL import Image
from tensorflow.keras.preprocessing.image import ImageDataGenerator, load_img, img_to_array
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Conv2D, MaxPooling2D, SeparableConv2D, Flatten, Dense, Dropout, BatchNormalization

img_width, img_height = 100, 100
base = tempfile.mkdtemp()
for split in ('train', 'test'):
    for cls in ('NORMAL', 'PNEUMONIA'):
        os.makedirs(f'{base}/{split}/{cls}')
        for k in range(6):
            Image.fromarray(np.random.randint(0, 255, (120, 110), dtype='uint8')).save(f'{base}/{split}/{cls}/{k}.png')

train_datagen = ImageDataGenerator(rescale=1. / 255, shear_range=0.2, zoom_range=0.2, horizontal_flip=True)
test_datagen = ImageDataGenerator(rescale=1. / 255)
train_gen = train_datagen.flow_from_directory(f'{base}/train', target_size=(img_width, img_height), batch_size=4, class_mode='binary', color_mode='grayscale')
test_gen = test_datagen.flow_from_directory(f'{base}/test', target_size=(img_width, img_height), batch_size=4, class_mode='binary', color_mode='grayscale', shuffle=False)

model = Sequential()
model.add(Conv2D(16, (3, 3), activation='relu', padding='same', input_shape=(img_width, img_height, 1)))
model.add(MaxPooling2D((2, 2)))
for filters in (32, 64):
    model.add(SeparableConv2D(filters, (3, 3), activation='relu', padding='same'))
    model.add(SeparableConv2D(filters, (3, 3), activation='relu', padding='same'))
    model.add(BatchNormalization())
    model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Flatten())
model.add(Dense(units=64, activation='relu'))
model.add(Dropout(rate=0.5))
model.add(Dense(units=1, activation='sigmoid'))
model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
hist = model.fit(train_gen, steps_per_epoch=train_gen.samples // 4, epochs=2, validation_data=test_gen)
x, y = next(train_gen)
print(x.shape, y.shape, train_gen.class_indices, model.predict(x).shape)
one = load_img(f'{base}/test/NORMAL/0.png', target_size=(img_width, img_height), color_mode='grayscale')
arr = np.expand_dims(img_to_array(one), 0) / 255
print(model.predict(arr)[0][0] > .5)
