#!/bin/sh
# Entry of the database container: its archive volume belongs to postgres, then the image's own entry goes on.
set -eu
install -d -o postgres -g postgres -m 700 /arsip /arsip/wal /arsip/dasar
exec docker-entrypoint.sh "$@"
