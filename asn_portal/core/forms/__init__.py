"""Forms of the foundation, by noun: shape and field messages; rules and rights live in the services."""
