"""From what follows to what is found: outcomes, recorded decisions, the gate's verdict. Derives no facts."""
