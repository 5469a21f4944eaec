"""The user's whole job in a terminal, over the public API of a running stack."""
