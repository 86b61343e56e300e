import tensorflow as tf

train = tf.keras.utils.image_dataset_from_directory("pets/train", image_size=(48, 48), batch_size=4)
valid = tf.keras.utils.image_dataset_from_directory("pets/validation", image_size=(48, 48), batch_size=4)

inputs = tf.keras.Input(shape=(48, 48, 3))
x = tf.keras.layers.Conv2D(8, 3, activation="relu")(inputs)
x = tf.keras.layers.Flatten()(x)
outputs = tf.keras.layers.Dense(1, activation="sigmoid")(x)
model = tf.keras.Model(inputs, outputs)
model.compile("adam", "binary_crossentropy")
model.fit(train, validation_data=valid, epochs=1)
