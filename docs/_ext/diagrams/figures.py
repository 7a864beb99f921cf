"""The list of all figures, by the name that a page uses."""

from diagrams import (
    bidirectional,
    bptt,
    cell,
    character_model,
    fading,
    feed_forward,
    gradient_flow,
    gru,
    language_model,
    lstm,
    mappings,
    masking,
    returned,
    stacked,
    tagging,
    unrolled,
    weights,
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
    **gradient_flow.FIGURES,
    **weights.FIGURES,
    **returned.FIGURES,
    **character_model.FIGURES,
}
