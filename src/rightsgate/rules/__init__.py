"""What is asked: rules as data."""
