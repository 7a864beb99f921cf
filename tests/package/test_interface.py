"""What help() shows and what an import costs."""

import inspect
import subprocess
import sys
from typing import Any

import pytest

import rnn_guide

from ..public_names import public_names

CELL = {
    "activation": "tanh",
    "use_bias": True,
    "kernel_initializer": "glorot_uniform",
    "recurrent_initializer": "orthogonal",
    "bias_initializer": "zeros",
}
SEQUENCE = dict.fromkeys(
    ("return_sequences", "return_state", "go_backwards", "stateful", "zero_output_for_mask"), False
)
OWN = {
    "SimpleRNN": {},
    "LSTM": {"recurrent_activation": "sigmoid", "unit_forget_bias": True},
    "GRU": {"recurrent_activation": "sigmoid", "reset_after": True},
}


@pytest.mark.parametrize("kind", OWN)
def test_every_argument_stands_in_the_signature(kind: str) -> None:
    for name, shared in ((kind, CELL | SEQUENCE), (f"{kind}Cell", CELL)):
        parameters = inspect.signature(getattr(rnn_guide, name)).parameters
        defaults = {key: parameter.default for key, parameter in parameters.items()}
        assert defaults == {
            "units": inspect.Parameter.empty,
            **shared,
            **OWN[kind],
            "seed": None,
            "name": None,
        }
        assert [key for key in parameters if key in shared] == list(shared)  # in this order
        kinds = {parameter.kind for parameter in parameters.values()}
        assert kinds == {inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY}


@pytest.mark.parametrize(
    "name", ["SimpleRNN", "LSTM", "GRU", "SimpleRNNCell", "LSTMCell", "GRUCell", "Dense", "Embedding"]
)
def test_arguments_and_defaults_are_those_of_keras(name: str, keras: Any) -> None:
    ours = inspect.signature(getattr(rnn_guide, name)).parameters
    theirs = inspect.signature(getattr(keras.layers, name).__init__).parameters
    # Keras takes the first two in **kwargs; its Dense and Embedding have no seed beside the initializers'.
    assert set(ours) - set(theirs) <= {"name", "zero_output_for_mask", "seed"}
    for key in set(ours) & set(theirs):
        assert ours[key].default == theirs[key].default, key
    # What can be given by position has the same position.
    positional = [key for key, value in ours.items() if value.kind is value.POSITIONAL_OR_KEYWORD]
    assert positional == list(theirs)[1 : 1 + len(positional)]


def test_every_public_class_and_function_shows_an_example() -> None:
    documented = {
        name: value
        for name, value in public_names().items()
        if inspect.isclass(value) or inspect.isfunction(value)
    }
    assert len(documented) > 50
    assert [name for name, value in documented.items() if ">>>" not in (value.__doc__ or "")] == []


def in_a_new_process(code: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_importing_is_quick() -> None:
    code = "from time import process_time as now; import numpy; s = now(); import rnn_guide; print(now() - s)"
    in_a_new_process(code)  # writes the bytecode
    # CPU time, and the best of several: what else the machine does shall not matter.
    assert min(float(in_a_new_process(code)[0]) for _ in range(5)) < 0.2


def test_importing_needs_numpy_only() -> None:
    modules = in_a_new_process(
        "import sys, numpy.random; before = {*sys.modules}; import rnn_guide; print(*{*sys.modules} - before)"
    )
    packages = {name.split(".")[0] for name in modules}
    assert packages - {"rnn_guide", "numpy"} <= sys.stdlib_module_names  # no matplotlib, keras, tensorflow
    assert all(hasattr(rnn_guide, name) for name in rnn_guide.__all__)
