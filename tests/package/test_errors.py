"""Bad input gets an error that names the argument, what was expected, what came and the remedy."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from rnn_guide import (
    GRU,
    LSTM,
    ArgumentError,
    Bidirectional,
    Dense,
    Embedding,
    GRUCell,
    LSTMCell,
    Masking,
    Sequential,
    SimpleRNN,
    SimpleRNNCell,
    activations,
    initializers,
)

X = np.ones((2, 4, 5), np.float32)
H = np.zeros((2, 3), np.float32)


def called(layer: Any, *args: Any, **kwargs: Any) -> Any:
    """The layer after a call, so that what follows is about backward."""
    layer(X if not args else args[0], **kwargs)
    return layer


def weights_of(layer: Any) -> list[Any]:
    layer.build(X.shape)
    return layer.get_weights()


def set_before(layer: Any, weights: list[Any]) -> Any:
    layer.set_weights(weights)
    return layer


def with_nan(layer: Any) -> list[Any]:
    weights = weights_of(layer)
    weights[1][0, 0] = np.nan
    return weights


# What is tried; a piece of the message that names argument and expectation; one that says what came.
BAD: dict[str, tuple[Callable[[], Any], str, str]] = {
    "zero units": (lambda: LSTM(0), "units must be a positive integer", "got 0"),
    "negative units": (lambda: SimpleRNN(-2), "units must be a positive integer", "got -2"),
    "fractional units": (lambda: GRU(2.5), "units must be a positive integer", "got 2.5"),
    "boolean units": (lambda: Dense(True), "units must be a positive integer", "got True"),
    "units in words": (lambda: LSTMCell("three"), "units must be a positive integer", "got 'three'"),
    "no vocabulary": (lambda: Embedding(0, 3), "input_dim must be a positive integer", "got 0"),
    "no embedding": (lambda: Embedding(3, -1), "output_dim must be a positive integer", "got -1"),
    "flag as a number": (
        lambda: LSTM(3, return_sequences=1),
        "return_sequences must be True or False",
        "got 1",
    ),
    "flag as text": (lambda: GRU(3, reset_after="no"), "reset_after must be True or False", "got 'no'"),
    "unknown activation": (lambda: LSTM(3, "tanhh"), "activation must be the name", "got 'tanhh'"),
    "activation as a number": (lambda: Dense(3, 5), "activation must be the name", "got 5"),
    "unknown gate activation": (
        lambda: GRU(3, recurrent_activation="logistic"),
        "recurrent_activation must be the name",
        "got 'logistic'",
    ),
    "unknown initializer": (
        lambda: LSTM(3, kernel_initializer="glorot"),
        "kernel_initializer must be an initializer or its name",
        "got 'glorot'",
    ),
    "initializer class": (
        lambda: Dense(3, bias_initializer=initializers.Zeros),
        "bias_initializer must be an initializer or its name",
        "got <class",
    ),
    "initializer as a number": (
        lambda: Embedding(3, 2, embeddings_initializer=0.1),
        "embeddings_initializer must be an initializer or its name",
        "got 0.1",
    ),
    "orthogonal bias": (
        lambda: SimpleRNN(3, bias_initializer="orthogonal")(X),
        "shape must be (rows, columns) for Orthogonal",
        "got (3,)",
    ),
    "identity bias": (
        lambda: Dense(3, bias_initializer="identity")(X),
        "shape must be (rows, columns) for Identity",
        "got (3,)",
    ),
    "constant in words": (lambda: initializers.Constant("a"), "value must be a number", "got 'a'"),
    "constant that is none": (lambda: initializers.Constant(np.nan), "value must be a number", "got nan"),
    "gain in words": (lambda: initializers.Identity("x"), "gain must be a number", "got 'x'"),
    "gain of a list": (lambda: initializers.Orthogonal([1, 2]), "gain must be a number", "got [1, 2]"),
    "negative deviation": (
        lambda: initializers.RandomNormal(stddev=-1),
        "stddev must be a number of at least 0",
        "got -1",
    ),
    "mean in words": (lambda: initializers.RandomNormal("a"), "mean must be a number", "got 'a'"),
    "bounds the wrong way round": (
        lambda: initializers.RandomUniform(1, 0),
        "maxval must be a number of at least 1",
        "got 0",
    ),
    "initializer of another shape": (
        lambda: Dense(2, bias_initializer=lambda shape, dtype: np.ones((2, 7)))(X),
        "bias_initializer(shape, dtype) must be bias = (2,)",
        "got shape (2, 7)",
    ),
    "initializer of a transposed kernel": (
        lambda: Dense(2, kernel_initializer=lambda shape, dtype: np.ones(shape[::-1]))(X),
        "kernel_initializer(shape, dtype) must be kernel = (5, 2)",
        "got shape (2, 5)",
    ),
    "initializer of another recurrent kernel": (
        lambda: GRU(2, recurrent_initializer=lambda shape, dtype: np.ones((2, 2)))(X),
        "recurrent_initializer(shape, dtype) must be recurrent_kernel = (2, 6)",
        "got shape (2, 2)",
    ),
    "initializer of another bias": (
        lambda: LSTM(2, bias_initializer=lambda shape, dtype: np.ones((2, 7)))(X),
        "bias_initializer(shape, dtype) must be bias = (2,)",
        "got shape (2, 7)",
    ),
    "initializer of NaN": (
        lambda: Embedding(3, 2, lambda shape, dtype: np.full(shape, np.nan))([[1]]),
        "embeddings_initializer(shape, dtype) must be finite numbers (embeddings)",
        "got NaN or infinity",
    ),
    "initializer of nothing": (
        lambda: Dense(2, kernel_initializer=lambda shape, dtype: None)(X),
        "kernel_initializer(shape, dtype) must be an array of real numbers",
        "got",
    ),
    "negative seed": (lambda: LSTM(3, seed=-1), "seed must be", "got -1"),
    "text as seed": (lambda: initializers.GlorotUniform(seed="a"), "seed must be", "got 'a'"),
    "one sequence": (lambda: LSTM(3)(X[0]), "inputs must be (batch, timesteps, features)", "got (4, 5)"),
    "four axes": (lambda: GRU(3)(X[None]), "inputs must be (batch, timesteps, features)", "got (1, 2, 4, 5)"),
    "vector for Dense": (lambda: Dense(3)(X[0, 0]), "inputs must be (batch, ..., features)", "got (5,)"),
    "sequence for a cell": (lambda: LSTMCell(3)(X), "inputs must be (batch, features)", "got (2, 4, 5)"),
    "no time steps": (lambda: LSTM(3)(X[:, :0]), "without empty axes", "got (2, 0, 5)"),
    "no features": (lambda: SimpleRNN(3)(X[:, :, :0]), "without empty axes", "got (2, 4, 0)"),
    "empty batch": (lambda: LSTM(3)(X[:0]), "without empty axes", "got (0, 4, 5)"),
    "ragged sequences": (
        lambda: LSTM(3)([[[1.0]], [[1.0], [2.0]]]),
        "inputs must be an array",
        "rows of different",
    ),
    "words as inputs": (
        lambda: GRU(3)(np.array([[["a"]]])),
        "inputs must be an array of real numbers",
        "got dtype",
    ),
    "complex inputs": (
        lambda: Dense(3)(X * 1j),
        "inputs must be an array of real numbers",
        "got dtype complex64",
    ),
    "None as inputs": (lambda: LSTM(3)(None), "inputs must be an array of real numbers", "got"),
    "other features": (lambda: called(LSTM(3))(X[:, :, :4]), "with 5 features", "got shape (2, 4, 4)"),
    "other features for Dense": (
        lambda: called(Dense(3))(X[:, :, :4]),
        "with 5 features",
        "got shape (2, 4, 4)",
    ),
    "other features for Bidirectional": (
        lambda: called(Bidirectional(GRU(3)))(X[:, :, :4]),
        "with 5 features",
        "got shape (2, 4, 4)",
    ),
    "mask of the wrong length": (
        lambda: LSTM(3)(X, mask=np.ones((2, 3), bool)),
        "mask must be (batch, timesteps) = (2, 4)",
        "got shape (2, 3)",
    ),
    "mask with features": (
        lambda: LSTM(3)(X, mask=np.ones((2, 4, 1), bool)),
        "mask must be (batch, timesteps) = (2, 4)",
        "got shape (2, 4, 1)",
    ),
    "mask of floats": (lambda: GRU(3)(X, mask=np.ones((2, 4))), "mask must be booleans", "got dtype float64"),
    "mask of whole numbers": (
        lambda: Bidirectional(GRU(3))(X, mask=np.ones((2, 4), int)),
        "mask must be",
        "got dtype int",
    ),
    "ragged mask": (lambda: GRU(3)(X, mask=[[True], [True, False]]), "mask must be booleans", "got"),
    "one state for LSTM": (
        lambda: LSTM(3)(X, initial_state=H),
        "initial_state must be 2 array(s): [h, c]",
        "got 1",
    ),
    "three states for LSTM": (
        lambda: LSTM(3)(X, initial_state=[H] * 3),
        "initial_state must be 2 array(s)",
        "got 3",
    ),
    "two states for GRU": (
        lambda: GRU(3)(X, initial_state=[H, H]),
        "initial_state must be 1 array(s)",
        "got 2",
    ),
    "state of other units": (
        lambda: GRU(2)(X, initial_state=H),
        "initial_state must be (batch, units) = (2, 2)",
        "got shape (2, 3)",
    ),
    "state of another batch": (
        lambda: LSTM(3)(X, initial_state=[H, H[:1]]),
        "initial_state must be (batch, units) = (2, 3)",
        "got shape (1, 3)",
    ),
    "state in words": (lambda: GRU(3)(X, initial_state=["h"]), "initial_state must be an array", "got dtype"),
    "two states for a bidirectional LSTM": (
        lambda: Bidirectional(LSTM(3))(X, initial_state=[H, H]),
        "initial_state must be a list of 4 arrays",
        "got 2",
    ),
    "an array of states for Bidirectional": (
        lambda: Bidirectional(GRU(3))(X, initial_state=H),
        "initial_state must be a list of 2 arrays",
        "got ndarray",
    ),
    "another batch for a stateful layer": (
        lambda: called(LSTM(3, stateful=True))(X[:1]),
        "inputs must be a batch of 2",
        "got a batch of 1",
    ),
    "unknown gate": (
        lambda: LSTM(3).trace(X, gates={"q": 0.0}),
        "gates must be some of: i, f, g, o",
        "got 'q'",
    ),
    "gate of a layer without gates": (
        lambda: SimpleRNNCell(3).trace(X[:, 0], gates={"f": 0.0}),
        "gates must be some of: none",
        "got 'f'",
    ),
    "unknown merge mode": (lambda: Bidirectional(LSTM(3), "add"), "merge_mode must be one of", "got 'add'"),
    "unhashable merge mode": (
        lambda: Bidirectional(LSTM(3), ["sum"]),
        "merge_mode must be one of",
        "got ['sum']",
    ),
    "Dense in Bidirectional": (
        lambda: Bidirectional(Dense(3)),
        "layer must be a SimpleRNN, LSTM or GRU",
        "got",
    ),
    "cell in Bidirectional": (
        lambda: Bidirectional(LSTMCell(3)),
        "layer must be a SimpleRNN, LSTM or GRU",
        "got",
    ),
    "Dense as backward layer": (
        lambda: Bidirectional(LSTM(3), backward_layer=Dense(3)),
        "backward_layer must be a SimpleRNN, LSTM or GRU",
        "got",
    ),
    "both layers forwards": (
        lambda: Bidirectional(LSTM(3), backward_layer=LSTM(3)),
        "backward_layer must be a layer with go_backwards=True",
        "got go_backwards=False",
    ),
    "layers that return different things": (
        lambda: Bidirectional(LSTM(3), backward_layer=LSTM(3, go_backwards=True, return_sequences=True)),
        "backward_layer must be a layer with return_sequences=False",
        "got return_sequences=True",
    ),
    "layers of different kinds": (
        lambda: Bidirectional(LSTM(3), backward_layer=GRU(3, go_backwards=True)),
        "backward_layer must be a LSTM",
        "got a GRU",
    ),
    "sum of different units": (
        lambda: Bidirectional(LSTM(3), "sum", LSTM(2, go_backwards=True)),
        "backward_layer must be a layer with 3 units",
        "got 2",
    ),
    "too few weights": (lambda: LSTM(3).set_weights([X[0]]), "weights must be 3 arrays", "got 1"),
    "no weights": (lambda: Dense(3).set_weights([]), "weights must be 2 arrays", "got 0"),
    "too many weights for Bidirectional": (
        lambda: Bidirectional(GRU(3)).set_weights([X[0]] * 7),
        "weights must be 6 arrays",
        "got 7",
    ),
    "PyTorch's layout": (
        lambda: LSTM(3).set_weights([w.T for w in weights_of(LSTM(3))]),
        "weights[0] must be kernel = (12, 12)",
        "got shape (12, 5)",
    ),
    "weights of another layer": (
        lambda: called(LSTM(3)).set_weights(weights_of(LSTM(4))),
        "weights[0] must be kernel = (5, 12)",
        "got shape (5, 16)",
    ),
    "bias of reset_after": (
        lambda: GRU(3, reset_after=False).set_weights(weights_of(GRU(3))),
        "weights[2] must be bias = (9,)",
        "got shape (2, 9)",
    ),
    "NaN weights": (
        lambda: SimpleRNN(3).set_weights(with_nan(SimpleRNN(3))),
        "weights[1] must be finite numbers (recurrent_kernel)",
        "got NaN or infinity",
    ),
    "infinite weights": (
        lambda: Dense(1).set_weights([np.array([[np.inf]]), np.zeros(1)]),
        "weights[0] must be finite numbers (kernel)",
        "got NaN or infinity",
    ),
    "weights beyond float32": (
        lambda: called(Dense(1, use_bias=False)).set_weights([np.full((5, 1), 1e300)]),
        "weights[0] must be numbers in the range of float32",
        "got greater ones",
    ),
    "weights beyond float32, before the first call": (
        lambda: set_before(Dense(1, use_bias=False), [np.full((5, 1), 1e300)])(X),
        "weights must be numbers in the range of float32",
        "got greater ones",
    ),
    "NaN in the second of two layers": (
        lambda: Bidirectional(GRU(3)).set_weights(weights_of(GRU(3)) + with_nan(GRU(3))),
        "weights[4] must be finite numbers (recurrent_kernel)",
        "got NaN or infinity",
    ),
    "kernel before building": (
        lambda: LSTM(3).cell.kernel,
        "lstm_cell.kernel must be read from a built layer",
        "got no weights",
    ),
    "bias before building": (
        lambda: GRUCell(3).bias,
        "gru_cell.bias must be read from a built layer",
        "got no weights",
    ),
    "a vector for the table": (
        lambda: Embedding(3, 2).set_weights([np.zeros(6)]),
        "weights[0] must be embeddings = (3, 2)",
        "got shape (6,)",
    ),
    "weights in words": (
        lambda: Dense(1).set_weights(["a", "b"]),
        "weights[0] must be an array of real",
        "got dtype",
    ),
    "one array as weights": (lambda: Dense(1).set_weights(np.float32(3)), "weights must be 2 arrays", "got"),
    "build without features": (
        lambda: LSTM(3).build((None, 4, None)),
        "input_shape must be a shape",
        "got (None, 4, None)",
    ),
    "build without axes": (lambda: Dense(3).build(()), "input_shape must be a shape", "got ()"),
    "counting before building": (
        lambda: LSTM(3).count_params(),
        "lstm.count_params() must be called on a built",
        "got",
    ),
    "shape of a sentence": (
        lambda: LSTM(3).compute_output_shape((4, 5)),
        "input_shape must be",
        "got (4, 5)",
    ),
    "backward before a call": (
        lambda: LSTM(3).backward(H),
        "lstm.backward must be called after",
        "got no call",
    ),
    "backward of Dense before a call": (
        lambda: Dense(3).backward(H),
        "dense.backward must be",
        "got no call",
    ),
    "backward of Embedding before a call": (
        lambda: Embedding(3, 2).backward(H),
        "embedding.backward",
        "got no call",
    ),
    "backward of Bidirectional before a call": (
        lambda: Bidirectional(LSTM(3)).backward(H),
        "bidirectional.backward must be",
        "got no call",
    ),
    "backward of Bidirectional from its states before a call": (
        lambda: Bidirectional(LSTM(3)).backward(None, d_state=[np.ones((1, 3))] * 4),
        "bidirectional.backward must be",
        "got no call",
    ),
    "backward of a cell before a call": (
        lambda: LSTMCell(3).backward(H),
        "lstm_cell.backward must be",
        "got no call",
    ),
    "gradients before backward": (
        lambda: called(LSTM(3)).gradients,
        "lstm_cell.gradients must be read after",
        "got no",
    ),
    "initial gradients before backward": (
        lambda: called(LSTM(3)).d_initial_state,
        "lstm.d_initial_state must be read after backward",
        "got no backward",
    ),
    "gradient of a sequence": (
        lambda: called(LSTM(3)).backward(np.ones((2, 4, 3))),
        "d_outputs must be (batch, units) = (2, 3)",
        "got shape (2, 4, 3)",
    ),
    "gradient of the last step only": (
        lambda: called(GRU(3, return_sequences=True)).backward(H),
        "d_outputs must be (batch, timesteps, units) = (2, 4, 3)",
        "got shape (2, 3)",
    ),
    "gradient of one state": (lambda: called(LSTM(3)).backward(H, H), "d_state must be 2 array(s)", "got 1"),
    "gradient of a cell": (
        lambda: called(LSTMCell(3), X[:, 0]).backward(H[:1]),
        "d_output must be (batch, units) = (2, 3)",
        "got shape (1, 3)",
    ),
    "gradient of half a concatenation": (
        lambda: called(Bidirectional(LSTM(3))).backward(H),
        "d_outputs must be the output's shape = (2, 6)",
        "got shape (2, 3)",
    ),
    "one gradient for a pair": (
        lambda: called(Bidirectional(LSTM(3), None)).backward(H),
        "d_outputs must be a pair of arrays",
        "got ndarray",
    ),
    "one gradient of a pair of sequences": (
        lambda: called(Bidirectional(LSTM(3, return_sequences=True), None)).backward([X[..., :3], 1.0]),
        "d_outputs[1] must be the output's shape = (2, 4, 3)",
        "got shape ()",
    ),
    "gradient of Dense": (lambda: called(Dense(3)).backward(H), "d_outputs must be", "got shape (2, 3)"),
    "id too large": (
        lambda: Embedding(10, 2)([[3, 10]]),
        "inputs must be ids from 0 to 9",
        "got ids from 3 to 10",
    ),
    "negative id": (
        lambda: Embedding(10, 2)([[-1, 3]]),
        "inputs must be ids from 0 to 9",
        "got ids from -1 to 3",
    ),
    "id that would wrap in 32 bits": (
        lambda: Embedding(10, 2)(np.array([[2**32 + 1]])),
        "inputs must be ids from 0 to 9",
        "got ids from 4294967297",
    ),
    "id beyond 64 bits": (
        lambda: Embedding(10, 2)([[2**70]]),
        "inputs must be whole numbers",
        "got dtype object",
    ),
    "fractional ids": (
        lambda: Embedding(10, 2)([[1.5]]),
        "inputs must be whole numbers",
        "got dtype float64",
    ),
    "words as ids": (lambda: Embedding(10, 2)([["나는"]]), "inputs must be whole numbers", "got dtype <U2"),
    "ragged ids": (lambda: Embedding(10, 2)([[1], [1, 2]]), "inputs must be whole numbers", "got"),
    "ragged ids for a mask": (
        lambda: Embedding(10, 2, mask_zero=True).compute_mask([[1], [1, 2]]),
        "inputs must be whole numbers",
        "got dtype object",
    ),
    "gradient of an embedding": (
        lambda: called(Embedding(10, 2), np.array([[1]])).backward(H),
        "d_outputs must be (..., output_dim) = (1, 1, 2)",
        "got shape (2, 3)",
    ),
    "backward of a mask before a call": (
        lambda: Masking().backward(X),
        "masking.backward must be called after a call",
        "got no call",
    ),
    "array as activation": (lambda: LSTM(3, activation=np.ones(2)), "activation must be the name", "got"),
    "array as merge mode": (
        lambda: Bidirectional(LSTM(3), np.ones(2)),
        "merge_mode must be one of 'concat'",
        "got array",
    ),
    "number as name": (lambda: LSTM(3, name=3), "name must be a string or None", "got 3"),
    "a count for a shape": (lambda: LSTM(3).build(5), "input_shape must be a shape with", "got 5"),
    "text for a shape": (lambda: LSTM(3).build("abc"), "input_shape must be a shape with", "got 'abc'"),
    "text in a shape": (lambda: LSTM(3).build((None, "5")), "input_shape must be a shape with", "'5'"),
    "fraction in a shape": (lambda: Dense(3).build((None, 2.5)), "input_shape must be a shape", "2.5"),
    "truth in a shape": (lambda: Dense(3).build((None, True)), "input_shape must be a shape with", "True"),
    "negative axis": (lambda: Dense(3).build((-1, 5)), "input_shape must be a shape with", "got (-1, 5)"),
    "no axes": (lambda: Dense(3).compute_output_shape(()), "input_shape must be (batch, ..., feat", "got ()"),
    "a count for the shape of ids": (
        lambda: Embedding(3, 2).compute_output_shape(4),
        "input_shape must be the shape of the ids",
        "got 4",
    ),
    "a sequence's shape for a cell": (
        lambda: LSTMCell(3).compute_output_shape((2, 4, 5)),
        "input_shape must be (batch, features)",
        "got (2, 4, 5)",
    ),
    "a step's shape for a mask": (
        lambda: Masking().compute_output_shape((2, 5)),
        "input_shape must be (batch, timesteps, features)",
        "got (2, 5)",
    ),
    "list of gates": (
        lambda: LSTM(3).trace(X, gates=["f"]),
        "gates must be a dictionary from letters to numbers",
        "got ['f']",
    ),
    "gate forced to a word": (
        lambda: LSTM(3).trace(X, gates={"f": "open"}),
        "gates['f'] must be a number that is finite",
        "got 'open'",
    ),
    "gate forced to nothing": (
        lambda: GRU(3).trace(X, gates={"z": None}),
        "gates['z'] must be a number that is finite",
        "got None",
    ),
    "weights without features": (
        lambda: LSTM(3).set_weights([np.ones((0, 12)), np.ones((3, 12)), np.ones(12)]),
        "weights[0] must be kernel = (1, 12)",
        "got shape (0, 12)",
    ),
    "a vector for the first weight": (
        lambda: LSTM(3).set_weights([np.ones(12), np.ones((3, 12)), np.ones(12)]),
        "weights[0] must be kernel = (1, 12)",
        "got shape (12,)",
    ),
    "no layers at all": (lambda: Sequential(None), "layers must be a list of layers", "got None"),
    "a layer for a list": (lambda: Sequential(LSTM(3)), "layers must be a list of layers", "got <"),
    "a layer twice": (
        lambda: Sequential([dense := Dense(5), Dense(5), dense]),
        "layers must be different layers",
        "got dense twice",
    ),
    "no dtype": (lambda: LSTM(3).astype(None), "dtype must be float32 or float64", "got None"),
    "half precision": (lambda: LSTM(3).astype(np.float16), "dtype must be float32 or float64", "got"),
    "tanh of words": (lambda: activations.tanh("a"), "x must be an array of real numbers", "got dtype <U1"),
    "ragged rows for an activation": (
        lambda: activations.relu([[1.0], [1.0, 2.0]]),
        "x must be an array of real numbers",
        "got dtype object",
    ),
    "softmax of nothing": (
        lambda: activations.softmax([]),
        "x must be an array with numbers along axis -1",
        "got shape (0,)",
    ),
    "softmax of a number": (
        lambda: activations.softmax(3.0),
        "x must be an array with numbers along axis -1",
        "got shape ()",
    ),
    "softmax along no axis": (
        lambda: activations.softmax(np.ones((2, 3)), axis=2),
        "x must be an array with numbers along axis 2",
        "got shape (2, 3)",
    ),
    "activation by hand": (lambda: activations.get("swishh"), "activation must be the name", "got 'swishh'"),
    "initializer by hand": (lambda: initializers.get(None), "initializer must be an initializer", "got None"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_says_what_to_do(what: str) -> None:
    attempt, expectation, came = BAD[what]
    with pytest.raises(ArgumentError) as caught:
        attempt()
    error, message = caught.value, str(caught.value)
    assert expectation in message
    assert came in message
    assert message == f"{error.argument} must be {error.expected}, got {error.got}. {error.remedy}"
    assert error.argument
    assert error.remedy.endswith((".", "]."))
    assert len(error.remedy) > 10
    assert error.__traceback__ is not None
    assert error.__cause__ is None


def test_an_error_can_be_copied_and_sent_to_another_process() -> None:
    error = ArgumentError("units", "a positive integer", 0, "Try units=3.")
    for other in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert type(other) is ArgumentError
        assert str(other) == str(error)
        assert vars(other) == vars(error)


def test_the_remedy_fits_the_fault() -> None:
    remedies = {}
    for shape in ((4, 5), (5,), (1, 2, 4, 5)):
        with pytest.raises(ArgumentError) as caught:
            LSTM(3)(np.ones(shape))
        remedies[shape] = "inputs[None]" in caught.value.remedy
    with pytest.raises(ArgumentError) as caught:
        Dense(3)(np.ones(5))
    assert "inputs[None]" not in caught.value.remedy
    assert remedies == {(4, 5): True, (5,): False, (1, 2, 4, 5): False}


def test_there_are_enough_of_them() -> None:
    assert len(BAD) >= 40
