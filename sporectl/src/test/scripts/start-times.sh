#!/usr/bin/env bash
# Prints how long `sporectl --version` and `sporectl status` take, the median and the best of RUNS runs:
#   start-times.sh [LAUNCHER [ENDPOINT]]
# Without an endpoint a daemon of the build is started on loopback that contacts nobody.
set -euo pipefail

top=$(cd "$(dirname "$0")/../../../.." && pwd)
launcher=${1:-$top/sporectl/target/sporectl/bin/sporectl}
endpoint=${2:-}
runs=${RUNS:-11}
work=$(mktemp -d)
daemon=

finish() {
  if [ -n "$daemon" ]; then
    kill "$daemon" || true
    wait "$daemon" || true
  fi
  rm -rf "$work"
}
trap finish EXIT

if [ -z "$endpoint" ]; then
  endpoint=unix:$work/admin.sock
  MOSSSPORE_TRACKERS='[]' MOSSSPORE_LAN_DISCOVERY=false MOSSSPORE_DHT_ENABLED=false MOSSSPORE_NAT_STUN_SERVERS='[]' \
    MOSSSPORE_NAT_UPNP=false MOSSSPORE_NAT_NATPMP=false MOSSSPORE_NAT_PCP=false \
    "$top/spore-daemon/target/mossspore/bin/mossspore" --listen-host 127.0.0.1 --monitor-listen 127.0.0.1:0 \
    --state-dir "$work" --admin-socket "$work/admin.sock" >"$work/out" 2>"$work/err" &
  daemon=$!
  for _ in $(seq 1 300); do
    if "$launcher" status --host "$endpoint" >/dev/null 2>&1; then
      break
    fi
    sleep 0.2
  done
fi

measure() {
  name=$1
  shift
  "$@" >/dev/null
  for _ in $(seq 1 "$runs"); do
    start=$(date +%s%N)
    "$@" >/dev/null
    echo $((($(date +%s%N) - start) / 1000000))
  done | sort -n | awk -v name="$name" '{ms[NR] = $1} END {printf "%-10s median %4d ms, best %4d ms of %d\n", name, ms[int((NR + 1) / 2)], ms[1], NR}'
}

measure --version "$launcher" --version
measure status "$launcher" status --host "$endpoint"
