#!/usr/bin/env bash
# What relaying costs the launcher that was built last: CPU seconds for a gigabyte of payload, over TCP and UDP, with
# packets of 1 and 16 KiB, caps lifted, on loopback only. Prints a line for each measurement and the medians.
#
#   DRIVER=path/to/mossdrive relay-cpu.sh [ROUNDS]
#
# SECONDS_EACH (10) is the length of a measurement, WARM_UP (10) that of the load before the first over each carrier,
# PAIRS (2) the sessions. OTHER=PID:PORT measures another relay of this host, which must be running, in turn with ours.
set -euo pipefail

: "${DRIVER:?name the load driver by DRIVER}"
rounds=${1:-5}
length=${SECONDS_EACH:-10}
warm=${WARM_UP:-10}
pairs=${PAIRS:-2}
launcher=$(cd "$(dirname "$0")/../../.." && pwd)/target/mossspore/bin/mossspore
work=$(mktemp -d)
spore=
trap '[ -z "$spore" ] || kill "$spore"; rm -rf "$work"' EXIT

start() {
  printf '%s' '{"trackers":[],"lan_discovery":false,"dht_enabled":false,"admin":{"enabled":false},
    "nat":{"stun_servers":[],"upnp":false,"natpmp":false,"pcp":false},"listen_host":"127.0.0.1",
    "monitor":{"listen":"127.0.0.1:0"},"relay":{"max_bandwidth_kbps":10000000,"max_sessions":1000}}' >"$work/config.json"
  : >"$work/err" # or the port of the last round would be found in it
  "$launcher" --config "$work/config.json" >"$work/out" 2>>"$work/err" &
  spore=$!
  for _ in $(seq 600); do
    port=$(sed -n 's/.*node started .*port=\([0-9]*\).*/\1/p' "$work/err")
    [ -z "$port" ] || return 0
    kill -0 "$spore" || break
    sleep 0.1
  done
  cat "$work/err" >&2
  return 1
}

drive() { # pid port carrier size seconds
  "$DRIVER" relay -target "127.0.0.1:$2" -transport "$3" -size "$4" -pairs "$pairs" -pid "$1" -duration "$5s" |
    grep '"phase":"relay"'
}

field() { sed -n "s/.*\"$1\":\([0-9.]*\).*/\1/p"; }

measure() { # name pid port
  for carrier in tcp udp; do
    drive "$2" "$3" "$carrier" 16384 "$warm" >/dev/null
    for size in 1024 16384; do
      figures=$(drive "$2" "$3" "$carrier" "$size" "$length")
      cost=$(field target_cpu_seconds_per_gb <<<"$figures")
      echo "$1 $carrier $size: $cost CPU s/GB, $(field megabytes_per_second <<<"$figures") MB/s," \
        "$(field corrupt <<<"$figures") corrupt, loss $(field loss_percent <<<"$figures") %"
      echo "$cost" >>"$work/$1-$carrier-$size"
    done
  done
}

for round in $(seq "$rounds"); do
  echo "round $round"
  start
  measure ours "$spore" "$port"
  kill "$spore"
  wait "$spore" || true
  spore=
  if [ -n "${OTHER:-}" ]; then
    measure other "${OTHER%%:*}" "${OTHER##*:}"
  fi
done
for file in "$work"/*-*-*; do
  echo "median $(basename "$file"): $(sort -n "$file" | sed -n "$(((rounds + 1) / 2))p") CPU s/GB"
done
