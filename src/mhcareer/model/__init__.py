"""What things are: figures, requirements, credentials, persons, plans. Frozen values, no I/O."""
