"""An evaluator of the catalogue of requirements, written independently of the rules and of the engine."""
