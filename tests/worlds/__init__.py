"""Whole manifests: random ones, a flawless one, and what is changed in it to make one sign appear."""
