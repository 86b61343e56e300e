import gc
import os
import random

import numpy as np
import tensorflow as tf
import tensorflow.keras.applications as efn
from tensorflow.keras import backend as K
from tensorflow.keras import layers as L


class CFG:
    seed = 42
    folds = 2
    img_sizes = [64, 96]
    eff_nets = [0, 1]
    batch_size = 16
    n_classes = 5
    head = "gap"
    wgts = [1 / 2] * 2
    tabular = 9
    debug = True


def seed_everything(seed):
    random.seed(seed)
    np.random.seed(seed)
    os.environ["PYTHONHASHSEED"] = str(seed)
    tf.random.set_seed(seed)


seed_everything(CFG.seed)
EFNS = [efn.EfficientNetB0, efn.EfficientNetB1]


def build_model(dim=128, ef=0, aux=False):
    inp = L.Input(shape=(dim, dim, 3))
    base = EFNS[ef](input_shape=(dim, dim, 3), weights=None, include_top=False)
    x = base(inp)
    if CFG.head == "gap":
        x = L.GlobalAveragePooling2D()(x)
    elif CFG.head == "flat":
        x = L.Flatten()(x)
    else:
        raise ValueError(CFG.head)
    inputs = [inp]
    if aux:
        meta = L.Input(shape=(CFG.tabular,), name="meta")
        m = L.Dense(16, activation="relu")(meta)
        x = L.Concatenate()([x, m])
        inputs.append(meta)
    x = L.Dropout(0.3)(x)
    x = L.Dense(CFG.n_classes, activation="softmax", dtype="float32")(x)
    model = tf.keras.Model(inputs=inputs if len(inputs) > 1 else inputs[0], outputs=x)
    opt = tf.keras.optimizers.Adam(learning_rate=0.001)
    loss = tf.keras.losses.CategoricalCrossentropy(label_smoothing=0.05)
    model.compile(optimizer=opt, loss=loss, metrics=["AUC"])
    return model


oof_pred = []
preds = np.zeros((8, CFG.n_classes))
for fold in range(CFG.folds):
    print("#" * 25, "FOLD", fold + 1)
    print("#### Image Size %i with EfficientNet B%i" % (CFG.img_sizes[fold], CFG.eff_nets[fold]))
    K.clear_session()
    model = build_model(dim=CFG.img_sizes[fold], ef=CFG.eff_nets[fold], aux=fold == 1)
    if CFG.debug:
        break
    del model
    gc.collect()
