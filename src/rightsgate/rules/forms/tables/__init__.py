"""The forms of rule, case and policy files as tables, from which readers, schemas and reference pages are made."""
