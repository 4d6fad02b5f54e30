"""Three truth values, the values that facts hold, and how they compare."""
