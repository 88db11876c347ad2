"""The command `qa`: its options, its commands, its text for a terminal. May import: all.

In: words of the command line. Out: text or JSON, and an exit status.
"""
