#!/bin/sh
# restore_command of PostgreSQL: fetch.sh %f %p. It also asks for files that do not exist; then the answer is 1.
set -eu
source="${ASN_ARSIP:-/arsip}/wal/$1.gz"
[ -e "$source" ] || exit 1
gunzip -c "$source" >"$2"
