"""Wide & deep model on a made-up table with numeric and categorical columns."""
import numpy as np
import keras
from keras import layers

NUMERIC = ["age", "hours", "gain", "loss"]
CATEGORICAL = {
    "workclass": ["private", "self", "gov"],
    "education": ["hs", "college", "masters", "phd", "none"],
    "relation": ["husband", "wife", "own-child", "other"],
}
HIDDEN_UNITS = [32, 16]


def create_model_inputs():
    inputs = {}
    for feature_name in NUMERIC:
        inputs[feature_name] = layers.Input(name=feature_name, shape=(1,), dtype="float32")
    for feature_name in CATEGORICAL:
        inputs[feature_name] = layers.Input(name=feature_name, shape=(1,), dtype="int32")
    return inputs


def encode_inputs(inputs, use_embedding=False):
    encoded_features = []
    for feature_name in inputs:
        if feature_name in CATEGORICAL:
            vocabulary = CATEGORICAL[feature_name]
            if use_embedding:
                embedding_dims = int(np.sqrt(len(vocabulary))) + 1
                embedding = layers.Embedding(input_dim=len(vocabulary), output_dim=embedding_dims)
                encoded = embedding(inputs[feature_name])
                encoded = layers.Reshape((embedding_dims,))(encoded)
            else:
                encoded = layers.CategoryEncoding(num_tokens=len(vocabulary), output_mode="one_hot")(inputs[feature_name])
        else:
            encoded = inputs[feature_name]
        encoded_features.append(encoded)
    return layers.concatenate(encoded_features)


def create_wide_and_deep_model(num_classes=2, dropout_rate=0.1):
    inputs = create_model_inputs()
    wide = encode_inputs(inputs)
    wide = layers.BatchNormalization()(wide)

    deep = encode_inputs(inputs, use_embedding=True)
    for units in HIDDEN_UNITS:
        deep = layers.Dense(units)(deep)
        deep = layers.BatchNormalization()(deep)
        deep = layers.ReLU()(deep)
        deep = layers.Dropout(dropout_rate)(deep)

    merged = layers.concatenate([wide, deep])
    outputs = layers.Dense(units=num_classes, activation="softmax")(merged)
    return keras.Model(inputs=inputs, outputs=outputs)


wide_and_deep = create_wide_and_deep_model()
wide_and_deep.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
