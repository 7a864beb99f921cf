"""What happens between epochs."""

import math
import sys
from typing import Any

import numpy as np

from rnn_guide._arguments import choice, real, whole
from rnn_guide.checks import ArgumentError, Array, flag

Logs = dict[str, float]


class Callback:
    """Base of callbacks: override the methods you need.

    Attributes:
        model: the model that is trained.

    Example:
        >>> from rnn_guide.models import Callback
        >>> class Shout(Callback):
        ...     def on_epoch_end(self, epoch, logs):
        ...         print(f"epoch {epoch}: {logs['loss']:.1f}")
        >>> Shout().on_epoch_end(0, {"loss": 2.0})
        epoch 0: 2.0
    """

    model: Any = None

    def on_train_begin(self) -> None:
        """Called once before the first epoch."""

    def on_batch_end(self, batch: int, batches: int, logs: Logs) -> None:
        """Called after every batch; `logs` holds the running means of the epoch."""

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        """Called after every epoch, counted from 0, with its means (``loss``, ``val_loss`` …)."""

    def on_train_end(self) -> None:
        """Called once after the last epoch."""


def check_callbacks(callbacks: object) -> list[Callback]:
    """Return `callbacks` as a list, if each of them is one."""
    if isinstance(callbacks, (list, tuple)) and all(isinstance(each, Callback) for each in callbacks):
        return list(callbacks)
    remedy = "Pass for example callbacks=[EarlyStopping()]."
    raise ArgumentError("callbacks", "a list of Callbacks", repr(callbacks), remedy)


class History(Callback):
    """What ``fit`` returns: the numbers of every epoch.

    Attributes:
        epoch: the epochs, counted from 0.
        history: a list for each of ``loss``, the metrics, and both with ``val_`` before them.

    Example:
        >>> from rnn_guide.models import History
        >>> history = History()
        >>> history.on_epoch_end(0, {"loss": 2.0})
        >>> history.history
        {'loss': [2.0]}
    """

    def __init__(self) -> None:
        self.epoch: list[int] = []
        self.history: dict[str, list[float]] = {}

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        """Write down the numbers of one epoch."""
        self.epoch.append(epoch)
        for name, value in logs.items():
            self.history.setdefault(name, []).append(value)


class EarlyStopping(Callback):
    """Stop when a number has not improved for `patience` epochs; meaning as in Keras.

    Args:
        monitor: name of the number, for example ``val_loss``.
        min_delta: an improvement must be greater than this.
        patience: epochs without improvement that are borne.
        mode: ``"min"``, ``"max"``, or ``"auto"``: max for accuracies, min for all else.
        restore_best_weights: put the weights of the best epoch back at the end.

    Attributes:
        best: the best number so far.
        best_epoch: its epoch, counted from 0.
        stopped_epoch: the epoch that was the last one, 0 if training was not stopped.

    Raises:
        ArgumentError: if an argument is out of its range, or `monitor` is not measured.

    Example:
        >>> from rnn_guide.models import EarlyStopping
        >>> EarlyStopping(monitor="loss", patience=10).patience
        10
    """

    def __init__(
        self,
        monitor: str = "val_loss",
        min_delta: float = 0.0,
        patience: int = 0,
        mode: str = "auto",
        restore_best_weights: bool = False,
    ) -> None:
        if not isinstance(monitor, str):
            raise ArgumentError("monitor", "a name", repr(monitor), "Pass for example monitor='val_loss'.")
        self.monitor = monitor
        self.restore_best_weights = flag("restore_best_weights", restore_best_weights)
        self.min_delta, self.patience = abs(real("min_delta", min_delta)), whole("patience", patience, 0)
        mode = choice("mode", mode, ("auto", "min", "max"))
        self._sign = -1 if mode == "max" or (mode == "auto" and monitor.endswith("accuracy")) else 1
        self.on_train_begin()

    def on_train_begin(self) -> None:
        """Forget an earlier training."""
        self.wait = self.stopped_epoch = self.best_epoch = 0
        self.best = self._sign * math.inf
        self._best_weights: list[Array] | None = None

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        """Compare with the best epoch; stop the model if that is too long ago."""
        if self.monitor not in logs:
            remedy = "Pass validation_data to fit, or choose one that is measured."
            raise ArgumentError("monitor", f"one of {', '.join(logs)}", repr(self.monitor), remedy)
        if self.restore_best_weights and self._best_weights is None:
            self._best_weights = self.model.get_weights()
        self.wait += 1
        if self._sign * (logs[self.monitor] - self.best) < -self.min_delta:
            self.best, self.best_epoch, self.wait = logs[self.monitor], epoch, 0
            if self.restore_best_weights:
                self._best_weights = self.model.get_weights()
        elif self.wait >= self.patience and epoch > 0:
            self.stopped_epoch = epoch
            self.model.stop_training = True

    def on_train_end(self) -> None:
        """Put the best weights back."""
        if self._best_weights is not None:
            self.model.set_weights(self._best_weights)


class Progress(Callback):
    """Shows how training goes: a bar on standard error (verbose=1) or a line an epoch in print (verbose=2).

    The lines hold no times, so they are equal for equal numbers.
    """

    WIDTH = 24

    def __init__(self, verbose: int, epochs: int) -> None:
        if not isinstance(verbose, (int, np.integer)) or verbose not in (0, 1, 2):
            raise ArgumentError("verbose", "0, 1 or 2", repr(verbose), "Pass verbose=0 for silence.")
        self.verbose, self.epochs, self.done = verbose, epochs, 0

    def on_batch_end(self, batch: int, batches: int, logs: Logs) -> None:
        """Draw the bar anew over itself."""
        if self.verbose == 1:
            full = self.WIDTH * (batch + 1) // batches
            bar = "█" * full + "·" * (self.WIDTH - full)
            sys.stderr.write(
                f"\repoch {self.done + 1}/{self.epochs} {bar} {batch + 1}/{batches}  {_numbers(logs)}"
            )

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        """Finish the line of the epoch."""
        self.done = epoch + 1
        if self.verbose == 1:
            sys.stderr.write(
                f"\repoch {epoch + 1}/{self.epochs} {'█' * self.WIDTH}  {_numbers(logs)}\033[K\n"
            )
        elif self.verbose == 2:
            print(f"epoch {epoch + 1}/{self.epochs}  {_numbers(logs)}")


def _numbers(logs: Logs) -> str:
    return "  ".join(f"{name} {value:.4f}" for name, value in logs.items())
