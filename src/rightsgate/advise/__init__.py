"""What to expect and what to do: manifests checked again, on other days or with other statements."""
