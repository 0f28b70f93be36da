"""The drafting room: a structure in memory, the operations on it, and what they bring about. No database, no clock."""
