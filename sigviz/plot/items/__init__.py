"""What is drawn in the plot, as items of its scene."""
