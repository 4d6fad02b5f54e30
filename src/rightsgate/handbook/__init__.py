"""Rules, manifest fields and coverage as pages."""
