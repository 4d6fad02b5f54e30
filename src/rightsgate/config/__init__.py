"""The configuration of a repository: what it says, read from TOML."""
