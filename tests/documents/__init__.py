"""Texts of documents, and how they are read."""
