"""The list of all figures, by the name that a page uses."""

from diagrams import (
    bidirectional,
    bptt,
    cell,
    fading,
    feed_forward,
    gru,
    language_model,
    lstm,
    mappings,
    masking,
    stacked,
    tagging,
    unrolled,
)
from diagrams.figure import Figure

FIGURES: dict[str, Figure] = {
    **unrolled.FIGURES,
    **cell.FIGURES,
    **feed_forward.FIGURES,
    **tagging.FIGURES,
    **fading.FIGURES,
    **lstm.FIGURES,
    **gru.FIGURES,
    **stacked.FIGURES,
    **bidirectional.FIGURES,
    **masking.FIGURES,
    **mappings.FIGURES,
    **language_model.FIGURES,
    **bptt.FIGURES,
}
