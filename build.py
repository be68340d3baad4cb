#!/usr/bin/env python3
"""The door to Tongbao: `python build.py` builds the site, `build.py --help` lists the rest."""

import sys

try:
    from tongbao.command_line import main
except ModuleNotFoundError as missing:
    sys.exit(f"缺少 {missing.name}：先运行 make，再用 .venv/bin/python build.py。")

if __name__ == "__main__":
    main()
