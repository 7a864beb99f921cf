"""Reproducible property tests, and a quiet TensorFlow on one thread for those who compare with it."""

import os
from types import ModuleType

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "1")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

# The same cases on every machine; no deadline, for TensorFlow's first call takes seconds.
settings.register_profile(
    "package", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("package")


@pytest.fixture(scope="session")
def tf() -> ModuleType:
    """TensorFlow, on one thread."""
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    return tf


@pytest.fixture(scope="session")
def keras(tf: ModuleType) -> ModuleType:
    """Keras on TensorFlow."""
    import keras

    return keras


@pytest.fixture
def rng() -> np.random.Generator:
    """Random numbers that are the same in every run."""
    return np.random.default_rng(0)
