"""A three-valued Datalog engine. Knows nothing of rights."""
