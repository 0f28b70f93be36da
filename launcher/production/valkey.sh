#!/bin/sh
# The broker. Its configuration comes by standard input: the password is neither in the process list nor on disk.
exec valkey-server - <<EOF
bind * -::*
requirepass $SANDI_ANTREAN
dir /data
appendonly yes
maxmemory-policy noeviction
EOF
