"""The doors under /api/v1/. What every door shares: galat, dasar, token, sekali, skema."""
