"""npm, wherever it is: `python scripts/npm.py install …`."""

import os
import sys

from install import ROOT, find_npm

if __name__ == "__main__":
    os.chdir(ROOT)
    command = [str(part) for part in find_npm()] + sys.argv[1:]
    os.execvp(command[0], command)  # noqa: S606 - npm itself
