"""Models train, stop, tell and remember as in Keras."""

import doctest
import itertools
import math

import numpy as np
import pytest

import rnn_guide.datasets
from rnn_guide import GRU, LSTM, Bidirectional, Dense, Embedding, SimpleRNN, models
from rnn_guide.losses import BinaryCrossentropy, SparseCategoricalCrossentropy
from rnn_guide.models import Callback, EarlyStopping, History, Input, Masking, Sequential
from rnn_guide.optimizers import SGD, Adam


@pytest.mark.parametrize("module", [models.callbacks, models.masking, models.network, models.sequential])
def test_examples_in_docstrings(module):
    assert doctest.testmod(module).failed == 0


def _twins(keras, ours, theirs, x):
    """Give both models the same weights."""
    theirs(x)
    ours(x)
    ours.set_weights(theirs.get_weights())
    for a, b in zip(ours.get_weights(), theirs.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_stacks_predict_as_in_keras(keras, rng):
    ids, layers = rng.integers(0, 20, (5, 6)), keras.layers
    theirs = keras.Sequential(
        [
            layers.Embedding(20, 4, mask_zero=True),
            layers.Bidirectional(layers.LSTM(3, return_sequences=True)),
            layers.GRU(3),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    ours = Sequential(
        [
            Embedding(20, 4, mask_zero=True),
            Bidirectional(LSTM(3, return_sequences=True)),
            GRU(3),
            Dense(1, activation="sigmoid"),
        ]
    )
    _twins(keras, ours, theirs, ids)
    np.testing.assert_allclose(ours.predict(ids, batch_size=2), theirs(ids), atol=1e-6)


def test_classifier_trains_exactly_as_in_keras(keras, rng):
    keras.utils.set_random_seed(0)
    ids, labels, layers = rng.integers(0, 20, (14, 4)), rng.integers(0, 2, 14), keras.layers
    theirs = keras.Sequential(
        [layers.Embedding(20, 4, mask_zero=True), layers.SimpleRNN(3), layers.Dense(1, activation="sigmoid")]
    )
    ours = Sequential([Embedding(20, 4, mask_zero=True), SimpleRNN(3), Dense(1, activation="sigmoid")])
    _twins(keras, ours, theirs, ids)
    theirs.compile(keras.optimizers.SGD(0.5), "binary_crossentropy", metrics=["accuracy"], run_eagerly=True)
    ours.compile(SGD(0.5), "binary_crossentropy", metrics=["accuracy"])
    options = {"epochs": 2, "batch_size": 8, "shuffle": False, "verbose": 0}
    options |= {"sample_weight": rng.uniform(0.5, 2, 14).astype(np.float32)}
    options |= {"validation_data": (ids[:9], labels[:9])}
    expected, measured = theirs.fit(ids, labels, **options), ours.fit(ids, labels, **options)
    assert set(measured.history) == set(expected.history) and measured.epoch == expected.epoch
    for name, values in expected.history.items():
        np.testing.assert_allclose(measured.history[name], values, rtol=1e-5, err_msg=name)
    for a, b in zip(ours.get_weights(), theirs.get_weights(), strict=True):
        np.testing.assert_allclose(a, b, atol=1e-6)
    np.testing.assert_allclose(ours.predict(ids, batch_size=5), theirs.predict(ids, verbose=0), atol=1e-6)
    logs = theirs.evaluate(ids, labels, verbose=0, return_dict=True)
    assert ours.evaluate(ids, labels) == pytest.approx(logs, rel=1e-5)


def test_masked_language_model_trains_exactly_as_in_keras(keras, rng):
    x = rng.normal(size=(10, 5, 3)).astype(np.float32)
    x[:4, 3:], x[4, :2] = 0, 0
    y = rng.integers(0, 4, (10, 5))
    keras.utils.set_random_seed(0)
    theirs = keras.Sequential(
        [keras.layers.Masking(), keras.layers.SimpleRNN(6, return_sequences=True), keras.layers.Dense(4)]
    )
    ours = Sequential([Masking(), SimpleRNN(6, return_sequences=True), Dense(4)])
    _twins(keras, ours, theirs, x)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    theirs.compile(keras.optimizers.Adam(0.03), loss, metrics=["accuracy"], run_eagerly=True)
    ours.compile(Adam(0.03), SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    options = {"sample_weight": rng.uniform(0.5, 2, y.shape).astype(np.float32)}
    options |= {"epochs": 2, "batch_size": 5, "shuffle": False, "verbose": 0}
    expected, measured = theirs.fit(x, y, **options).history, ours.fit(x, y, **options).history
    for name in ("loss", "accuracy"):
        np.testing.assert_allclose(measured[name], expected[name], rtol=1e-4, err_msg=name)
    for a, b in zip(ours.get_weights(), theirs.get_weights(), strict=True):
        np.testing.assert_allclose(a, b, atol=1e-5)


def test_a_layer_without_weights_takes_none():
    masking = Masking()
    masking.set_weights(masking.get_weights())
    assert masking.count_params() == 0
    with pytest.raises(rnn_guide.ArgumentError, match="weights must be 0 arrays"):
        masking.set_weights([np.zeros(3)])


def test_accuracy_counts_unmasked_steps_only(rng):
    model = Sequential([Masking(), SimpleRNN(4, return_sequences=True), Dense(3)])
    x = rng.normal(size=(4, 5, 2)).astype(np.float32)
    x[:, 3:] = 0
    y = model.predict(x).argmax(axis=-1)
    y[:, 3:] = (y[:, 3:] + 1) % 3
    y[0, 0] = (y[0, 0] + 1) % 3
    model.compile("sgd", SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    assert model.evaluate(x, y)["accuracy"] == pytest.approx(11 / 12)
    model.compile("sgd", "categorical_crossentropy", metrics=["accuracy"])
    assert model.evaluate(x, np.eye(3)[y])["accuracy"] == pytest.approx(11 / 12)


def test_accuracy_of_yes_and_no(rng):
    model = Sequential([Dense(1)])
    x = rng.normal(size=(6, 2)).astype(np.float32)
    z = model.predict(x)
    model.compile("sgd", BinaryCrossentropy(from_logits=True), metrics=["accuracy"])
    assert model.evaluate(x, z > 0)["accuracy"] == 1 and model.evaluate(x, z <= 0)["accuracy"] == 0
    model.compile("sgd", "binary_crossentropy", metrics=("accuracy",))
    assert model.evaluate(x, z > 0.5)["accuracy"] == 1


def test_mask_goes_with_the_call(rng):
    rnn = SimpleRNN(3, seed=0)
    model, x = Sequential([rnn]), rng.normal(size=(2, 4, 5))
    mask = np.array([[True, True, False, False], [True, True, True, True]])
    np.testing.assert_array_equal(model(x, mask), rnn(x, mask=mask))
    assert model.output_mask is None
    stacked = Sequential([SimpleRNN(3, return_sequences=True), Dense(2)])
    stacked(x, mask)
    assert stacked.output_mask is mask


def test_masking_layer(keras, rng):
    x = rng.normal(size=(2, 4, 3)).astype(np.float32)
    x[0, 1], x[1, 3] = -1, -1
    layer = Masking(mask_value=-1)
    np.testing.assert_array_equal(layer(x), keras.layers.Masking(mask_value=-1)(x))
    assert layer.compute_mask(x).tolist() == [[True, False, True, True], [True, True, True, False]]
    gradient = layer.backward(np.ones_like(x))
    np.testing.assert_array_equal(gradient, np.ones_like(x) * layer.compute_mask(x)[..., None])
    assert (
        layer.built
        and layer.weights == layer.gradients == []
        and layer.compute_output_shape((None, 4, 3))[1] == 4
    )


def test_same_seed_same_training(rng):
    x, y = rng.normal(size=(50, 3)), rng.normal(size=(50, 1))

    def losses(seed):
        model = Sequential([Dense(1, seed=1)], seed=seed)
        model.compile(SGD(0.1))
        return model.fit(x, y, epochs=2, batch_size=7, verbose=0).history["loss"]

    assert losses(0) == losses(0) != losses(1)
    assert losses(None) != losses(None)


def test_every_example_is_seen_once_an_epoch(rng):
    class Seen(Sequential):
        def __call__(self, inputs, mask=None):
            rows.append(inputs[:, 0].tolist())
            return super().__call__(inputs, mask)

    rows: list[list[float]] = []
    x = np.arange(10.0)[:, None]
    model = Seen([Dense(1)], seed=0)
    model.compile()
    model.fit(x, x, batch_size=4, verbose=0)
    assert [len(r) for r in rows] == [4, 4, 2] and [*itertools.chain(*rows)] != list(range(10))
    assert sorted([*itertools.chain(*rows)]) == list(range(10))


def test_it_learns_the_thirteen_windows():
    data = rnn_guide.datasets.forecasting_windows()
    model = Sequential([SimpleRNN(8, activation="linear", seed=0), Dense(1, seed=1)], seed=0)
    model.compile(Adam(0.01), "mse")
    history = model.fit(data.inputs / 70, data.targets / 70, epochs=600, batch_size=13, verbose=0)
    assert history.history["loss"][-1] < 1e-3 < 1e-1 < history.history["loss"][0]
    assert model.predict(data.query / 70).item() * 70 == pytest.approx(data.answer, abs=3)


def _stopping(keras, losses, values, **options):
    """Feed the same numbers to both EarlyStoppings; return how each one ended."""
    results = []
    for made in (losses.EarlyStopping(**options), keras.callbacks.EarlyStopping(**options)):

        class Model:
            stop_training, metrics, epoch = False, (), -1

            def get_weights(self):
                return self.epoch

            def set_weights(self, weights):
                self.epoch = weights

        model = Model()
        made.set_model(model) if hasattr(made, "set_model") else setattr(made, "model", model)
        made.on_train_begin()
        name = options.get("monitor", "val_loss")
        for epoch, value in enumerate(values):
            model.epoch = epoch
            made.on_epoch_end(epoch, {name: value})
            if model.stop_training:
                break
        made.on_train_end()
        results.append((epoch, model.epoch, made.stopped_epoch, made.best_epoch, made.best))
    return results


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"patience": 2},
        {"patience": 2, "restore_best_weights": True},
        {"patience": 1, "min_delta": 0.5, "restore_best_weights": True},
        {"patience": 1, "min_delta": -0.5},
        {"patience": 2, "mode": "max", "restore_best_weights": True},
        {"patience": 9, "restore_best_weights": True},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "values",
    [
        [5, 4, 3, 3.2, 3.1, 2, 1],
        [1, 2, 3, 3, 3, 3, 3],
        [3, 2.8, 2.6, 2.4, 2.2],
        [2, math.nan, 1, math.nan, math.nan],
    ],
)
def test_early_stopping_equals_keras(options, values, keras):
    options = {"mode": "min", **options}
    measured, expected = _stopping(keras, models, values, **options)
    assert str(measured) == str(expected)


def test_early_stopping_knows_where_up_is():
    for monitor, values in (("val_accuracy", [0.1, 0.5, 0.4]), ("loss", [3, 2, 2.5])):
        stopping = EarlyStopping(monitor)
        stopping.model = Sequential([Dense(1)])
        for epoch, value in enumerate(values):
            stopping.on_epoch_end(epoch, {monitor: value})
        assert (stopping.best_epoch, stopping.stopped_epoch, stopping.model.stop_training) == (1, 2, True)


def test_fit_stops_and_restores(rng):
    x, y = rng.normal(size=(20, 3)), rng.normal(size=(20, 1))
    model = Sequential([Dense(1, seed=0)], seed=0)
    model.compile(SGD(2.5))  # diverges
    start = model.predict(x[:1])
    stopping = EarlyStopping("loss", patience=3, restore_best_weights=True)
    history = model.fit(x, y, epochs=50, batch_size=20, callbacks=[stopping], verbose=0)
    assert len(history.epoch) == 4 and stopping.stopped_epoch == 3 and stopping.best_epoch == 0
    assert history.history["loss"][3] > history.history["loss"][0]
    best = stopping._best_weights
    np.testing.assert_array_equal(model.get_weights()[0], best[0])
    assert not np.array_equal(model.predict(x[:1]), start)


def test_callbacks_are_called_in_order(rng):
    calls = []

    class Log(Callback):
        def on_train_begin(self):
            calls.append("begin")

        def on_batch_end(self, batch, batches, logs):
            calls.append((batch, batches, "loss" in logs))

        def on_epoch_end(self, epoch, logs):
            calls.append(sorted(logs))

        def on_train_end(self):
            calls.append("end")

    model = Sequential([Dense(1)])
    model.compile()
    x = rng.normal(size=(5, 2))
    model.fit(
        x,
        x[:, :1],
        batch_size=3,
        validation_data=(x, x[:, :1], np.ones(5)),
        callbacks=[Log(), Callback()],
        verbose=0,
    )
    assert calls == ["begin", (0, 2, True), (1, 2, True), ["loss", "val_loss"], "end"]


def test_verbose(capsys, rng):
    model = Sequential([Dense(1, kernel_initializer="zeros")])
    x, y = np.ones((4, 2)), np.full(4, 2.0)
    model.compile(SGD(0.0))
    model.fit(x, y, epochs=2, batch_size=2, verbose=0)
    assert capsys.readouterr() == ("", "")
    model.fit(x, y, epochs=2, batch_size=2, verbose=2)
    assert capsys.readouterr() == ("epoch 1/2  loss 4.0000\nepoch 2/2  loss 4.0000\n", "")
    model.fit(x, y, epochs=2, batch_size=2)
    out, err = capsys.readouterr()
    assert out == ""
    lines = err.replace("\033[K", "").split("\n")
    assert len(lines) == 3 and lines[2] == ""
    assert lines[1].split("\r")[1:] == [
        f"epoch 2/2 {'█' * 12}{'·' * 12} 1/2  loss 4.0000",
        f"epoch 2/2 {'█' * 24} 2/2  loss 4.0000",
        f"epoch 2/2 {'█' * 24}  loss 4.0000",
    ]


@pytest.mark.parametrize(
    ("argument", "given", "came"),
    [
        ("validation_data", np.ones((2, 3)), "got ndarray"),
        ("validation_data", (np.ones((2, 3)),), "got tuple of 1"),
        ("validation_data", (np.ones((2, 3)), np.ones((1, 1))), "got {'x': (2,), 'y': (1,)}"),
        ("callbacks", 3, "got 3"),
        ("callbacks", EarlyStopping(), "got <rnn_guide.models.callbacks.EarlyStopping"),
        ("callbacks", [EarlyStopping], "got [<class"),
    ],
)
def test_what_fit_does_not_understand_stops_it_before_it_trains(argument, given, came):
    model, x = Sequential([Dense(1, seed=0)]), np.ones((2, 3), np.float32)
    model.compile("sgd")
    before = model.predict(x)
    with pytest.raises(rnn_guide.ArgumentError) as caught:
        model.fit(x, x[:, :1], verbose=0, **{argument: given})
    assert caught.value.argument == (argument if "'y'" not in came else "x and y")
    assert came in str(caught.value)
    np.testing.assert_array_equal(model.predict(x), before)


def test_summary_tells_shapes_and_counts(capsys):
    model = Sequential(
        [Input(shape=(30,)), Embedding(5000, 100), SimpleRNN(128), Dense(1, activation="sigmoid")]
    )
    model.summary()
    assert capsys.readouterr().out.splitlines() == [
        "layer                   output shape     parameters",
        "embedding (Embedding)   (None, 30, 100)     500,000",
        "simple_rnn (SimpleRNN)  (None, 128)          29,312",
        "dense (Dense)           (None, 1)               129",
        "total                                       529,441",
    ]
    assert model.count_params() == 529441 and model.built
    lines: list[str] = []
    fixed = Sequential([Input(batch_shape=(8, 2, 10)), SimpleRNN(3, return_sequences=True)])
    fixed.summary(print_fn=lines.append)
    assert "(8, 2, 3)" in lines[0] and lines[0].endswith(" 42")
    late = Sequential([SimpleRNN(3)])
    assert not late.built
    late(np.ones((2, 4, 5), np.float32))
    assert late.input_shape == (None, 4, 5)
    late.summary(print_fn=lines.append)
    assert "(None, 3)" in lines[1]


def test_weights_can_be_saved_and_read(tmp_path, rng):
    def make():
        return Sequential([Input((4, 5)), LSTM(3, return_sequences=True), Bidirectional(GRU(2)), Dense(1)])

    model, other, x = make(), make(), rng.normal(size=(2, 4, 5)).astype(np.float32)
    assert not np.array_equal(model(x), other(x))
    model.save_weights(tmp_path / "weights.npz")
    other.load_weights(tmp_path / "weights.npz")
    np.testing.assert_array_equal(model(x), other(x))
    assert model.weight_names[:2] == ["0/lstm/kernel", "0/lstm/recurrent_kernel"]
    with pytest.raises(
        ValueError, match=r"path must be weights .*Make the model with the layers it was saved with"
    ):
        Sequential([Input((4, 5)), LSTM(3)]).load_weights(tmp_path / "weights.npz")


def test_the_ending_of_a_file_of_weights_may_be_missing(tmp_path):
    model = Sequential([Input((3,)), Dense(1, seed=0)])
    other = Sequential([Input((3,)), Dense(1, seed=1)])
    model.save_weights(str(tmp_path / "epoch.3"))
    assert [file.name for file in tmp_path.iterdir()] == ["epoch.3.npz"]
    other.load_weights(str(tmp_path / "epoch.3"))
    np.testing.assert_array_equal(other.weights[0], model.weights[0])
    with pytest.raises(FileNotFoundError, match=r"epoch\.4\.npz"):
        other.load_weights(tmp_path / "epoch.4")


@pytest.mark.parametrize("content", ["text", "array", "nothing", "half a file", "objects"])
def test_a_file_that_holds_no_weights_is_refused(content, tmp_path):
    model, file = Sequential([Input((3,)), Dense(1)]), tmp_path / "w.npz"
    model.save_weights(file)
    if content == "array":
        with file.open("wb") as stream:
            np.save(stream, np.ones(3))
    elif content == "objects":
        np.savez(file, np.array([None]))
    else:
        file.write_bytes({"text": b"words", "nothing": b""}.get(content, file.read_bytes()[:99]))
    with pytest.raises(
        rnn_guide.ArgumentError, match=r"path must be a file that save_weights wrote, got '.*w"
    ):
        model.load_weights(file)


def test_floats_of_python_leave_a_model_in_float32():
    rows = [[0.1, 0.2, 0.3]]
    for read in ("__call__", "predict", "fit", "evaluate"):
        model = Sequential([Dense(1)])
        model.compile()
        if read in ("fit", "evaluate"):
            getattr(model, read)(rows, [1.0], **({"verbose": 0} if read == "fit" else {}))
        else:
            assert getattr(model, read)(rows).dtype == np.float32
        assert {weight.dtype for weight in model.weights} == {np.dtype(np.float32)}
    assert model.predict(np.array(rows)).dtype == np.float64  # as a layer does


def test_no_metrics_is_what_keras_calls_none():
    model = Sequential([Dense(1)])
    model.compile(metrics=None)
    assert model.metrics == ()
    assert list(model.evaluate(X, Y)) == ["loss"]


def test_get_weights_are_copies_and_astype_converts():
    model = Sequential([Input((3,)), Dense(2)])
    model.get_weights()[0][:] = 7
    assert not (model.weights[0] == 7).any()
    assert model.astype(np.float64).weights[0].dtype == np.float64


def test_stateful_layers_warn_when_shuffled(rng):
    model = Sequential([SimpleRNN(2, stateful=True), Dense(1)])
    model.compile()
    x = rng.normal(size=(4, 3, 2))
    with pytest.warns(UserWarning, match="pass shuffle=False"):
        model.fit(x, np.ones(4), batch_size=2, verbose=0)
    model.fit(x, np.ones(4), batch_size=2, verbose=0, shuffle=False)


def _compiled(*arguments, **options):
    model = Sequential([Dense(1)])
    model.compile(*arguments, **options)
    return model


def _called(layer, inputs):
    layer(inputs)
    return layer


X, Y = np.ones((4, 3)), np.ones((4, 1))
UNEVEN = [[1, 2], [3]]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Sequential([]), "layers must be a list of at least one layer"),
        (lambda: Sequential([Dense(1), 3]), r"layers must be a list .* got \[3\]"),
        (lambda: Sequential([Dense(1), Input((3,))]), "with Input only as the first"),
        (lambda: Sequential([SimpleRNN(2, return_state=True)]), "got return_state=True in simple_rnn"),
        (lambda: Sequential([Bidirectional(LSTM(2), None)]), "got merge_mode=None in bidirectional"),
        (lambda: Sequential([Dense(1)], seed=-3), "seed must be an integer"),
        (
            lambda: Input(),
            "Input must be given either shape or batch_shape, got shape=None, batch_shape=None",
        ),
        (lambda: Input((3,), (2, 3)), "Input must be given either shape or batch_shape"),
        (lambda: Input(10), "shape must be a tuple of axes, got 10"),
        (lambda: Input(batch_shape=5), "batch_shape must be a tuple of axes, got 5"),
        (lambda: Input("ab"), "shape must be a tuple of axes, got 'ab'"),
        (lambda: Input((2, "a")), r"input_shape must be the axes that an Input has, got \(None, 2, 'a'\)"),
        (lambda: Sequential([Dense(1)]).build(5), "input_shape must be a shape with the batch axis, got 5"),
        (lambda: Sequential([Dense(1)]).fit(X, Y), "model must be compiled, got no loss and optimizer"),
        (lambda: Sequential([Dense(1)]).evaluate(X, Y), "Call model.compile"),
        (lambda: Sequential([Dense(1)]).summary(), r"model must be built before its summary.*Put Input"),
        (lambda: Sequential([Dense(1)]).save_weights("x"), "model must be built before saving"),
        (
            lambda: Sequential([Input((3,)), Dense(1)]).set_weights([X]),
            "weights must be 2 arrays: 0/dense/kernel, 0/dense/bias, got 1",
        ),
        (lambda: Sequential([Dense(1)]).set_weights(None), "weights must be 2 arrays: .* got NoneType"),
        (lambda: Sequential([Dense(1)]).load_weights(3), "path must be the name of a file, got 3"),
        (lambda: Sequential([Dense(1)]).load_weights(""), "path must be the name of a file, got ''"),
        (lambda: Sequential([Dense(1)]).predict(UNEVEN), "x must be an array, got rows of different lengths"),
        (lambda: Sequential([Dense(1)])(UNEVEN), "inputs must be an array, got rows of different lengths"),
        (lambda: _compiled().fit(UNEVEN, [0, 1]), r"x must be an array, got rows .*pad_sequences"),
        (lambda: _compiled().fit(X[:2], UNEVEN), "y must be an array, got rows of different lengths"),
        (
            lambda: _compiled().fit([X[0], X[0, :2]], Y[:2]),
            "x must be an array, got rows of different lengths",
        ),
        (lambda: _compiled().evaluate(UNEVEN, [0, 1]), "x must be an array, got rows of different lengths"),
        (lambda: _compiled().evaluate(X[:2], Y[:2], sample_weight=UNEVEN), "sample_weight must be an array"),
        (
            lambda: Sequential([Dense(1)]).predict(np.ones((0, 3))),
            r"x must be at least one example, got shape \(0, 3\)",
        ),
        (lambda: Sequential([Dense(1)]).predict(3), "Keep the batch axis"),
        (lambda: _compiled("rms"), "optimizer must be an Optimizer"),
        (lambda: _compiled(loss="hinge"), "loss must be a Loss or one of"),
        (lambda: _compiled(loss="mse", metrics=["accuracy"]), "Accuracy has no meaning for MeanSquaredError"),
        (
            lambda: _compiled(loss="binary_crossentropy", metrics=["auc"]),
            r"a list from \['accuracy'\], got \['auc'\]",
        ),
        (lambda: _compiled(loss="binary_crossentropy", metrics="accuracy"), "metrics must be a list from"),
        (lambda: _compiled().fit(X, Y[:3]), "x and y must be of the same length, at least 1, got"),
        (lambda: _compiled().fit(X[:0], Y[:0]), "x and y must be of the same length, at least 1"),
        (lambda: _compiled().fit(3, 3), "x and y must be of the same length"),
        (lambda: _compiled().fit(X, Y, sample_weight=[1]), "sample_weight"),
        (lambda: _compiled().fit(X, Y, epochs=0), "epochs must be an integer of at least 1, got 0"),
        (lambda: _compiled().fit(X, Y, batch_size=-1), "batch_size must be an integer of at least 1, got -1"),
        (lambda: _compiled().fit(X, Y, verbose=3), "verbose must be 0, 1 or 2, got 3"),
        (lambda: _compiled().fit(X, Y, verbose=np.array([0, 1])), r"verbose must be 0, 1 or 2, got array"),
        (lambda: _compiled().fit(X, Y, shuffle="no"), "shuffle must be True or False, got 'no'"),
        (lambda: _compiled(loss="binary_crossentropy", metrics=3), r"metrics must be a list from .* got 3"),
        (
            lambda: _compiled().fit(X, Y, verbose=0, callbacks=[EarlyStopping()]),
            "monitor must be one of loss, got 'val_loss'",
        ),
        (lambda: EarlyStopping(patience=-1), "patience must be an integer of at least 0, got -1"),
        (lambda: EarlyStopping(monitor=3), "monitor must be a name, got 3"),
        (lambda: EarlyStopping(restore_best_weights="no"), "restore_best_weights must be True or False"),
        (lambda: EarlyStopping(mode="up"), "mode must be one of 'auto', 'min', 'max', got 'up'"),
        (lambda: Masking()(np.ones((2, 3))), r"inputs must be \(batch, timesteps, features\), got \(2, 3\)"),
        (
            lambda: _called(Masking(), np.ones((2, 3, 4))).backward(np.ones(4)),
            r"d_outputs must be the output's shape = \(2, 3, 4\), got shape \(4,\)",
        ),
        (lambda: Masking().compute_mask(UNEVEN), "inputs must be an array of real numbers, got rows of diff"),
        (lambda: Masking("x"), "mask_value must be a number that is finite, got 'x'"),
    ],
)
def test_bad_arguments_get_clear_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_history_alone():
    history = History()
    history.on_train_begin()
    history.on_epoch_end(0, {"loss": 1.0})
    history.on_epoch_end(1, {"loss": 0.5, "val_loss": 2.0})
    assert history.history == {"loss": [1.0, 0.5], "val_loss": [2.0]} and history.epoch == [0, 1]


def test_a_layer_without_weights_has_no_shapes_and_no_initializers() -> None:
    assert Masking().weight_shapes(5) == []
    assert Masking().initializers() == []
