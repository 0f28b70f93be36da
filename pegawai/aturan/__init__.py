"""The law on records of employees."""
