"""Benchmarks; run by `make bench`.

Two ratios, both within one run, since machines are noisy and only a ratio means something: a whole process of a plan
against a bare program (`bench_process`), and the planner against the oracle's CP-SAT model on the same instances
(`bench_oracle`).
"""

from __future__ import annotations

import sys

import bench_oracle
import bench_process


def main() -> int:
    """Print all figures; 1 if any is worse than its limit."""
    found = [bench_process.main(), bench_oracle.main()]
    return max(found)


if __name__ == "__main__":
    sys.exit(main())
