"""Runs of the command on hostile input."""
