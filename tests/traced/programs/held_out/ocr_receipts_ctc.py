import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

chars = sorted(set("0123456789.,€ ABCDEF"))
max_len, W, H = 8, 200, 50
char_to_num = layers.StringLookup(vocabulary=chars, mask_token=None)
num_to_char = layers.StringLookup(vocabulary=char_to_num.get_vocabulary(), mask_token=None, invert=True)


def random_label():
    return "".join(np.random.choice(chars, max_len))


labels = [random_label() for _ in range(24)]
pictures = np.random.rand(24, H, W, 1).astype("float32")


def encode(img, label):
    img = tf.transpose(img, perm=[1, 0, 2])
    label = char_to_num(tf.strings.unicode_split(label, input_encoding="UTF-8"))
    return {"image": img, "label": label}


ds = tf.data.Dataset.from_tensor_slices((pictures, labels)).map(encode).batch(4)


class CTCLayer(layers.Layer):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.loss_fn = keras.losses.CTC() if hasattr(keras.losses, "CTC") else None

    def call(self, y_true, y_pred):
        batch = tf.cast(tf.shape(y_true)[0], dtype="int64")
        loss = self.loss_fn(y_true, y_pred)
        self.add_loss(loss)
        return y_pred


def build_model():
    input_img = layers.Input(shape=(W, H, 1), name="image", dtype="float32")
    labels = layers.Input(name="label", shape=(None,), dtype="float32")
    x = layers.Conv2D(32, (3, 3), activation="relu", kernel_initializer="he_normal", padding="same", name="Conv1")(input_img)
    x = layers.MaxPooling2D((2, 2), name="pool1")(x)
    x = layers.Conv2D(64, (3, 3), activation="relu", padding="same", name="Conv2")(x)
    x = layers.MaxPooling2D((2, 2), name="pool2")(x)
    new_shape = ((W // 4), (H // 4) * 64)
    x = layers.Reshape(target_shape=new_shape, name="reshape")(x)
    x = layers.Dense(64, activation="relu", name="dense1")(x)
    x = layers.Bidirectional(layers.LSTM(64, return_sequences=True, dropout=0.25))(x)
    x = layers.Bidirectional(layers.LSTM(32, return_sequences=True, dropout=0.25))(x)
    x = layers.Dense(len(char_to_num.get_vocabulary()) + 1, activation="softmax", name="dense2")(x)
    output = CTCLayer(name="ctc_loss")(labels, x)
    model = keras.models.Model(inputs=[input_img, labels], outputs=output, name="ocr")
    model.compile(optimizer=keras.optimizers.Adam())
    return model


model = build_model()
model.fit(ds, epochs=1)
prediction_model = keras.models.Model(model.inputs[0], model.get_layer(name="dense2").output)
for batch in ds.take(1):
    preds = prediction_model.predict(batch["image"])
    best = preds.argmax(axis=-1)
    texts = [tf.strings.reduce_join(num_to_char(tf.maximum(row, 0))).numpy().decode("utf-8") for row in best]
    print(preds.shape, len(texts))
