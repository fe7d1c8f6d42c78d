#!/usr/bin/env bash
# Plays what wears meshes out with 200 nodes in the simulator; takes about ten minutes.
set -euo pipefail
cd "$(dirname "$0")/../../../.."

mvn -B -ntp -pl spore-daemon -am verify -Psystem -Dit.groups=large -Dit.test=LargeMeshIT \
  -Dfailsafe.failIfNoSpecifiedTests=false
