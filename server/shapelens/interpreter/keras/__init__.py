"""Keras objects in a program: inputs, layers, models, the graphs they make, and the tensors that flow in them."""
