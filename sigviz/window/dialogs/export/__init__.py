"""The export dialog: four kinds of pictures to click, the details, a preview at true size, and the file."""
