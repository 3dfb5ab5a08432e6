"""What holds, held against what a rule asks."""
