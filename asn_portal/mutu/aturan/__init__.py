"""The law of data quality: BKN's indicators with their weights, and the index made of them. Nothing but the standard library."""
