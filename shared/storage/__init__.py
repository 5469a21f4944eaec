"""Objects, keys and secrets of the cloud account."""
