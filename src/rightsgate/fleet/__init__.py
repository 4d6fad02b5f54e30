"""Many manifests checked by several processes."""
