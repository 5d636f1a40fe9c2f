"""What is kept between two runs: scene files, settings, and what was chosen last."""
