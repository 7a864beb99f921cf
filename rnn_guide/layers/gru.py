"""Gated recurrent unit (Cho et al. 2014), in both variants that Keras has."""

from rnn_guide.activations import ActivationLike
from rnn_guide.initializers import InitializerLike, Seed
from rnn_guide.layers.gru_cell import GRUCell
from rnn_guide.layers.rnn import RNN


class GRU(RNN):
    """Gated recurrent unit: h = z * h_prev + (1 - z) * g, with 3/4 of the LSTM's weights.

    z, r = sigmoid(x W + h_prev U + b); the candidate g = tanh(x W + b + r * (h_prev U + b')) if reset_after,
    else tanh(x W + b + (r * h_prev) U), each with its own columns of W, U and b.

    Args:
        units: Size of the hidden state.
        activation: For the candidate g; Keras name or `Activation`.
        recurrent_activation: For the gates z and r.
        reset_after: Whether r acts after the product with U (Keras' default) or before (the paper).
        use_bias: Whether there is a bias.
        kernel_initializer: For the kernel (features, 3 * units), columns in the order z, r, g.
        recurrent_initializer: For the recurrent kernel (units, 3 * units).
        bias_initializer: For the bias, (2, 3 * units) if reset_after else (3 * units,).
        return_sequences: Return h of every step instead of the last.
        return_state: Return the last h too.
        go_backwards: Read the sequence from its end; outputs come in the order of reading.
        stateful: Start each batch from the states in which the last one ended.
        zero_output_for_mask: Output zeros at masked steps instead of repeating the previous output.
        seed: Makes initializers that are given by name reproducible.
        name: Name of the layer.

    Call arguments:
        inputs: (batch, timesteps, features).
        initial_state: (batch, units); default zeros.
        mask: Booleans (batch, timesteps); False steps are skipped.

    Returns:
        (batch, units), or (batch, timesteps, units) with `return_sequences`; with `return_state` a tuple of
        that and the last h (batch, units).

    Raises:
        ArgumentError: If an argument has the wrong shape, dtype or value.

    Source:
        Cho et al. (2014); Keras 3 `GRU`.

    Example:
        >>> import numpy as np
        >>> gru = GRU(128, seed=0)
        >>> gru(np.ones((2, 30, 100), np.float32)).shape, gru.count_params()
        ((2, 128), 88320)
    """

    def __init__(
        self,
        units: int,
        activation: ActivationLike = "tanh",
        recurrent_activation: ActivationLike = "sigmoid",
        use_bias: bool = True,
        kernel_initializer: InitializerLike = "glorot_uniform",
        recurrent_initializer: InitializerLike = "orthogonal",
        bias_initializer: InitializerLike = "zeros",
        *,
        reset_after: bool = True,
        return_sequences: bool = False,
        return_state: bool = False,
        go_backwards: bool = False,
        stateful: bool = False,
        zero_output_for_mask: bool = False,
        seed: Seed = None,
        name: str | None = None,
    ) -> None:
        cell = GRUCell(
            units,
            activation,
            recurrent_activation,
            use_bias,
            kernel_initializer,
            recurrent_initializer,
            bias_initializer,
            reset_after=reset_after,
            seed=seed,
        )
        super().__init__(
            cell, return_sequences, return_state, go_backwards, stateful, zero_output_for_mask, name
        )
