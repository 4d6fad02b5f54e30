"""Which files are read as what: manifests, policies and rule files among files of other kinds."""
