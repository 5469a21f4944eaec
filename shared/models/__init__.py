"""What is stored, sent, queued and answered by models: pydantic at every border."""
