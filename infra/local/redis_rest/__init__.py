"""Upstash's REST interface in front of a plain redis-server."""
