"""The window: menus, controls, dialogs, presentation, and the commands that they trigger."""
