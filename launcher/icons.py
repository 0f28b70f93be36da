"""Compose static/ikon.svg from the single icons in static/vendor/bootstrap-icons, and list them (make ikon)."""

import hashlib
import json
import re
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
VENDOR = STATIC / "vendor"
SOURCES = VENDOR / "bootstrap-icons"


def symbol(path: Path) -> str:
    """One icon as <symbol>, without the attributes that only a drawing of its own needs."""
    shapes = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", path.read_text(), flags=re.DOTALL)
    return f'<symbol id="{path.stem}" viewBox="0 0 16 16">{" ".join(shapes.split())}</symbol>'


def compose() -> str:
    symbols = "\n".join(symbol(path) for path in sorted(SOURCES.glob("*.svg")))
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def record() -> None:
    """Which files stand in the folder, and the digest of all of them, into vendor.json."""
    file = VENDOR / "vendor.json"
    entries = json.loads(file.read_text())
    entry = next(entry for entry in entries if entry["nama"] == SOURCES.name)
    others = [name for name in entry["berkas"] if not name.endswith(".svg")]
    entry["berkas"] = others + [f"{SOURCES.name}/{path.name}" for path in sorted(SOURCES.glob("*.svg"))]
    content = b"".join((VENDOR / name).read_bytes() for name in entry["berkas"])
    entry["sha256"] = hashlib.sha256(content).hexdigest()
    file.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    record()
    (STATIC / "ikon.svg").write_text(compose())
