#!/usr/bin/env bash
# Attacks a node for 60 seconds each way (or as many as given), beside honest peers, on loopback only;
# prints one line of figures for each attack and fails if the honest noticed anything.
set -euo pipefail
cd "$(dirname "$0")/../../../.."

seconds=${1:-60}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
result=0
mvn -B -ntp -pl spore-daemon -am test -Dtest=AbuseTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dmossspore.abuse.seconds="$seconds" >"$log" 2>&1 || result=$?
grep -E '^[A-Za-z]+: [0-9]+ attempts' "$log" || cat "$log"
if [ "$result" -ne 0 ]; then
  grep -E 'AssertionFailedError|ERROR' "$log" | head -20 >&2
fi
exit "$result"
