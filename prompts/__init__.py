"""One folder a task, with system and user prompts side by side in zh and en."""
