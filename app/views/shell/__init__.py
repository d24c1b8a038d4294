"""The frame around the screens: rail, top bar, status line, palette, manual, first start."""
