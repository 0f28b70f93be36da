"""Compose static/ikon.svg from the single icons in static/vendor/bootstrap-icons (make ikon)."""

import re
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
SOURCES = STATIC / "vendor" / "bootstrap-icons"


def symbol(path: Path) -> str:
    """One icon as <symbol>, without the attributes that only a drawing of its own needs."""
    shapes = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", path.read_text(), flags=re.DOTALL)
    return f'<symbol id="{path.stem}" viewBox="0 0 16 16">{" ".join(shapes.split())}</symbol>'


def compose() -> str:
    symbols = "\n".join(symbol(path) for path in sorted(SOURCES.glob("*.svg")))
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


if __name__ == "__main__":
    (STATIC / "ikon.svg").write_text(compose())
