"""The layers by the folders that Keras keeps them in: `keras.src.layers.convolutional` is `convolutional` here."""
