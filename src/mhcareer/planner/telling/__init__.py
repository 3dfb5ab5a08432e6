"""All that a finished plan says beside its dates."""
