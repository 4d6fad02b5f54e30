"""What follows for people: risks, rights, involvement and remedy."""
