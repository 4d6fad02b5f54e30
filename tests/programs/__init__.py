"""Programs of the engine: a short notation, random programs, and two other ways to evaluate them."""
