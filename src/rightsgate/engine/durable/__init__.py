"""The same program on durable-rules."""
