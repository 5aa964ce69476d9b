"""The entry and the chain: the bytes that are hashed, and whether stored ones still agree."""
