"""What is public in the package: for the tests that ask whether all of it is documented."""

import importlib
import pkgutil
from types import ModuleType

import rnn_guide


def public_names() -> dict[str, object]:
    """Return every public object by its full name, as `rnn_guide.layers.LSTM`; each object once."""
    inner = [
        importlib.import_module(f"rnn_guide.{found.name}")
        for found in pkgutil.iter_modules(rnn_guide.__path__)
        if not found.name.startswith("_") and found.name != "checks"
    ]
    names: dict[str, object] = {}
    for module in (*inner, rnn_guide):
        for name in getattr(module, "__all__", _defined_in(module)):
            value = getattr(module, name)
            if not isinstance(value, ModuleType) and not any(value is known for known in names.values()):
                names[f"{module.__name__}.{name}"] = value
    return names


def _defined_in(module: ModuleType) -> list[str]:
    """Return classes, functions and instances of own classes, for a module without __all__."""
    return [
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", None) == module.__name__
    ]
