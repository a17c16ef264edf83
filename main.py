"""Binôme: `main.py [DOSSIER]` opens the window, `main.py --aide` lists the rest."""

import sys

from app.bootstrap import main

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
