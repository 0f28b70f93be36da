"""Status tables of documents."""
