"""What a figure is: where its numbers come from, how they are drawn, and which choices it offers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from diagrams.canvas import Canvas
from diagrams.labels import Labels


@dataclass(frozen=True)
class Figure:
    """One entry of the list of figures.

    Args:
        data: Computes the numbers, given the chosen options.
        draw: Draws the numbers with the words of a language.
        facts: Names the numbers that the description mentions.
        options: The allowed values of each option, the default first. The value ``all`` draws one panel for
            each of the others.
        by_language: Whether the numbers depend on the language; then ``data`` is given it.
    """

    data: Callable[..., Any]
    draw: Callable[[Any, Labels], Canvas]
    facts: Callable[[Any], Mapping[str, object]]
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_language: bool = False

    def panels(self, chosen: Mapping[str, str]) -> list[dict[str, str]]:
        """Return the options of each panel, defaults filled in and ``all`` spelled out."""
        panels: list[dict[str, str]] = [{}]
        for name, values in self.options.items():
            value = chosen.get(name, values[0])
            if value not in values:
                raise ValueError(f"option {name} must be one of {', '.join(values)}, got {value!r}.")
            each = [other for other in values if other != "all"] if value == "all" else [value]
            panels = [{**panel, name: one} for panel in panels for one in each]
        return panels


@dataclass(frozen=True)
class Rendered:
    """A finished panel: the inline SVG and the sentences that stand for it."""

    svg: str
    title: str
    description: str


def render(
    name: str, figure: Figure, options: Mapping[str, str], labels: Labels, prefix: str, alt: str | None = None
) -> list[Rendered]:
    """Draw every panel of a figure, all ids beginning with the prefix."""
    rendered = []
    panels = figure.panels(options)
    extra = {"language": labels.language} if figure.by_language else {}
    for number, panel in enumerate(panels, 1):
        data = figure.data(**panel, **extra)
        facts = {**figure.facts(data), **panel}
        title = labels.title(name, **facts)
        description = alt or labels.description(name, facts)
        own = f"{prefix}-{number}" if len(panels) > 1 else prefix
        svg = figure.draw(data, labels).svg(name, own, title, description, **panel)
        rendered.append(Rendered(svg, title, description))
    return rendered
