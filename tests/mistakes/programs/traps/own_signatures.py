"""Classes of the program take what Keras' own do not: callbacks, metrics, a `fit` with more arguments."""

import keras
import numpy as np


class Stopping(keras.callbacks.EarlyStopping):
    def __init__(self, monitor="loss", warmup=1, **kwargs):
        super().__init__(monitor=monitor, **kwargs)
        self.warmup = warmup

    def on_epoch_end(self, epoch, logs=None, quietly=True):
        if epoch >= self.warmup:
            super().on_epoch_end(epoch, logs)


class Share(keras.metrics.Metric):
    def __init__(self, threshold=0.5, name="share", **kwargs):
        super().__init__(name=name, **kwargs)
        self.threshold = threshold
        self.total = self.add_variable((), "zeros", name="total")

    def update_state(self, y_true, y_pred, sample_weight=None, scale=1.0):
        self.total.assign_add(keras.ops.mean(keras.ops.cast(y_pred > self.threshold, "float32")) * scale)

    def result(self):
        return self.total

    def reset_state(self):
        self.total.assign(0.0)


class Trained(keras.Model):
    def __init__(self):
        super().__init__(name="trained")
        self.head = keras.layers.Dense(1, activation="sigmoid")

    def call(self, inputs, scale=1.0):
        return self.head(inputs) * scale

    def fit(self, x, y, rounds=1, **options):
        return super().fit(x, y, epochs=rounds, **options)

    def summary(self, title=""):
        super().summary(line_length=80, print_fn=lambda text: None)


share = Share(threshold=0.3)
share.update_state(np.zeros(4), np.ones(4), scale=2.0)
model = Trained()
model.compile(optimizer=keras.optimizers.Adam(1e-3, weight_decay=1e-4), loss="binary_crossentropy", metrics=[share])
model.fit(np.random.rand(8, 3), np.random.randint(0, 2, (8, 1)), rounds=2, callbacks=[Stopping(patience=1)], verbose=0)
model.summary(title="the model")
