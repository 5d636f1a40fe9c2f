"""The shelf under the figure: a button for each picture of the formula."""
