"""What the commands answer: for each value a screen and a JSON document."""
