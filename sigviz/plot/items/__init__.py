"""The items that sigviz draws in the plot."""
