"""Make .venv with the locked packages, then hand over to the supervisor or to the checks.

Standard library only: this runs before anything is installed. `./run` needs the run lock, `./test` the
larger test lock; a .venv that holds the larger one serves both.
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
INSTALLER = VENV / "installer"
STAMP = VENV / "stamp.json"
LOCKS = {"run": "requirements-run.txt", "test": "requirements-test.txt"}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
FAILED = 1
ADMIN_NEEDED = 2
NOT_INSTALLED = "Pustaka tidak dapat dipasang: periksa sambungan ke indeks paket Python, lalu jalankan lagi."


def fail(sentence: str) -> None:
    print(sentence, file=sys.stderr)
    sys.exit(ADMIN_NEEDED)


def can_apt_get() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_get(*packages: str) -> bool:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    steps = (["apt-get", "update", "-q"], install)
    return all(subprocess.run(step, env=quiet, stdout=sys.stderr).returncode == 0 for step in steps)


def run_step(command: list[str | Path], trouble: str) -> None:
    """Its own output tells the cause; our sentence tells what did not work."""
    if subprocess.run(command, cwd=ROOT).returncode != 0:
        print(trouble, file=sys.stderr)
        sys.exit(FAILED)


def make_venv() -> None:
    """Create .venv; Debian's own Python lacks ensurepip until python3-venv is installed."""
    if VENV_PYTHON.exists() and subprocess.run([VENV_PYTHON, "-c", "import pip"], capture_output=True).returncode == 0:
        return
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not (can_apt_get() and apt_get(package)):
            fail(f"Modul venv Python tidak ada. Minta administrator menjalankan: apt-get install {package}")
    shutil.rmtree(VENV, ignore_errors=True)
    run_step([sys.executable, "-m", "venv", str(VENV)], "Lingkungan Python tidak dapat dibuat di .venv.")


def fingerprint(purpose: str) -> str:
    version = subprocess.run([VENV_PYTHON, "-V"], capture_output=True, check=True).stdout
    return hashlib.sha256(version + (ROOT / LOCKS[purpose]).read_bytes()).hexdigest()


def read_stamp() -> dict[str, str]:
    """What .venv holds; nothing when its last installation was interrupted."""
    try:
        return json.loads(STAMP.read_text())
    except (FileNotFoundError, ValueError):
        return {}


def install(purpose: str) -> None:
    """Bring .venv to the lock of this purpose, every package checked against its hash."""
    stamp = read_stamp()
    if stamp.get(purpose) == fingerprint(purpose):
        return
    purpose = "test" if "test" in stamp else purpose  # what the tests need stays when ./run installs a changed lock
    print("Memasang pustaka yang dikunci (sekali saja) ...", file=sys.stderr, flush=True)
    STAMP.unlink(missing_ok=True)
    pip = [VENV_PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
    run_step([*pip, "--target", INSTALLER, "--upgrade", "-r", "requirements-uv.txt"], NOT_INSTALLED)
    sync = [INSTALLER / "bin" / "uv", "pip", "sync", "-q", "--python", VENV_PYTHON, "--require-hashes"]
    run_step([*sync, "--compile-bytecode", LOCKS[purpose]], NOT_INSTALLED)
    served = ("run", "test") if purpose == "test" else ("run",)
    STAMP.write_text(json.dumps({name: fingerprint(name) for name in served}))


def find_chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if not found and Path(MAC_CHROME).exists():
        found = MAC_CHROME
    if not found or subprocess.run([found, "--version"], capture_output=True).returncode != 0:
        return None
    return found


def ensure_chromium() -> str:
    found = find_chromium()
    if not found and can_apt_get() and apt_get("chromium", "fonts-liberation"):
        found = find_chromium()
    if not found:
        fail("Chromium tidak ada. Minta administrator menjalankan: apt-get install chromium fonts-liberation")
    return str(found)


def prepare(purpose: str) -> None:
    try:
        with (ROOT / ".venv.lock").open("w") as lock:  # ./run and ./test at the same moment take turns
            fcntl.flock(lock, fcntl.LOCK_EX)
            make_venv()
            install(purpose)
    except PermissionError:
        fail(f"Akun ini tidak boleh menulis di {ROOT}. Minta administrator menjalankan: chown -R {os.geteuid()} {ROOT}")


def main(purpose: str, arguments: list[str]) -> None:
    prepare(purpose)
    if "--siapkan" in arguments:
        return
    module = "launcher.supervisor"
    if purpose == "test":
        module = "launcher.checks"
        if arguments != ["--periksa"]:
            os.environ["CHROMIUM"] = ensure_chromium()
    os.chdir(ROOT)
    os.execv(VENV_PYTHON, [str(VENV_PYTHON), "-m", module, *arguments])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
