"""The mathematics of the sigmoid: functions of numbers, independent of scenes and of Qt."""
