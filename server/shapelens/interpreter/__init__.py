"""Abstract evaluation of Python around Keras: from a lowered file to an immutable `Analysis`."""
