"""`python -m mhcareer`."""

from mhcareer.cli.main import main

main()
