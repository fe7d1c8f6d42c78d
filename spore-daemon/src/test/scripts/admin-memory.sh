#!/usr/bin/env bash
# What the admin API costs a daemon: admin-memory.sh [STARTS]
# Prints the time to /health and the resident memory, without it, with it, and with one caller following events, each
# as the median of so many starts (3). Needs the launcher tree and the test classes: mvn -DskipTests package
set -euo pipefail
cd "$(dirname "$0")/../../.."
starts=${1:-3}
launcher=target/mossspore/bin/mossspore
work=$(mktemp -d)
spore=
tail=
finish() {
  [ -z "$tail" ] || kill "$tail" 2>/dev/null || true
  [ -z "$spore" ] || kill "$spore" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
export MOSSSPORE_TRACKERS='[]' MOSSSPORE_LAN_DISCOVERY=false MOSSSPORE_DHT_ENABLED=false

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
resident() { awk '/^VmRSS/ { printf "%.1f\n", $2 / 1024 }' "/proc/$1/status"; }

# One start: prints milliseconds to /health, resident MiB after 20 s, and with a caller after 20 s more.
measure() {
  MOSSSPORE_ADMIN_ENABLED=$1 MOSSSPORE_ADMIN_SOCKET=$work/s \
    "$launcher" --listen-host 127.0.0.1 --monitor-listen 127.0.0.1:19811 >"$work/out" 2>"$work/err" &
  spore=$!
  local began
  began=$(date +%s%N)
  until curl -fso /dev/null http://127.0.0.1:19811/health; do
    kill -0 "$spore" || { cat "$work/err" >&2; exit 1; }
    sleep 0.02
  done
  local health=$((($(date +%s%N) - began) / 1000000))
  sleep 20
  local idle
  idle=$(resident "$spore")
  local followed=-
  if [ "$1" = true ]; then
    "${JAVA:-java}" -cp "$classpath" dev.mossspore.testing.Follow "$work/s" >"$work/tail" 2>&1 &
    tail=$!
    sleep 20
    grep -q following "$work/tail" || { cat "$work/tail" >&2; exit 1; }
    followed=$(resident "$spore")
    kill "$tail"
    tail=
  fi
  kill "$spore"
  wait "$spore" || true
  spore=
  echo "$health $idle $followed"
}

classpath=target/test-classes:../proto/target/test-classes:$(find target/mossspore/lib -name '*.jar' -printf '%p:')
for admin in false true; do
  for ((i = 0; i < starts; i++)); do measure "$admin"; done >"$work/figures"
  echo "admin=$admin: /health after $(cut -d' ' -f1 "$work/figures" | median) ms," \
    "resident $(cut -d' ' -f2 "$work/figures" | median) MiB," \
    "with one caller $(cut -d' ' -f3 "$work/figures" | median) MiB"
done
