"""Makes ``python -m rightsgate`` the same as ``rightsgate``."""

from rightsgate.cli import main

main()
