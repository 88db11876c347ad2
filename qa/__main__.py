"""`python -m qa` is the command `qa`."""

from qa.command.cli import main

if __name__ == "__main__":
    main(prog_name="qa")
