"""Rules of the foundation that are not national law: status tables."""
