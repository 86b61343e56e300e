import tensorflow as tf


class MyModel(tf.keras.Model):

    def __init__(self, hidden=(32, 16), num_classes=5, drop=0.5):
        super(MyModel, self).__init__()
        self.blocks = [tf.keras.layers.Dense(h, activation=tf.nn.relu) for h in hidden]
        self.dropout = tf.keras.layers.Dropout(drop)
        self.classifier = tf.keras.layers.Dense(num_classes, activation=tf.nn.softmax)

    def call(self, inputs, training=False):
        x = inputs
        for block in self.blocks:
            x = block(x)
        if training:
            x = self.dropout(x, training=training)
        return self.classifier(x)


model = MyModel()
model.build(input_shape=(None, 20))
model.summary()
out = model(tf.zeros((4, 20)))
print(out.shape)


class ConvNet(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.conv1 = tf.keras.layers.Conv2D(4, 3, activation="relu")
        self.pool = tf.keras.layers.MaxPool2D()
        self.flatten = tf.keras.layers.Flatten()
        self.d1 = tf.keras.layers.Dense(16, activation="relu")
        self.d2 = tf.keras.layers.Dense(10)

    def call(self, x):
        x = self.pool(self.conv1(x))
        x = self.flatten(x)
        x = self.d1(x)
        return self.d2(x)


net = ConvNet()
ds = tf.data.Dataset.from_tensor_slices((tf.random.normal((64, 28, 28, 1)), tf.zeros((64,), tf.int32))).shuffle(10).batch(32)
loss_object = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.Adam()


@tf.function
def train_step(images, labels):
    with tf.GradientTape() as tape:
        predictions = net(images, training=True)
        loss = loss_object(labels, predictions)
    gradients = tape.gradient(loss, net.trainable_variables)
    optimizer.apply_gradients(zip(gradients, net.trainable_variables))
    return loss


for images, labels in ds:
    train_step(images, labels)
