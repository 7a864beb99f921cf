"""The update rules."""

import numpy as np

from rnn_guide._arguments import real
from rnn_guide.checks import Array, flag
from rnn_guide.optimizers.base import Optimizer


class SGD(Optimizer):
    """Gradient descent: w ← w − η·g; with momentum m: v ← m·v − η·g, w ← w + v.

    Args:
        learning_rate: η.
        momentum: m, in [0, 1].
        nesterov: look one step ahead: w ← w + m·v − η·g.
        clipnorm: longest gradient of a single weight.
        clipvalue: greatest element of a gradient.
        global_clipnorm: longest gradient of all weights together. Only one of the three may be given.

    Raises:
        ArgumentError: if an argument is out of its range.

    Example:
        >>> from rnn_guide.optimizers import SGD
        >>> import numpy as np
        >>> weight = np.array([1.0, 2.0])
        >>> SGD(learning_rate=0.5).apply([np.array([1.0, -1.0])], [weight])
        >>> print(weight)
        [0.5 2.5]
    """

    def __init__(
        self,
        learning_rate: float = 0.01,
        momentum: float = 0.0,
        nesterov: bool = False,
        *,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
        global_clipnorm: float | None = None,
    ) -> None:
        super().__init__(learning_rate, clipnorm, clipvalue, global_clipnorm)
        self.momentum, self.nesterov = real("momentum", momentum, 0, 1), flag("nesterov", nesterov)
        self.slots = 1 if self.momentum else 0

    def update(self, weight: Array, gradient: Array, slots: list[Array]) -> None:
        """Update one weight in place."""
        step = gradient * weight.dtype.type(self.learning_rate)
        if slots:
            (v,) = slots
            v *= self.momentum
            v -= step
            step = step - v * weight.dtype.type(self.momentum) if self.nesterov else -v
        weight -= step


class Adam(Optimizer):
    """Adam (Kingma & Ba 2015): steps scaled by running means of the gradient and of its square.

    m ← m + (1 − β₁)(g − m), v ← v + (1 − β₂)(g² − v), w ← w − η·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε). As in
    Keras, ε is added before the bias correction. In one point Keras on TensorFlow differs: where an
    Embedding met a token twice, it squares the two gradients apart; here g is their sum.

    Args:
        learning_rate: η.
        beta_1: β₁, in [0, 1].
        beta_2: β₂, in [0, 1].
        epsilon: ε.
        amsgrad: divide by the greatest √v so far.
        clipnorm: longest gradient of a single weight.
        clipvalue: greatest element of a gradient.
        global_clipnorm: longest gradient of all weights together. Only one of the three may be given.

    Raises:
        ArgumentError: if an argument is out of its range.

    Example:
        >>> from rnn_guide.optimizers import Adam
        >>> import numpy as np
        >>> weight = np.array([1.0, 2.0])
        >>> Adam(learning_rate=0.5).apply([np.array([100.0, -0.1])], [weight])
        >>> print(weight.round(3))
        [0.5 2.5]
    """

    def __init__(
        self,
        learning_rate: float = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        amsgrad: bool = False,
        *,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
        global_clipnorm: float | None = None,
    ) -> None:
        super().__init__(learning_rate, clipnorm, clipvalue, global_clipnorm)
        self.beta_1, self.beta_2 = real("beta_1", beta_1, 0, 1), real("beta_2", beta_2, 0, 1)
        self.epsilon, self.amsgrad = real("epsilon", epsilon, 0), flag("amsgrad", amsgrad)
        self.slots = 3 if self.amsgrad else 2

    def update(self, weight: Array, gradient: Array, slots: list[Array]) -> None:
        """Update one weight in place."""
        m, v, *greatest = slots
        m += (gradient - m) * weight.dtype.type(1 - self.beta_1)
        v += (gradient**2 - v) * weight.dtype.type(1 - self.beta_2)
        for v_hat in greatest:
            v = np.maximum(v_hat, v, out=v_hat)
        # the bias correction is computed in the weights' precision, as in Keras
        lr, beta_1, beta_2, t, epsilon = (
            weight.dtype.type(number)
            for number in (self.learning_rate, self.beta_1, self.beta_2, self.iterations, self.epsilon)
        )
        alpha = lr * np.sqrt(1 - beta_2**t) / (1 - beta_1**t)
        weight -= m * alpha / (np.sqrt(v) + epsilon)
