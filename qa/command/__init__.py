"""The command `qa`: its options, how its results read on a terminal, progress, `qa doctor`.

In: words of the command line. Out: text or JSON, and an exit status. May import: all.
"""
