# expect: SL501
import tensorflow as tf

generator = tf.keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255.0)
train = generator.flow_from_directory("flowers", target_size=(40, 40), batch_size=6)  # blame

model = tf.keras.Sequential([
    tf.keras.layers.Input((40, 40, 3)),
    tf.keras.layers.Conv2D(4, 5, strides=4, activation="relu"),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(3, activation="softmax"),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")  # blame
model.fit(train, epochs=1)
