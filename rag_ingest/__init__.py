"""Fills the collection of know-how: python -m rag_ingest SOURCES."""
