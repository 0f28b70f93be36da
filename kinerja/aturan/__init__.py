"""The law of this app. Importing it registers its rules."""
