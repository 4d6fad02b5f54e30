"""Rule packs with a fault, and what is said of it."""
