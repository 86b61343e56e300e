# Exported from a notebook; the shell lines were taken out.
from __future__ import absolute_import, division, print_function, unicode_literals
import functools
import numpy as np
import tensorflow as tf
import matplotlib.pyplot as plt
mpl_available = True
print(tf.__version__)

(train_images, train_labels), (test_images, test_labels) = tf.keras.datasets.cifar10.load_data()
class_names = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck']
train_images, test_images = train_images / 255.0, test_images / 255.0
train_images.shape

plt.figure(figsize=(10, 10))
for i in range(4):
    plt.subplot(2, 2, i + 1)
    plt.imshow(train_images[i], cmap=plt.cm.binary)
    # The CIFAR labels happen to be arrays, which is why you need the extra index
    plt.xlabel(class_names[train_labels[i][0]])
plt.close('all')

len(train_labels)
train_labels

DefaultConv2D = functools.partial(tf.keras.layers.Conv2D, kernel_size=3, activation='relu', padding="SAME")
model = tf.keras.models.Sequential([
    DefaultConv2D(filters=32, kernel_size=7, input_shape=[32, 32, 3]),
    tf.keras.layers.MaxPooling2D(pool_size=2),
    DefaultConv2D(filters=64),
    DefaultConv2D(filters=64),
    tf.keras.layers.MaxPooling2D(pool_size=2),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(units=64, activation='relu'),
    tf.keras.layers.Dropout(0.5),
    tf.keras.layers.Dense(units=10, activation='softmax'),
])
model.compile(loss="sparse_categorical_crossentropy", optimizer="nadam", metrics=["accuracy"])
history = model.fit(train_images, train_labels, epochs=2, validation_data=(test_images, test_labels))
score = model.evaluate(test_images, test_labels)
X_new = test_images[:10]
y_pred = model.predict(X_new)
y_pred.round(2)
np.array(class_names)[np.argmax(y_pred, axis=1)]

weights, biases = model.layers[0].get_weights()
weights.shape
hidden1 = model.layers[0]
hidden1.name
model.get_layer(hidden1.name) is hidden1

activation_model = tf.keras.models.Model(inputs=model.inputs, outputs=[layer.output for layer in model.layers[:5]])
activations = activation_model.predict(X_new[0].reshape(1, 32, 32, 3))
first_layer_activation = activations[0]
print(first_layer_activation.shape)
images_per_row = 16
for layer_activation in activations:
    n_features = layer_activation.shape[-1]
    size = layer_activation.shape[1]
    n_cols = n_features // images_per_row
    display_grid = np.zeros((size * n_cols, images_per_row * size))
    for col in range(n_cols):
        for row in range(images_per_row):
            channel_image = layer_activation[0, :, :, col * images_per_row + row]
            display_grid[col * size:(col + 1) * size, row * size:(row + 1) * size] = channel_image
    print(display_grid.shape)
