"""How many random programs are tried, and in which batches. RIGHTSGATE_PROGRAMS sets their number."""

import os
from typing import Final

import pytest

PROGRAMS: Final = int(os.environ.get("RIGHTSGATE_PROGRAMS", "200"))
BATCHES: Final = [range(start, min(start + 50, PROGRAMS)) for start in range(0, PROGRAMS, 50)]
MANY: Final = pytest.mark.parametrize("seeds", BATCHES, ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
