"""Write the hash-locked requirements anew from the .in files (make lock)."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = ROOT / ".venv" / "installer" / "bin" / "uv"
# The order matters: each file is constrained by the one before it.
PURPOSES = ("requirements", "requirements-run", "requirements-test", "requirements-uv")


def lock(purpose: str) -> None:
    """Resolve one purpose for every supported Python and platform at once."""
    options = ["--universal", "--generate-hashes", "--python-version", "3.11", "--quiet"]
    quiet = ["--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock"]
    command = [UV, "pip", "compile", *options, *quiet, f"{purpose}.in", "-o", f"{purpose}.txt"]
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    for purpose in PURPOSES:
        lock(purpose)
