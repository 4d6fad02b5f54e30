"""The types that all stages share; nothing here reads, derives, judges or prints."""
