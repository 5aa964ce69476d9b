"""The store: the only room that speaks SQL; rows come in and go out as values."""
