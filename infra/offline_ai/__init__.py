"""A model server for laptops and tests: the OpenAI wire format without network, keys or weights."""
