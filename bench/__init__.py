"""Benchmarks: each figure beside a comparator measured in the same run. Never part of ./test."""

# With each answer the measured server tells in this header how many queries it took.
HEADER = "X-Jumlah-Kueri"
