"""Long short-term memory (Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000)."""

from rnn_guide.activations import ActivationLike
from rnn_guide.initializers import InitializerLike, Seed
from rnn_guide.layers.lstm_cell import LSTMCell
from rnn_guide.layers.rnn import RNN


class LSTM(RNN):
    """Long short-term memory: a cell state c that gates write, keep and read.

    i, f, o = sigmoid(x W + h_prev U + b), g = tanh(x W + h_prev U + b), each with its own columns of W, U, b;
    c = f * c_prev + i * g; h = o * tanh(c).

    Args:
        units: Size of the hidden state and of the cell state.
        activation: For the candidate g and the cell state; Keras name or `Activation`.
        recurrent_activation: For the gates i, f, o.
        use_bias: Whether there is a bias.
        kernel_initializer: For the kernel (features, 4 * units), columns in the order i, f, g, o.
        recurrent_initializer: For the recurrent kernel (units, 4 * units).
        bias_initializer: For the bias (4 * units,).
        unit_forget_bias: Ones for the forget gate's part of the bias, whatever `bias_initializer` is.
        return_sequences: Return h of every step instead of the last.
        return_state: Return the last h and c too.
        go_backwards: Read the sequence from its end; outputs come in the order of reading.
        stateful: Start each batch from the states in which the last one ended.
        zero_output_for_mask: Output zeros at masked steps instead of repeating the previous output.
        seed: Makes initializers that are given by name reproducible.
        name: Name of the layer.

    Call arguments:
        inputs: (batch, timesteps, features).
        initial_state: [h, c], (batch, units) each; default zeros.
        mask: Booleans (batch, timesteps); False steps are skipped.

    Returns:
        (batch, units), or (batch, timesteps, units) with `return_sequences`; with `return_state` a tuple of
        that, the last h and the last c, (batch, units) each.

    Raises:
        ArgumentError: If an argument has the wrong shape, dtype or value.

    Source:
        Hochreiter & Schmidhuber (1997); Gers et al. (2000); Keras 3 `LSTM`.

    Example:
        >>> import numpy as np
        >>> x = np.ones((1, 4, 5), np.float32)
        >>> output, h, c = LSTM(3, return_sequences=True, return_state=True)(x)
        >>> output.shape, h.shape, c.shape
        ((1, 4, 3), (1, 3), (1, 3))
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
        unit_forget_bias: bool = True,
        *,
        return_sequences: bool = False,
        return_state: bool = False,
        go_backwards: bool = False,
        stateful: bool = False,
        zero_output_for_mask: bool = False,
        seed: Seed = None,
        name: str | None = None,
    ) -> None:
        cell = LSTMCell(
            units,
            activation,
            recurrent_activation,
            use_bias,
            kernel_initializer,
            recurrent_initializer,
            bias_initializer,
            unit_forget_bias,
            seed=seed,
        )
        super().__init__(
            cell, return_sequences, return_state, go_backwards, stateful, zero_output_for_mask, name
        )
