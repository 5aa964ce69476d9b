"""Run the command line with `python -m trajecten_cli`."""

from trajecten_cli.main import main

if __name__ == "__main__":
    main()
