"""Recurrent layers in plain NumPy that equal Keras and read like the equations."""
