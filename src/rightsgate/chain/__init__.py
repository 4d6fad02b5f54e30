"""From facts to all that follows from them, with a derivation for each. Judges nothing, prints nothing."""
