"""Writes an index in processes of their own, to be killed: reads commands from stdin, forks a process for each.

A command is a line of JSON: ["build" | "add" | "remove" | "prune" | "rollback", arguments]. It answers with the
process's number, and with "done STATUS" when that has ended.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from qa.errors import QaError
from qa.index.build import add_articles, build_index, remove_articles
from qa.index.retention import prune, roll_back
from tests.encoders import HashEncoder


def run(indexes: Path, command: str, arguments: list[str]) -> None:
    if command == "build":
        build_index([Path(name) for name in arguments], indexes, "default", HashEncoder())
    elif command == "add":
        add_articles([Path(name) for name in arguments], indexes, "default", HashEncoder())
    elif command == "remove":
        remove_articles(arguments, indexes, "default", HashEncoder)
    elif command == "prune":
        prune(indexes, "default", keep=2)
    elif command == "rollback":
        roll_back(indexes, "default")


def main() -> None:
    indexes = Path(sys.argv[1])
    for line in sys.stdin:
        child = os.fork()
        if not child:
            try:
                run(indexes, *json.loads(line))
            except QaError as error:
                print(error, file=sys.stderr, flush=True)
                os._exit(3)
            except BaseException as error:
                print(repr(error), file=sys.stderr, flush=True)
                os._exit(4)
            os._exit(0)
        print(child, flush=True)
        print(f"done {os.waitpid(child, 0)[1]}", flush=True)


if __name__ == "__main__":
    main()
