"""Sets up what a command needs. Standard library only: it runs before anything is installed."""
