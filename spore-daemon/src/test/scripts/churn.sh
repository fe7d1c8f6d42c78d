#!/usr/bin/env bash
# A virtual day (or as many hours as given, more than 18) in which nodes restart and visitors come and go, in the
# simulator: fails unless the tables of all nodes are of one size after 18 hours and at the end. Takes the better
# part of an hour.
set -euo pipefail
cd "$(dirname "$0")/../../../.."

mvn -B -ntp -pl spore-daemon test -Dtest='MeshSimTest#staysBoundedUnderChurn' -Dmossspore.churn.hours="${1:-24}"
