"""The list of all figures, by the name that a page uses."""

from diagrams import cell, feed_forward, unrolled
from diagrams.figure import Figure

FIGURES: dict[str, Figure] = {}
for _family in (unrolled, cell, feed_forward):
    FIGURES |= _family.FIGURES
