"""Tongbao (通报): scores and official bulletins from a git-tracked data repository."""
