"""What the codes of faults mean: tables with an example of each, and the page that is made of them."""
