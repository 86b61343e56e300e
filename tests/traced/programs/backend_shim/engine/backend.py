"""One place that says which keras is meant."""
try:
    from tensorflow import keras
except ImportError:
    import keras

K = keras.backend
layers = keras.layers
models = keras.models
Model = keras.models.Model
Input = keras.layers.Input
