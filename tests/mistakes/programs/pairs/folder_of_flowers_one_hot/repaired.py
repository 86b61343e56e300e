from tensorflow import keras

flowers = keras.utils.image_dataset_from_directory(
    "flowers",
    label_mode="categorical",
    image_size=(40, 40),
    batch_size=6,
)
inputs = keras.Input((40, 40, 3))
x = keras.layers.Conv2D(4, 3, strides=2)(inputs)
x = keras.layers.GlobalMaxPooling2D()(x)
outputs = keras.layers.Dense(3)(x)
model = keras.Model(inputs, outputs)
model.compile(
    optimizer="rmsprop",
    loss=keras.losses.CategoricalCrossentropy(from_logits=True),
)
model.fit(flowers, epochs=1)
