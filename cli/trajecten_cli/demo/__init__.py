"""The stories that `trajecten demo` plays."""
