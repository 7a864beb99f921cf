"""The formula of each layer's weights."""

from __future__ import annotations

from rnn_guide._arguments import whole
from rnn_guide.checks import ArgumentError, flag
from rnn_guide.parameters.counts import ModelCount, ParameterCount, Weight

RECURRENT = ("SimpleRNN", "LSTM", "GRU")


def _recurrent(
    layer: str, gates: int, features: int, units: int, use_bias: bool, biases: int = 1
) -> ParameterCount:
    f, u = whole("features", features), whole("units", units)
    weights = [Weight("kernel", (f, gates * u)), Weight("recurrent_kernel", (u, gates * u))]
    symbols, numbers = "units·features + units·units", f"{u:,}·{f:,} + {u:,}·{u:,}"
    if flag("use_bias", use_bias):
        weights.append(Weight("bias", (gates * u,) if biases == 1 else (biases, gates * u)))
        symbols += " + units" if biases == 1 else f" + {biases}·units"
        numbers += f" + {u:,}" if biases == 1 else f" + {biases}·{u:,}"
    if gates > 1:
        symbols, numbers = f"{gates}·({symbols})", f"{gates}·({numbers})"
    return ParameterCount(layer, tuple(weights), symbols, numbers)


def count_simple_rnn(features: int, units: int, *, use_bias: bool = True) -> ParameterCount:
    """Count a SimpleRNN: input weights, recurrent weights, biases. The number of time steps does not matter.

    Args:
        features: numbers in each input vector (``input_dim``).
        units: numbers in the hidden state.
        use_bias: whether the layer has biases.

    Raises:
        ArgumentError: if a size is not a positive integer, or `use_bias` not True or False.

    Example:
        >>> from rnn_guide.parameters import count_simple_rnn
        >>> print(count_simple_rnn(features=5, units=8))
        8·5 + 8·8 + 8 = 112
    """
    return _recurrent("SimpleRNN", 1, features, units, use_bias)


def count_lstm(features: int, units: int, *, use_bias: bool = True) -> ParameterCount:
    """Count an LSTM: four times a SimpleRNN, once for each of i, f, c, o. Arguments as in `count_simple_rnn`.

    Example:
        >>> from rnn_guide.parameters import count_lstm
        >>> print(count_lstm(features=100, units=128))
        4·(128·100 + 128·128 + 128) = 117,248
    """
    return _recurrent("LSTM", 4, features, units, use_bias)


def count_gru(
    features: int, units: int, *, reset_after: bool = True, use_bias: bool = True
) -> ParameterCount:
    """Count a GRU: three times a SimpleRNN, once for each of z, r, h.

    With ``reset_after=True``, Keras' default, each part has two biases, one for the inputs and one for the
    recurrence. Other arguments as in `count_simple_rnn`.

    Example:
        >>> from rnn_guide.parameters import count_gru
        >>> print(count_gru(features=100, units=128))
        3·(128·100 + 128·128 + 2·128) = 88,320
        >>> print(count_gru(features=100, units=128, reset_after=False))
        3·(128·100 + 128·128 + 128) = 87,936
    """
    return _recurrent(
        "GRU", 3, features, units, use_bias, biases=2 if flag("reset_after", reset_after) else 1
    )


def count_dense(features: int, units: int, *, use_bias: bool = True) -> ParameterCount:
    """Count a Dense layer: one weight for each pair of input and unit, one bias a unit.

    Example:
        >>> from rnn_guide.parameters import count_dense
        >>> print(count_dense(features=128, units=1))
        1·128 + 1 = 129
    """
    f, u = whole("features", features), whole("units", units)
    weights, symbols, numbers = (Weight("kernel", (f, u)),), "units·features", f"{u:,}·{f:,}"
    if not flag("use_bias", use_bias):
        return ParameterCount("Dense", weights, symbols, numbers)
    return ParameterCount(
        "Dense", (*weights, Weight("bias", (u,))), f"{symbols} + units", f"{numbers} + {u:,}"
    )


def count_embedding(input_dim: int, output_dim: int) -> ParameterCount:
    """Count an Embedding: one vector of `output_dim` numbers for each of `input_dim` tokens.

    Example:
        >>> from rnn_guide.parameters import count_embedding
        >>> print(count_embedding(input_dim=5000, output_dim=100))
        5,000·100 = 500,000
    """
    n, d = whole("input_dim", input_dim), whole("output_dim", output_dim)
    return ParameterCount(
        "Embedding", (Weight("embeddings", (n, d)),), "input_dim·output_dim", f"{n:,}·{d:,}"
    )


def count_bidirectional(layer: ParameterCount) -> ParameterCount:
    """Count Bidirectional(layer): two layers of the same size, whatever the ``merge_mode``.

    A layer *above* it sees 2·units features with ``merge_mode="concat"`` and units with the others.

    Example:
        >>> from rnn_guide.parameters import count_bidirectional, count_lstm
        >>> print(count_bidirectional(count_lstm(features=5, units=3)))
        2·4·(3·5 + 3·3 + 3) = 216
    """
    if not isinstance(layer, ParameterCount) or layer.layer not in RECURRENT:
        expected = f"a ParameterCount of one of {', '.join(RECURRENT)}"
        raise ArgumentError("layer", expected, f"{layer!r}", "Pass for example count_lstm(5, 3).")
    both = [(way, weight) for way in ("forward", "backward") for weight in layer.weights]
    weights = tuple(Weight(f"{way}/{weight.name}", weight.shape) for way, weight in both)
    symbols, numbers = (
        f"2·{text}" if text[0].isdigit() and "(" in text else f"2·({text})"
        for text in (layer.symbols, layer.numbers)
    )
    return ParameterCount(f"Bidirectional({layer.layer})", weights, symbols, numbers)


def count_model(*layers: ParameterCount) -> ModelCount:
    """Add up the layers of a model; see `ModelCount`.

    Raises:
        ArgumentError: if there is no layer, or one of them is no `ParameterCount`.

    Example:
        >>> from rnn_guide.parameters import count_model, count_simple_rnn
        >>> print(count_model(count_simple_rnn(5, 8), count_simple_rnn(8, 8)))
        112 + 136 = 248
    """
    if not layers or not all(isinstance(layer, ParameterCount) for layer in layers):
        remedy = "Pass the counts one by one: count_model(count_lstm(5, 3), count_dense(3, 1))."
        raise ArgumentError("layers", "at least one ParameterCount", f"{layers!r}", remedy)
    return ModelCount(layers)
