"""The report as text for terminals and logs."""
