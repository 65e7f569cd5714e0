"""``python -m bot`` is ``palier``."""

import sys

from bot.cli import main

sys.exit(main())
