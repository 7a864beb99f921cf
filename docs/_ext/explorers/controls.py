"""The controls of an explorer, written by the build as ordinary form elements: their room is there at once.

A drop-down list itself comes when the explorer wakes or a key is pressed (`late`).

Each has a name by which the script reads it (``data-control``) and words in `labels.toml`, under
``[NAME.controls.CONTROL]``: ``label``, and ``options`` where there is a choice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Protocol

from diagrams.canvas import DIGITS

Words = Callable[..., str]


class Control(Protocol):
    """Anything that can be written as HTML; ``words("label")`` gives its words."""

    @property
    def name(self) -> str:
        """Its name within the explorer."""

    def html(self, identifier: str, words: Words) -> str:
        """Return the element, with a label."""


@dataclass(frozen=True)
class Slider:
    """A number from a range, with a button on either side: the script gets a number."""

    name: str
    low: float
    high: float
    value: float
    step: float = 1

    def html(self, identifier: str, words: Words) -> str:
        """Return label, button, slider, button and the value as text."""
        label, of = escape(words("label")), f'data-of="{self.name}"'
        limits = f'min="{self.low:g}" max="{self.high:g}" step="{self.step:g}" value="{self.value:g}"'
        return (
            f'<div class="rg-control rg-slider"><label for="{identifier}">{label}</label>'
            f'<button type="button" {of} data-by="-1" aria-label="{label} −">−</button>'
            f'<input type="range" id="{identifier}" data-control="{self.name}" {limits} autocomplete="off">'
            f'<button type="button" {of} data-by="1" aria-label="{label} +">+</button>'
            f'<output for="{identifier}" {of}>{self.value:g}</output></div>'
        )


@dataclass(frozen=True)
class Choice:
    """One of a few, all of them seen: radio buttons. The script gets the chosen value.

    Args:
        name: Its name.
        values: What can be chosen.
        chosen: What is chosen at the start; unless given, the page's language or else the first value.
    """

    name: str
    values: tuple[str, ...]
    chosen: str = ""

    def html(self, identifier: str, words: Words) -> str:
        """Return a labelled group of radio buttons."""
        language = words("language")
        chosen = self.chosen or (language if language in self.values else self.values[0])
        options = "".join(
            f'<label><input type="radio" name="{identifier}" value="{escape(value)}" '
            f'data-control="{self.name}"{" checked" * (value == chosen)}>'
            f"<span>{escape(words('options', value))}</span></label>"
            for value in self.values
        )
        label = f'<span class="rg-label" id="{identifier}-label">{escape(words("label"))}</span>'
        group = f'role="radiogroup" aria-labelledby="{identifier}-label"'
        return f'<div class="rg-control rg-choice" {group}>{label}<div>{options}</div></div>'


def late(select: str) -> str:
    """Wrap a drop-down list until `bringLists` of `base.js` brings it; `explorers.css` keeps its room.

    Chromium lays out the section of every ``select`` when a page has been read, however far from the screen,
    to know whether it could fill it in.
    """
    return f"<template>{select}</template>"


@dataclass(frozen=True)
class Menu:
    """One of many: a drop-down list. The script gets the chosen value, at the start the first."""

    name: str
    values: tuple[str, ...]

    def html(self, identifier: str, words: Words) -> str:
        """Return label and select."""
        options = "".join(
            f'<option value="{escape(value)}">{escape(words("options", value))}</option>'
            for value in self.values
        )
        select = f'<select id="{identifier}" data-control="{self.name}" autocomplete="off">{options}</select>'
        label = f'<label for="{identifier}">{escape(words("label"))}</label>'
        return f'<div class="rg-control rg-menu">{label}{late(select)}</div>'


@dataclass(frozen=True)
class Switch:
    """On or off: a check box. The script gets true or false."""

    name: str
    on: bool = False

    def html(self, identifier: str, words: Words) -> str:
        """Return the check box in its label."""
        return (
            f'<div class="rg-control rg-switch"><label><input type="checkbox" id="{identifier}" '
            f'data-control="{self.name}"{" checked" * self.on}>'
            f"<span>{escape(words('label'))}</span></label></div>"
        )


@dataclass(frozen=True)
class Text:
    """A line to type into. The script gets the text.

    Args:
        name: Its name.
        value: The text at the start, for each language.
        longest: How many characters it takes.
    """

    name: str
    value: Mapping[str, str]
    longest: int = 60

    def html(self, identifier: str, words: Words) -> str:
        """Return label and input."""
        value = escape(self.value[words("language")])
        return (
            f'<div class="rg-control rg-text"><label for="{identifier}">{escape(words("label"))}</label>'
            f'<input type="text" id="{identifier}" data-control="{self.name}" value="{value}" '
            f'maxlength="{self.longest}" autocomplete="off" autocapitalize="off" spellcheck="false"></div>'
        )


@dataclass(frozen=True)
class Buttons:
    """Things to do: the script's `act` gets the action's name.

    Args:
        name: The name of the group.
        actions: The buttons; their words are under ``options``.
        titled: Whether the group's label is seen above the buttons; it is always read out.
    """

    name: str
    actions: tuple[str, ...]
    titled: bool = False

    def html(self, identifier: str, words: Words) -> str:
        """Return the buttons in a row."""
        buttons = "".join(
            f'<button type="button" data-action="{action}">{escape(words("options", action))}</button>'
            for action in self.actions
        )
        label = escape(words("label"))
        title = f'<span class="rg-name" aria-hidden="true">{label}</span>' if self.titled else ""
        return f'<div class="rg-control rg-buttons" role="group" aria-label="{label}">{title}{buttons}</div>'


@dataclass(frozen=True)
class Readout:
    """Numbers beside the figure that the script computes; their keys are ``name-0``, ``name-1`` and so on.

    Args:
        name: Their name.
        count: How many there are room for.
    """

    name: str
    count: int

    def html(self, identifier: str, words: Words) -> str:
        """Return a label and the places of the numbers."""
        places = "".join(
            f'<span><span class="dg-value rg-none" data-name="{self.name}" data-unit="{unit}" '
            f'data-value="0" data-digits="{DIGITS}">{0:.{DIGITS}f}</span></span>'
            for unit in range(self.count)
        )
        label = escape(words("label"))
        return (
            f'<div class="rg-control rg-readout"><span class="rg-label">{label}</span>'
            f'<div data-hint="{escape(words("hint"))}">{places}</div></div>'
        )


@dataclass(frozen=True)
class Panel:
    """A place of fixed height for what the script writes with `show`.

    Args:
        name: Its name.
        lines: How many lines it has room for, a number that `explorers.css` knows; more of them scroll.
        narrow: The same on a phone, where long lines take two; default as many.
        code: Whether it holds code or numbers in columns, rather than a sentence.
    """

    name: str
    lines: int
    narrow: int | None = None
    code: bool = True

    def html(self, identifier: str, words: Words) -> str:
        """Return the place and its name."""
        css = "rg-panel rg-code" if self.code else "rg-panel"
        return (
            f'<div class="rg-control"><p class="rg-name" id="{identifier}">{escape(words("label"))}</p>'
            f'<div class="{css}" data-panel="{self.name}" data-lines="{self.lines}" '
            f'data-narrow="{self.narrow or self.lines}" '
            f'role="region" aria-labelledby="{identifier}" tabindex="0"></div></div>'
        )
