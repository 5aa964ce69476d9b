"""Values and rules of participation trajectories: pure, without files, clocks or databases."""
