"""The menus of the window, made from the table of actions."""
