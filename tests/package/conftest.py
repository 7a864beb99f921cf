"""Reproducible property tests, and Keras for those who compare with it."""

from types import ModuleType

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

# The same cases on every machine; no deadline, for TensorFlow's first call takes seconds.
settings.register_profile(
    "package", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("package")


@pytest.fixture(scope="session")
def tf() -> ModuleType:
    """TensorFlow, as tests/conftest.py sets it up."""
    import tensorflow as tf

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
