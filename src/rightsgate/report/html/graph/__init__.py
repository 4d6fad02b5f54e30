"""The drawing of the value chain: what is drawn, where it stands, and the lines between."""
