"""From outcomes to findings and the verdict."""
