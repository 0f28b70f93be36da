#!/bin/sh
# archive_command of PostgreSQL: archive.sh %p %f
# A segment counts as archived only when it is complete and on disk. After a crash PostgreSQL may send one again.
set -eu
target="${ASN_ARSIP:-/arsip}/wal/$2.gz"
if [ -e "$target" ]; then
    gunzip -c "$target" | cmp -s - "$1"
    exit
fi
gzip -1 -c "$1" >"$target.baru"
sync "$target.baru"
mv "$target.baru" "$target"
sync "${target%/*}"
