"""Language models behind one port: a dated registry, prompts, calls, failures."""
