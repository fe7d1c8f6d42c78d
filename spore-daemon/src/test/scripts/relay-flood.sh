#!/usr/bin/env bash
# Floods the relay of the launcher for 60 seconds each way (or as many as given), beside a pair that is served, on
# loopback only; prints one line of figures for each flood and fails if the pair noticed anything, or if 30 seconds
# later slots, queues, sockets or memory are not as before.
set -euo pipefail
cd "$(dirname "$0")/../../../.."

seconds=${1:-60}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
result=0
mvn -B -ntp -pl spore-daemon -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test=RelayFloodIT -Dfailsafe.failIfNoSpecifiedTests=false -Dmossspore.abuse.seconds="$seconds" >"$log" 2>&1 || result=$?
grep -E '^[A-Z_]+: [0-9]+ at ' "$log" || cat "$log"
if [ "$result" -ne 0 ]; then
  grep -E 'AssertionFailedError|ERROR' "$log" | head -20 >&2
fi
exit "$result"
