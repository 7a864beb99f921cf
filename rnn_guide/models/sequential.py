"""Training."""

import warnings
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from rnn_guide._arguments import generator, whole
from rnn_guide.checks import ArgumentError, Array, flag, model_inputs
from rnn_guide.layers import Layer
from rnn_guide.losses import Loss
from rnn_guide.losses import get as get_loss
from rnn_guide.models.callbacks import Callback, History, Logs, Progress, check_callbacks
from rnn_guide.models.data import Means, batches, examples, unpack
from rnn_guide.models.input import Input
from rnn_guide.models.metrics import accuracy, check_metrics
from rnn_guide.models.network import Network
from rnn_guide.optimizers import Optimizer
from rnn_guide.optimizers import get as get_optimizer

Data = Sequence[ArrayLike]


class Sequential(Network):
    """A model of layers one after the other: compile it, fit it, use it, as in Keras.

    Args:
        layers: layers, the first may be an `Input`. Dense works at every step of a sequence alike.
        seed: of the order in which `fit` takes the examples: an int, or None for a different order each time.
            Initial weights are drawn by the layers, which have a `seed` of their own.

    Raises:
        ArgumentError: if a part is no layer, or returns its states.

    Example:
        >>> import numpy as np
        >>> from rnn_guide import Dense, SimpleRNN
        >>> from rnn_guide.models import Input, Sequential
        >>> model = Sequential([Input((2, 10)), SimpleRNN(3, seed=0), Dense(1, seed=1)], seed=0)
        >>> model.summary()
        layer                   output shape  parameters
        simple_rnn (SimpleRNN)  (None, 3)             42
        dense (Dense)           (None, 1)              4
        total                                         46
        >>> x = np.random.default_rng(0).normal(size=(64, 2, 10)).astype(np.float32)
        >>> model.compile("adam", "mse")
        >>> history = model.fit(x, x[:, 0, :1], epochs=20, verbose=0)
        >>> history.history["loss"][-1] < history.history["loss"][0]
        True
    """

    def __init__(
        self, layers: Iterable[Layer | Input], *, seed: int | np.random.Generator | None = None
    ) -> None:
        super().__init__(layers)
        self._rng = np.random.default_rng() if seed is None else generator(seed)
        self.optimizer: Optimizer | None = None
        self.loss: Loss | None = None
        self.metrics: tuple[str, ...] = ()
        self.stop_training = False

    def compile(
        self,
        optimizer: str | Optimizer = "adam",
        loss: str | Loss = "mse",
        metrics: Sequence[str] | None = None,
    ) -> None:
        """Choose how to train.

        Args:
            optimizer: an optimizer or its name; one made by name is new.
            loss: a loss or its name.
            metrics: ``["accuracy"]`` for classes. As in Keras, masked steps do not count; weights do
                not matter.

        Raises:
            ArgumentError: if one of them is unknown.
        """
        self.optimizer, self.loss = get_optimizer(optimizer), get_loss(loss)
        self.metrics = check_metrics(metrics, self.loss)

    def fit(
        self,
        x: ArrayLike,
        y: ArrayLike,
        *,
        epochs: int = 1,
        batch_size: int = 32,
        shuffle: bool = True,
        validation_data: Data | None = None,
        sample_weight: ArrayLike | None = None,
        verbose: int = 1,
        callbacks: Sequence[Callback] = (),
    ) -> History:
        """Train on batches.

        Args:
            x: inputs, (examples, …).
            y: targets, (examples, …).
            epochs: passes through the data.
            batch_size: examples in a step; the last batch may be smaller.
            shuffle: whether each pass takes the examples in another order. False for stateful layers.
            validation_data: (x, y) or (x, y, sample_weight), evaluated after each epoch.
            sample_weight: as in the loss, (examples,) or (examples, timesteps).
            verbose: 0 for silence, 1 for a bar on standard error, 2 for a line an epoch.
            callbacks: for example `EarlyStopping`.

        Returns:
            `History`. The loss of an epoch is the mean of its batches, taken while the weights change.

        Raises:
            ArgumentError: if the model is not compiled or arguments do not fit.
        """
        optimizer, loss = self._compiled()
        xs, ys, weights = examples(x, y, sample_weight)
        validation = None if validation_data is None else unpack(validation_data)
        epochs, batch_size = whole("epochs", epochs), whole("batch_size", batch_size)
        if flag("shuffle", shuffle) and any(getattr(layer, "stateful", False) for layer in self.layers):
            warnings.warn(
                "a stateful layer carries states between shuffled batches; pass shuffle=False", stacklevel=2
            )
        history = History()
        watchers = [*check_callbacks(callbacks), Progress(verbose, epochs), history]
        self.stop_training = False
        for watcher in watchers:
            watcher.model = self
            watcher.on_train_begin()
        for epoch in range(epochs):
            order = self._rng.permutation(len(xs)) if shuffle else np.arange(len(xs))
            means, parts = Means(), batches(order, batch_size)
            for step, chosen in enumerate(parts):
                part = None if weights is None else weights[chosen]
                d_outputs = self._score(means, loss, xs[chosen], ys[chosen], part)
                self.backward(d_outputs)
                optimizer.apply(self.gradients, self.weights)
                for watcher in watchers:
                    watcher.on_batch_end(step, len(parts), means.logs())
            logs = means.logs()
            if validation is not None:
                logs |= self._evaluate(*validation, batch_size).logs("val_")
            for watcher in watchers:
                watcher.on_epoch_end(epoch, logs)
            if self.stop_training:
                break
        for watcher in watchers:
            watcher.on_train_end()
        return history

    def evaluate(
        self, x: ArrayLike, y: ArrayLike, batch_size: int = 32, *, sample_weight: ArrayLike | None = None
    ) -> Logs:
        """Return the loss and the metrics on some data, by name, without training.

        Arguments and errors as in `fit`.
        """
        return self._evaluate(*examples(x, y, sample_weight), whole("batch_size", batch_size)).logs()

    def predict(self, x: ArrayLike, batch_size: int = 32) -> Array:
        """Return the outputs for inputs (examples, …), computed in batches.

        Raises:
            ArgumentError: if there is no example.
        """
        xs = model_inputs("x", x)
        if not xs.ndim or not len(xs):
            raise ArgumentError(
                "x", "at least one example", f"shape {xs.shape}", "Keep the batch axis: x[None]."
            )
        order = np.arange(len(xs))
        return np.concatenate([self(xs[part]) for part in batches(order, whole("batch_size", batch_size))])

    def _compiled(self) -> tuple[Optimizer, Loss]:
        if self.optimizer is None or self.loss is None:
            remedy = "Call model.compile(optimizer='adam', loss='mse') first."
            raise ArgumentError("model", "compiled", "no loss and optimizer", remedy)
        return self.optimizer, self.loss

    def _score(self, means: Means, loss: Loss, x: Array, y: Array, weights: Array | None) -> Array:
        """Run one batch; add its loss and metrics to the means, return the gradient by the outputs."""
        outputs = self(x)
        value, d_outputs = loss.value_and_gradient(y, outputs, weights, self.output_mask)
        means.add("loss", value * len(x), len(x))
        for name in self.metrics:
            means.add(name, *accuracy(loss, y, outputs, self.output_mask))
        return d_outputs

    def _evaluate(self, x: Array, y: Array, weights: Array | None, batch_size: int) -> Means:
        means, (_, loss) = Means(), self._compiled()
        for part in batches(np.arange(len(x)), batch_size):
            self._score(means, loss, x[part], y[part], None if weights is None else weights[part])
        return means
