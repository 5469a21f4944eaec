"""An emulator of QStash v2, written from its public documentation."""
