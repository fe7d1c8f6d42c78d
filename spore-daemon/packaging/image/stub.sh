#!/bin/sh
# @NAME@ @VERSION@: one file with everything it needs, behind this script. The first start unpacks it into a directory
# that nobody else can write (/opt/mossspore for root, else the user's cache; MOSSSPORE_UNPACK_DIR names another) and
# checks every byte; later ones look whether anything was changed since. "--unpack-to DIR" only unpacks, and prints where.
set -u
umask 022
unset CDPATH
name=@NAME@
sum=@SHA256@
id=$name-@VERSION@-$(printf %.12s "$sum")
lines=@LINES@
work=
claimed=

die() {
  echo "fatal: $1" >&2
  exit 1
}

clean() {
  [ -z "$work" ] || rm -rf "$work"
  if [ -n "$claimed" ]; then
    rm -f "$claimed"
    rm -f "$claimed".*
  fi
  work=
  claimed=
}

if command -v sha256sum >/dev/null 2>&1; then
  check() { sha256sum -c "$1"; }
elif command -v shasum >/dev/null 2>&1; then
  check() { shasum -a 256 -c "$1"; }
else
  die "needs sha256sum or shasum to check what it unpacks"
fi

# A directory of ours or of root's that no one else can write.
private() (
  [ -d "$1" ] && [ ! -h "$1" ] || exit 1
  # shellcheck disable=SC2012 # no stat is the same on all systems
  listed=$(ls -ldn "$1/.")
  case $listed in
    ?????w* | ????????w*) exit 1 ;;
  esac
  IFS=' '
  # shellcheck disable=SC2086 # mode, links, owner
  set -- $listed
  [ "$3" = 0 ] || [ "$3" = "$(id -u)" ]
)

# Holds the tree and nothing else, by size and time, which takes no time: every file is as old as its list.
untouched() (
  private "$1" && [ -f "$1/SIZES" ] && cd "$1" && [ -z "$(find . -type f -newer SIZES)" ] || exit 1
  [ "$(find . -type f ! -name SIZES ! -name SHA256SUMS -exec ls -ln {} + | awk '{ print $5, $NF }' |
    LC_ALL=C sort)" = "$(cat SIZES)" ]
) 2>/dev/null

# The same by every byte.
whole() (
  untouched "$1" && cd "$1" && check SHA256SUMS >/dev/null 2>&1
)

# Whom a claim names, if it is there.
holder_of() {
  listed=$(ls -l "$1" 2>/dev/null) && echo "${listed##*-> }"
}

# Whether a claim's process, or the claim, is gone; no start takes five minutes, so after them another program may have got its number.
left_behind() {
  ! kill -0 "$(holder_of "$1")" 2>/dev/null || [ -n "$(find "$1" -prune -mmin +5 2>/dev/null)" ]
}

# Follows claims from the first one: one that was left behind counts for the one that took it over, which has its number in
# its name. Ends at the one that counts, or at the name of the one to be made.
last_claim() {
  last=$1/.$id.claim
  while [ -h "$last" ] && left_behind "$last"; do
    last=$1/.$id.claim.$(holder_of "$last")
  done
  echo "$last"
}

# One start at a time changes what lies in DIR. A claim is a symbolic link to the number of its process, made in one step.
# Who gives it back takes the first away before those behind it; so one that was made behind a first that is gone is noticed.
claim() {
  waited=0
  while [ "$waited" -lt 1200 ]; do
    last=$(last_claim "$1")
    if ln -s "$$" "$last" 2>/dev/null; then
      claimed=$1/.$id.claim
      [ "$(last_claim "$1")" != "$last" ] || [ "$(holder_of "$last")" != "$$" ] || return 0
      rm -f "$last"
      claimed=
    elif [ -h "$last" ]; then
      sleep 0.1 2>/dev/null || sleep 1
    fi
    waited=$((waited + 1))
  done
  return 1
}

# Makes DIR/ID under the claim, so that it is there as a whole or not at all.
fill() {
  for left in "$1/.$id.tree."*; do # by a start that was killed
    rm -rf "$left"
  done
  work=$1/.$id.tree.$$
  mkdir -m 0755 "$work" || return 1
  if ! (tail -n "+$lines" "$0" | gzip -dc | tar -xf - -C "$work") 2>/dev/null || ! whole "$work"; then
    clean
    if tail -n "+$lines" "$0" | gzip -t 2>/dev/null; then
      die "cannot unpack into $1: is there room for 150 MB?"
    fi
    die "$0 is damaged: fetch it again"
  fi
  sync
  [ ! -e "$1/$id" ] || mv "$1/$id" "$work.damaged" || return 1
  mv "$work" "$1/$id" || return 1
  rm -rf "$work.damaged"
}

unpack() {
  { mkdir -p "$1" && [ -w "$1" ]; } 2>/dev/null || return 1
  private "$1" || {
    echo "$name: not used, since others can write it: $1" >&2
    return 1
  }
  claim "$1" || return 1
  whole "$1/$id" || fill "$1" # another start may have been faster
  filled=$?
  clean
  return $filled
}

places() {
  if [ -n "${MOSSSPORE_UNPACK_DIR:-}" ]; then
    echo "$MOSSSPORE_UNPACK_DIR"
    return
  fi
  echo /opt/mossspore
  if [ "$(id -u)" != 0 ]; then
    for home in "${XDG_CACHE_HOME:-}" "${HOME:+$HOME/.cache}" "${STATE_DIRECTORY:-}"; do
      case $home in
        /*) echo "$home/mossspore" ;;
      esac
    done
  fi
}

trap 'clean; exit 1' HUP INT TERM
if [ "${1:-}" = --unpack-to ]; then
  [ $# -eq 2 ] || die "--unpack-to takes one directory"
  whole "$2/$id" || unpack "$2" || die "cannot unpack into $2"
  echo "$2/$id"
  exit 0
fi

tree=
IFS='
'
for place in $(places); do
  if [ -z "$tree" ] && untouched "$place/$id"; then
    tree=$place/$id
  fi
done
for place in $(places); do
  if [ -z "$tree" ] && unpack "$place"; then
    tree=$place/$id
  fi
done
unset IFS
[ -n "$tree" ] || die "no place to unpack: set MOSSSPORE_UNPACK_DIR to a directory that only you can write"
unset MOSSSPORE_UNPACK_DIR
trap - HUP INT TERM
exec "$tree/bin/$name" "$@"
exit 1
