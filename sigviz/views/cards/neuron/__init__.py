"""The neuron card: the diagram of the unit, the chain rule in numbers, and the texts of both."""

from sigviz.views.cards.neuron.diagram import NeuronCard

__all__ = ["NeuronCard"]
