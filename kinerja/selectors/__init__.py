"""Questions about performance."""
