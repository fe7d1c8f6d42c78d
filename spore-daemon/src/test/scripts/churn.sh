#!/usr/bin/env bash
# A virtual day (or as many hours as given) in which nodes restart and visitors come and go, in the simulator: prints
# for each hour the most that a node held, and fails if it held more in the last six hours than in six before that,
# once the first twelve are over. Takes about a quarter of an hour.
set -euo pipefail
cd "$(dirname "$0")/../../../.."

set +e
mvn -B -ntp -pl spore-daemon -am test -Dtest='MeshSimTest#staysBoundedUnderChurn' \
  -Dsurefire.failIfNoSpecifiedTests=false -Dmossspore.churn.hours="${1:-24}" 2>&1 |
  grep --line-buffered -E '^churn: |ERROR|BUILD'
result=${PIPESTATUS[0]}
exit "$result"
