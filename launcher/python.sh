# Sourced by ./run and ./test: finds a Python from 3.11 to 3.13 and puts its name into $PYTHON.
# Containers often forbid bytecode; then every process would compile Django anew.
unset PYTHONDONTWRITEBYTECODE
PYTHON=
for candidate in python3 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        PYTHON=$candidate
        break
    fi
done
if [ -z "$PYTHON" ]; then
    echo "Python 3.11 sampai 3.13 tidak ditemukan. Minta administrator menjalankan: apt-get install python3 python3-venv (macOS: pasang dari python.org)" >&2
    exit 2
fi
