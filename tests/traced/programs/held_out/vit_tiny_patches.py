import tensorflow as tf
from tensorflow.keras import layers
import tensorflow.keras as keras

num_classes = 100
input_shape = (32, 32, 3)
image_size, patch_size = 72, 6
num_patches = (image_size // patch_size) ** 2
projection_dim, num_heads, transformer_layers = 64, 4, 3
transformer_units = [projection_dim * 2, projection_dim]
mlp_head_units = [512, 256]

augment = keras.Sequential([
    layers.Resizing(image_size, image_size),
    layers.RandomFlip("horizontal"),
    layers.RandomZoom(height_factor=0.2, width_factor=0.2),
], name="augment")


class Patches(layers.Layer):
    def __init__(self, patch_size, **kwargs):
        super().__init__(**kwargs)
        self.patch_size = patch_size

    def call(self, images):
        batch_size = tf.shape(images)[0]
        patches = tf.image.extract_patches(
            images=images,
            sizes=[1, self.patch_size, self.patch_size, 1],
            strides=[1, self.patch_size, self.patch_size, 1],
            rates=[1, 1, 1, 1],
            padding="VALID",
        )
        return tf.reshape(patches, [batch_size, -1, patches.shape[-1]])


class PatchEncoder(layers.Layer):
    def __init__(self, num_patches, dim):
        super().__init__()
        self.num_patches = num_patches
        self.projection = layers.Dense(units=dim)
        self.position = layers.Embedding(input_dim=num_patches, output_dim=dim)

    def call(self, patch):
        places = tf.range(start=0, limit=self.num_patches, delta=1)
        return self.projection(patch) + self.position(places)


def mlp(x, hidden_units, rate):
    for units in hidden_units:
        x = layers.Dense(units, activation=tf.nn.gelu)(x)
        x = layers.Dropout(rate)(x)
    return x


def vit():
    inputs = layers.Input(shape=input_shape)
    patches = Patches(patch_size)(augment(inputs))
    encoded = PatchEncoder(num_patches, projection_dim)(patches)
    for _ in range(transformer_layers):
        x1 = layers.LayerNormalization(epsilon=1e-6)(encoded)
        att = layers.MultiHeadAttention(num_heads=num_heads, key_dim=projection_dim, dropout=0.1)(x1, x1)
        x2 = layers.Add()([att, encoded])
        x3 = layers.LayerNormalization(epsilon=1e-6)(x2)
        encoded = layers.Add()([mlp(x3, transformer_units, 0.1), x2])
    rep = layers.LayerNormalization(epsilon=1e-6)(encoded)
    rep = layers.Dropout(0.5)(layers.Flatten()(rep))
    features = mlp(rep, mlp_head_units, 0.5)
    return keras.Model(inputs=inputs, outputs=layers.Dense(num_classes)(features))


picture = tf.random.uniform((1, image_size, image_size, 3))
print("patches", Patches(patch_size)(picture).shape)
model = vit()
model.compile(
    optimizer=keras.optimizers.AdamW(learning_rate=1e-3, weight_decay=1e-4),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=[keras.metrics.SparseTopKCategoricalAccuracy(5, name="top5")],
)
(x_train, y_train), _ = keras.datasets.cifar100.load_data()
model.fit(x_train[:64], y_train[:64], batch_size=32, epochs=1, validation_split=0.1)
print(model.predict(x_train[:3]).shape)
