"""The contract ``rightsgate.report/1`` as types, from which its JSON Schema is made."""
