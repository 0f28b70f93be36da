#!/bin/sh
# seals.sh FILE LAST: after a restore to an earlier moment the file outside holds seals that the database no longer
# has. Keep the whole file as evidence and go on from the last seal that the database has (SELECT max(no) FROM core_segel).
set -eu
umask 077
file="$1"
last="$2"
kept="$file.sebelum-$(date -u +%Y%m%dT%H%M%SZ)"
mv "$file" "$kept"
awk -v last="$last" '$1 + 0 <= last + 0' "$kept" >"$file"
echo "Segel sesudah nomor $last dipisahkan; berkas lama tersimpan di $kept."
