"""Recurrent layers and their cells (keras.src.layers.rnn)."""
