#!/bin/sh
# A verified base backup. With the WAL archived after it, every moment from its end on can be restored (restore.sh).
# Run it daily as postgres; ASN_SIMPAN_CADANGAN base backups are kept, and the WAL that they need.
set -eu
umask 077
archive="${ASN_ARSIP:-/arsip}"
keep="${ASN_SIMPAN_CADANGAN:-7}"
work="$archive/dasar/.baru"

rm -rf "$work"
pg_basebackup --pgdata="$work" --format=tar --gzip --wal-method=stream --checkpoint=fast --no-password
pg_verifybackup --quiet --no-parse-wal "$work"
# The first segment it needs: what is older than that of the oldest backup may go.
tar -xzOf "$work/base.tar.gz" backup_label | sed -n 's/^START WAL LOCATION: .*(file \([0-9A-F]*\)).*/\1/p' >"$work/wal_awal"
name=$(date -u +%Y%m%dT%H%M%SZ) # the name is the end of the backup: no earlier moment can be restored from it
mv -T "$work" "$archive/dasar/$name"

ls -1d "$archive"/dasar/*Z | head -n "-$keep" | while read -r old; do rm -rf "$old"; done
oldest=$(ls -1d "$archive"/dasar/*Z | head -n 1)
pg_archivecleanup -x .gz "$archive/wal" "$(cat "$oldest/wal_awal")"
echo "Cadangan selesai: $archive/dasar/$name ($(du -sh "$archive/dasar/$name" | cut -f1))"
