import tensorflow as tf

train = tf.keras.preprocessing.image_dataset_from_directory(
    "flowers", color_mode="rgb", image_size=(32, 32), batch_size=4)
model = tf.keras.Sequential([
    tf.keras.layers.Rescaling(1. / 255, input_shape=(32, 32, 3)),
    tf.keras.layers.Conv2D(4, 3),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(3),
])
model.compile("adam", tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
model.fit(train, epochs=1)
