"""Every way to a credential: which tasks, and what waits for what."""
