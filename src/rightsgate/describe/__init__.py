"""The vocabulary and the rules described for people and for tools: pages, a JSON Schema. Reads no manifest."""
