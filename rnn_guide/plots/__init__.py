"""Plots of weights, gates, states, gradients and losses; matplotlib is imported when one is drawn.

Every function draws on `ax`, or on new axes, and returns the axes. Lines differ in colour and in dash, and
their colours have a contrast of at least 3:1 on white and on a dark page; text follows matplotlib's own
settings. Labels are English or symbols: Hangul would be empty boxes where no Korean font is installed.
"""

from rnn_guide.plots.curves import COLOURS, gradient_norms, loss_curves, state_trajectories
from rnn_guide.plots.heatmaps import gates_over_time, heatmap

__all__ = [
    "COLOURS",
    "gates_over_time",
    "gradient_norms",
    "heatmap",
    "loss_curves",
    "state_trajectories",
]
