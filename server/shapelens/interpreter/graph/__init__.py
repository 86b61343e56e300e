"""The graph between tensors: nodes, layer calls, size constraints, weights, receptive field."""
