import time
import tensorflow as tf

tf.random.set_seed(1)
(x_train, y_train), (x_test, y_test) = tf.keras.datasets.cifar10.load_data()
x_train, x_test = x_train[:640] / 255.0, x_test[:128] / 255.0
y_train, y_test = y_train[:640].squeeze(), y_test[:128].squeeze()

train = (tf.data.Dataset.from_tensor_slices((x_train.astype("float32"), y_train))
         .shuffle(640).batch(64, drop_remainder=True).prefetch(2))
test = tf.data.Dataset.from_tensor_slices((x_test.astype("float32"), y_test)).batch(50)


class ResidualUnit(tf.keras.Model):
    def __init__(self, filters, stride=1):
        super().__init__()
        reg = tf.keras.regularizers.l2(1e-4)
        self.c1 = tf.keras.layers.Conv2D(filters, 3, stride, "same", use_bias=False, kernel_regularizer=reg)
        self.b1 = tf.keras.layers.BatchNormalization()
        self.c2 = tf.keras.layers.Conv2D(filters, 3, 1, "same", use_bias=False, kernel_regularizer=reg)
        self.b2 = tf.keras.layers.BatchNormalization()
        self.down = tf.keras.Sequential()
        if stride != 1:
            self.down.add(tf.keras.layers.Conv2D(filters, 1, stride))
        else:
            self.down.add(tf.keras.layers.Activation("linear"))

    def call(self, x, training=None):
        y = tf.nn.relu(self.b1(self.c1(x), training=training))
        y = self.b2(self.c2(y), training=training)
        return tf.nn.relu(tf.keras.layers.add([y, self.down(x)]))


class Net(tf.keras.Model):
    def __init__(self, plan, classes=10):
        super().__init__()
        self.stem = tf.keras.layers.Conv2D(16, 3, padding="same", activation="relu")
        self.units = []
        for n, (filters, count) in enumerate(plan):
            for k in range(count):
                self.units.append(ResidualUnit(filters, 2 if n and not k else 1))
        self.pool = tf.keras.layers.GlobalAveragePooling2D()
        self.head = tf.keras.layers.Dense(classes)

    def call(self, x, training=None):
        x = self.stem(x)
        for unit in self.units:
            x = unit(x, training=training)
        return self.head(self.pool(x))


net = Net([(16, 2), (32, 1), (64, 1)])
loss_fn = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.SGD(0.05, momentum=0.9, nesterov=True)
train_loss, test_acc = tf.keras.metrics.Mean(), tf.keras.metrics.SparseCategoricalAccuracy()


@tf.function
def step(x, y):
    with tf.GradientTape() as tape:
        logits = net(x, training=True)
        loss = loss_fn(y, logits) + tf.add_n(net.losses)
    variables = net.trainable_variables
    gradients, _ = tf.clip_by_global_norm(tape.gradient(loss, variables), 5.0)
    optimizer.apply_gradients(zip(gradients, variables))
    train_loss(loss)


for epoch in range(1):
    start = time.time()
    train_loss.reset_state()
    test_acc.reset_state()
    for i, (x, y) in enumerate(train):
        step(x, y)
        if i == 2:
            break
    for x, y in test:
        test_acc(y, net(x, training=False))
    print("epoch %d: loss %.3f acc %.3f (%.1f s)" % (epoch, train_loss.result(), test_acc.result(), time.time() - start))
net.summary()
