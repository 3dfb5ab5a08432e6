"""The user's own files: saved people and settings. Reads, edits and writes them, and loses nothing on the way."""
