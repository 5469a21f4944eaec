"""Tokens of people and tickets of streams."""
