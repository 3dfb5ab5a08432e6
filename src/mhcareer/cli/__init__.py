"""The command line: options in, exit code out; no rules, no arithmetic, no markup."""
