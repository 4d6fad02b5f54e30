"""The signals that end a call and the processes that it started."""

import signal
from typing import Final

# The signals by which a terminal, a shell or a pipeline ends a call. Windows has no SIGHUP.
SIGNALS: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
