"""The workflow files that come with trajecten: data only, read by name through its catalogue."""
