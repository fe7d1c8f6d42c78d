#!/usr/bin/env bash
# Runs a spore with 200 peers for ten minutes (or as many seconds as given) on loopback: prints its memory every
# fortieth of the time, and fails unless it stays within 256 MiB, is flat, and nobody is lost.
set -euo pipefail
cd "$(dirname "$0")/../../../.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
set +e
mvn -B -ntp -pl spore-daemon -am verify -Psystem -Dit.groups=soak -Dit.test=SoakIT \
  -Dfailsafe.failIfNoSpecifiedTests=false -Dmossspore.soak.seconds="${1:-600}" 2>&1 |
  tee "$log" | grep --line-buffered '^soak: '
result=${PIPESTATUS[0]}
set -e
if [ "$result" -ne 0 ]; then
  grep -E 'AssertionFailedError|ERROR' "$log" | head -20 >&2
fi
exit "$result"
