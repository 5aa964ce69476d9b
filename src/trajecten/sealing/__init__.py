"""What is kept outside the database: the key, what was signed last, what others kept."""
