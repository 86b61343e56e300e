"""keras.applications, interpreted from their own source text and compared with what real Keras builds."""
