"""Speed, as ratios against peers in the same run; ``benchmarks/README.md`` says how to run it."""
