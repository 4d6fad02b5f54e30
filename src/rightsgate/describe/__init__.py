"""The vocabulary described for people and for tools: a reference page, a JSON Schema. Reads no manifest."""
