#!/bin/sh
# restore.sh '2026-11-21 10:15:00+07' [data folder]: the state of that moment; restore.sh terbaru: everything archived.
# Run it while PostgreSQL is stopped, as postgres or root. The old data folder is kept beside. The next start of
# PostgreSQL replays the archived WAL up to that moment.
set -eu
umask 077
moment="$1"
data="${2:-$PGDATA}"
archive="${ASN_ARSIP:-/arsip}"
here=$(cd "$(dirname "$0")" && pwd)

if [ -e "$data/postmaster.pid" ]; then
    echo "PostgreSQL masih berjalan pada $data. Hentikan dahulu; bila ia mati mendadak, hapus $data/postmaster.pid." >&2
    exit 1
fi
if [ "$moment" = terbaru ]; then
    limit=9
else
    limit=$(date -u -d "$moment" +%Y%m%dT%H%M%SZ)
fi
base=
for found in "$archive"/dasar/*Z; do
    name=${found##*/}
    if [ -d "$found" ] && [ "$(printf '%s\n%s\n' "$name" "$limit" | LC_ALL=C sort | head -n 1)" = "$name" ]; then base=$found; fi
done
if [ -z "$base" ]; then
    echo "Tidak ada cadangan yang selesai sebelum $moment di $archive/dasar." >&2
    exit 1
fi

if [ -n "$(ls -A "$data" 2>/dev/null)" ]; then
    mv "$data" "$data.sebelum-$(date -u +%Y%m%dT%H%M%SZ)"
fi
mkdir -p "$data"
chmod 700 "$data"
tar -xzf "$base/base.tar.gz" -C "$data"
tar -xzf "$base/pg_wal.tar.gz" -C "$data/pg_wal"
{
    echo "restore_command = 'ASN_ARSIP=$archive $here/fetch.sh %f %p'"
    echo "recovery_target_action = 'promote'"
    if [ "$moment" = terbaru ]; then
        echo "recovery_target_time = ''"
    else
        echo "recovery_target_time = '$(date -u -d "$moment" '+%Y-%m-%d %H:%M:%S.%6N+00')'"
    fi
} >>"$data/postgresql.auto.conf"
touch "$data/recovery.signal"
if [ "$(id -u)" = 0 ]; then chown -R postgres:postgres "$data"; fi
echo "Cadangan $(basename "$base") terpasang di $data. Jalankan PostgreSQL; pemulihan sampai $moment berlangsung saat mulai."
