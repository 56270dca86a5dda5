"""Speed as ratios: `python -m tests.bench` prints each figure beside its limit."""
