"""From text to the typed model, every fault located. Derives nothing, judges nothing."""
