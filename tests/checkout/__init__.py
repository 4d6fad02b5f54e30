"""The checkout that the tests run in: where its files lie, and runs of its command."""
