"""The REST interface of the emulator, one file a resource."""
