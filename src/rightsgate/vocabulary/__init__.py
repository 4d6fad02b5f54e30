"""What can be stated: kinds of entity and their fields."""
