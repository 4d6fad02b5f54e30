"""The version of rightsgate, where every room can read it. Nothing is imported here: each call would wait for it."""

VERSION = "0.1.0"
