"""The mathematics of the sigmoid: functions of numbers, which know neither scenes nor Qt."""
