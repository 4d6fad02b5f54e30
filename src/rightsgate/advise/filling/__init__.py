"""Answers to the open questions of a manifest: which comes next, and which edits an answer comes to."""
