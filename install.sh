#!/bin/sh
# Installs MossSpore, or a newer version over an older one, or takes it away again. Linux and macOS, amd64 and arm64.
#
#   curl -sSL https://github.com/redstone-md/MossSpore/releases/latest/download/install.sh | sh
#   curl -sSL ... | sh -s -- --port 4001 --start -y
#
# Nothing is installed whose checksum or signature is wrong. --help lists the options.
# shellcheck disable=SC2015 # "A && B || fail" is meant so: fail never returns
set -u

# The public keys that sign releases, one a line; two while one takes over from the other. An install.sh that is part of a
# release has them filled in. See spore-daemon/packaging/RELEASING.md.
RELEASE_KEYS='
'

usage() {
  cat <<'U'
usage: install.sh [OPTION...]

Installs the newest MossSpore, an account and a service for it. Every option may stand in the environment instead.

  --version X.Y.Z       this version rather than the newest            VERSION
  --bin-dir DIR         where commands go, /usr/local/bin              BINDIR
  --config-dir DIR      where config.json goes, /etc/mossspore         CONFIGDIR
  --identity-dir DIR    where the identity goes, /var/lib/mossspore    IDENTITYDIR
  --port N              peer port of a new configuration; 0: chosen by the system at each start  MOSSSPORE_INSTALL_PORT
  --mesh-id NAME        mesh of a new configuration, global            MOSSSPORE_INSTALL_MESH_ID
  --monitor-listen ADDR monitor of a new configuration, :9800          MOSSSPORE_INSTALL_MONITOR_LISTEN
  --service             configuration and service (asked for, else yes) MOSSSPORE_INSTALL_SERVICE=yes
  --no-service          configuration only                             MOSSSPORE_INSTALL_SERVICE=no
  --no-config           commands only                                  MOSSSPORE_INSTALL_SERVICE=skip
  --start, --no-start   whether to start the service (asked for, else no)  MOSSSPORE_INSTALL_START=yes|no
  --user                all of it below the home directory, no service  MOSSSPORE_INSTALL_USER=yes
  -y, --yes             ask nothing                                    MOSSSPORE_INSTALL_YES=yes
  --file PATH           install this file; checksums.txt, checksums.txt.sig and sporectl-OS-ARCH lie beside it  MOSSSPORE_INSTALL_FILE
  --base-url URL        where the files of the release are, for mirrors  MOSSSPORE_INSTALL_BASE_URL
  --public-key PATH     PEM file of the key that signed, for builds of one's own  MOSSSPORE_INSTALL_PUBLIC_KEY
  --loopback-http       lets --base-url be http://127.0.0.1:..., for tests  MOSSSPORE_INSTALL_LOOPBACK_HTTP=yes
  --insecure-skip-verify  checks neither signature nor checksum        MOSSSPORE_INSTALL_INSECURE_SKIP_VERIFY=yes
  --uninstall           takes service and commands away; configuration and identity stay, and where they are  MOSSSPORE_INSTALL_UNINSTALL=yes
  --purge               takes those away too: the identity cannot be had again  MOSSSPORE_INSTALL_PURGE=yes
  --dry-run             says what would be done, fetches and changes nothing  MOSSSPORE_INSTALL_DRY_RUN=yes
  --json                a summary as JSON on standard output           MOSSSPORE_INSTALL_JSON=yes
  -h, --help            this text

Exit codes: 0 done, 1 failed, 2 wrong command line.
U
}

# ---- saying things ----------------------------------------------------------------------------

say() { printf '%s\n' "${BOLD}mossspore:${PLAIN} $*" >&2; }
warn() { printf '%s\n' "${RED}mossspore: $*${PLAIN}" >&2; }
json_text() { printf '"%s"' "$(printf '%s' "$1" | tr -d '\000-\037' | sed 's/\\/\\\\/g; s/"/\\"/g')"; }

summary() { # RESULT [ERROR]
  if [ "$JSON" = yes ]; then
    printf '{"result":"%s","version":%s,"previous":%s,"binary":%s,"config":%s,"service":"%s","error":%s}\n' "$1" \
      "$(json_text "$NEW_VERSION")" "$(json_text "$OLD_VERSION")" "$(json_text "$BINDIR/mossspore")" \
      "$(json_text "$CONFIGDIR/config.json")" "$SERVICE_STATE" "$(json_text "${2:-}")"
  fi
}

fail() {
  warn "$1"
  summary failed "$1"
  exit 1
}

wrong_usage() {
  warn "$1 (--help lists the options)"
  exit 2
}

# Takes back all that was not made good by keep: a failure at any point leaves what was there before.
clean() {
  trap '' HUP INT TERM
  for name in $LINKED; do
    if [ -e "$BINDIR/$name.previous" ]; then
      as_root mv -f "$BINDIR/$name.previous" "$BINDIR/$name"
    else
      as_root rm -f "$BINDIR/$name"
    fi
  done
  for name in $REWRITTEN; do
    as_root cp "$WORK/$name.previous" "$LIBDIR/$name"
  done
  if [ "$ENABLED" = yes ]; then
    as_root systemctl disable --quiet mossspore # as long as its unit is there
  fi
  if [ "$UNIT_REPLACED" = yes ]; then
    as_root cp "$WORK/unit.previous" "$(unit_path)"
  fi
  for file in $FRESH_FILES; do
    as_root rm -f "$file"
  done
  if [ "$UNIT_WRITTEN" = yes ] && [ "$OS" = linux ]; then
    as_root systemctl daemon-reload
  fi
  if [ "$RESTARTED" = yes ]; then
    start_service || warn "the old version does not start either: $SEE_LOG"
  fi
  for tree in $FRESH_TREES; do
    as_root rm -rf "$tree"
  done
  [ -z "$GIVEN" ] || take_identity_dir_back
  for directory in $FRESH_DIRS; do
    as_root rmdir "$directory" 2>/dev/null # only if nothing came to be in it
  done
  if [ -n "$WORK" ]; then
    rm -rf "$WORK"
    WORK=
  fi
  keep
}

keep() {
  LINKED=
  REWRITTEN=
  ENABLED=
  UNIT_REPLACED=
  UNIT_WRITTEN=
  RESTARTED=
  GIVEN=
  FRESH_FILES=
  FRESH_TREES=
  FRESH_DIRS=
}

# ---- the command line -------------------------------------------------------------------------

value() { # OPTION COUNT-OF-ARGUMENTS
  [ "$2" -ge 2 ] || wrong_usage "$1 needs a value"
}

parse() {
  while [ $# -gt 0 ]; do
    case $1 in
      --*=*)
        option=${1%%=*}
        argument=${1#*=}
        shift
        set -- "$option" "$argument" "$@"
        case $option in
          --version | --bin-dir | --config-dir | --identity-dir | --port | --mesh-id | --monitor-listen | --file | \
            --base-url | --public-key) ;;
          *) wrong_usage "unknown option, or one that takes no value: $option" ;;
        esac
        ;;
    esac
    case $1 in
      --version) value "$1" $#; VERSION=$2; shift ;;
      --bin-dir) value "$1" $#; BINDIR=$2; shift ;;
      --config-dir) value "$1" $#; CONFIGDIR=$2; shift ;;
      --identity-dir) value "$1" $#; IDENTITYDIR=$2; shift ;;
      --port) value "$1" $#; PORT=$2; shift ;;
      --mesh-id) value "$1" $#; MESH_ID=$2; shift ;;
      --monitor-listen) value "$1" $#; MONITOR_LISTEN=$2; shift ;;
      --file) value "$1" $#; FILE=$2; shift ;;
      --base-url) value "$1" $#; BASE_URL=$2; shift ;;
      --public-key) value "$1" $#; PUBLIC_KEY=$2; shift ;;
      --service) SERVICE=yes ;;
      --no-service) SERVICE=no ;;
      --no-config) SERVICE=skip ;;
      --start) START=yes ;;
      --no-start) START=no ;;
      --user) USER_ONLY=yes ;;
      -y | --yes) YES=yes ;;
      --loopback-http) LOOPBACK_HTTP=yes ;;
      --insecure-skip-verify) SKIP_VERIFY=yes ;;
      --uninstall) UNINSTALL=yes ;;
      --purge) UNINSTALL=yes; PURGE=yes ;;
      --dry-run) DRY_RUN=yes ;;
      --json) JSON=yes ;;
      -h | --help) usage; exit 0 ;;
      *) wrong_usage "unknown option: $1" ;;
    esac
    shift
  done
}

is_port() {
  case $1 in
    '' | *[!0-9]* | ??????* | 0?*) return 1 ;;
  esac
  [ "$1" -le 65535 ]
}

check_arguments() {
  VERSION=${VERSION#v}
  case $VERSION in
    latest) ;;
    *[!0-9A-Za-z.+-]* | '' | -*) wrong_usage "--version: not a version: $VERSION" ;;
  esac
  [ -z "$PORT" ] || is_port "$PORT" || wrong_usage "--port: not a number from 0 to 65535: $PORT"
  BINDIR=${BINDIR%/}
  CONFIGDIR=${CONFIGDIR%/}
  IDENTITYDIR=${IDENTITYDIR%/}
  for directory in "$LIBDIR" "$BINDIR" "$CONFIGDIR" "$IDENTITYDIR"; do
    case $directory/ in
      *[!A-Za-z0-9/._@+-]*) wrong_usage "a directory may have letters, digits and /._@+- in its name: $directory" ;;
      *//* | */./* | */../*) wrong_usage "a directory has to be given without //, . and ..: $directory" ;;
      /?*) ;;
      *) wrong_usage "a directory has to be given from the root: $directory" ;;
    esac
  done
  for directory in "$BINDIR" "$CONFIGDIR" "$IDENTITYDIR"; do
    case $directory/ in
      "$LIBDIR"/*) wrong_usage "what lies in $LIBDIR comes and goes with versions: take another directory than $directory" ;;
    esac
  done
  case $BINDIR in
    "$CONFIGDIR" | "$IDENTITYDIR") wrong_usage "commands need a directory of their own: $BINDIR" ;;
  esac
  case $MESH_ID$MONITOR_LISTEN in
    *[\"\\]*) wrong_usage "--mesh-id and --monitor-listen take no quotes or backslashes" ;;
  esac
  case $SERVICE in yes | no | skip | '') ;; *) wrong_usage "MOSSSPORE_INSTALL_SERVICE: yes, no or skip, got $SERVICE" ;; esac
  case $START in yes | no | '') ;; *) wrong_usage "MOSSSPORE_INSTALL_START: yes or no, got $START" ;; esac
  for switch in "USER:$USER_ONLY" "YES:$YES" "LOOPBACK_HTTP:$LOOPBACK_HTTP" "INSECURE_SKIP_VERIFY:$SKIP_VERIFY" \
    "UNINSTALL:$UNINSTALL" "PURGE:$PURGE" "DRY_RUN:$DRY_RUN" "JSON:$JSON"; do
    case $switch in
      *:yes | *:no | *:) ;;
      *) wrong_usage "MOSSSPORE_INSTALL_${switch%%:*}: yes or no, got ${switch#*:}" ;;
    esac
  done
  case $BASE_URL in
    '' | https://*) ;;
    http://127.0.0.1[:/]* | http://localhost[:/]* | http://\[::1\]*)
      [ "$LOOPBACK_HTTP" = yes ] || wrong_usage "--base-url: http needs --loopback-http, for tests: $BASE_URL"
      ;;
    *) wrong_usage "--base-url: has to be https: $BASE_URL" ;;
  esac
  BASE_URL=${BASE_URL%/}
  if [ -n "$FILE" ] && [ ! -f "$FILE" ]; then
    wrong_usage "--file: there is no $FILE"
  fi
  if [ -n "$PUBLIC_KEY" ] && [ ! -f "$PUBLIC_KEY" ]; then
    wrong_usage "--public-key: there is no $PUBLIC_KEY"
  fi
}

# ---- the host ---------------------------------------------------------------------------------

find_platform() {
  case $(uname -s) in
    Linux) OS=linux ;;
    Darwin) OS=darwin ;;
    *) OS= ;;
  esac
  case $(uname -m) in
    x86_64 | amd64) ARCH=amd64 ;;
    aarch64 | arm64) ARCH=arm64 ;;
    *) ARCH= ;;
  esac
  if [ "$OS" = darwin ] && [ "$(sysctl -n hw.optional.arm64 2>/dev/null)" = 1 ]; then
    ARCH=arm64 # also where the shell runs under Rosetta
  fi
  if [ -z "$OS" ] || [ -z "$ARCH" ]; then
    fail "no release for $(uname -s) on $(uname -m): build one from the sources, see README.md"
  fi
  if ls /lib/ld-musl-* >/dev/null 2>&1 && ! ls /lib*/ld-linux-* >/dev/null 2>&1; then
    fail "this system has musl, releases need glibc: build one with a JDK for musl, or run the container, see README.md"
  fi
}

# Why there is no service to set up; empty if there can be one.
no_service_reason() {
  if [ "$USER_ONLY" = yes ]; then
    echo "not with --user"
  elif [ "$OS" = darwin ]; then
    [ -d /Library/LaunchDaemons ] || echo "no launchd"
  elif [ ! -d /run/systemd/system ]; then
    if [ -e /.dockerenv ] || [ -e /run/.containerenv ]; then
      echo "this is a container"
    elif grep -qi microsoft /proc/version 2>/dev/null; then
      echo "this WSL runs no systemd"
    else
      echo "systemd does not run here"
    fi
  fi
}

# Not in a subshell: doas asks for the password again whenever another process calls it.
as_root() {
  if [ -n "$SUDO" ]; then
    "$SUDO" "$@"
  else
    "$@"
  fi
}

find_sudo() {
  if [ "$(id -u)" = 0 ] || [ "$USER_ONLY" = yes ]; then
    return
  fi
  tool=$(command -v sudo || command -v doas) || fail "needs root, sudo or doas; --user installs below the home directory"
  tool=${tool##*/}
  if [ "$DRY_RUN" = yes ]; then
    say "would use $tool"
  else
    SUDO=$tool
    say "will use $SUDO for: $BINDIR, $LIBDIR, $CONFIGDIR, $IDENTITYDIR, the account and the service"
  fi
}

# The password is asked for when all questions are answered and all files checked, and before anything is changed.
try_sudo() {
  [ -z "$SUDO" ] || "$SUDO" true || fail "$SUDO refused: nothing was changed"
}

terminal() {
  [ "$YES" != yes ] && (: </dev/tty) 2>/dev/null
}

ask() { # QUESTION DEFAULT: the answer goes to ANSWER
  printf '%s ' "$1" >/dev/tty
  if ! read -r ANSWER </dev/tty; then
    echo >/dev/tty
    fail "there was no answer: nothing was changed; -y asks nothing"
  fi
  [ -n "$ANSWER" ] || ANSWER=$2
}

choose() { # QUESTION DEFAULT LETTERS: one of the letters goes to ANSWER
  while ask "$1" "$2"; do
    # The whole word: lines pasted behind the command come here, and "sudo ..." is not "skip".
    case $3:$(echo "$ANSWER" | tr '[:upper:]' '[:lower:]') in
      *y*:y | *y*:yes) ANSWER=y ;;
      *n*:n | *n*:no) ANSWER=n ;;
      *s*:s | *s*:skip) ANSWER=s ;;
      *) ANSWER= ;;
    esac
    [ -z "$ANSWER" ] || return 0
    warn "please answer with one of the letters $3"
  done
}

choose_port() {
  while ask "Port for peers, TCP and UDP [4001]:" 4001; do
    PORT=$ANSWER
    is_port "$PORT" && return
    warn "please answer with a number from 0 to 65535; 0 lets the system choose at each start"
  done
}

decide() {
  interactive=no
  ! terminal || interactive=yes
  if [ -z "$SERVICE" ]; then
    ANSWER=y
    [ $interactive = no ] ||
      choose "Set up configuration and service? [Y]es / [n]o service / [s]kip configuration too:" y yns
    case $ANSWER in
      n) SERVICE=no ;;
      s) SERVICE=skip ;;
      *) SERVICE=yes ;;
    esac
  fi
  if [ "$SERVICE" = yes ]; then
    REASON=$(no_service_reason)
    if [ -n "$REASON" ]; then
      say "no service: $REASON"
      SERVICE=no
    fi
  fi
  if [ "$SERVICE" != skip ] && [ -z "$PORT" ] && [ ! -e "$CONFIGDIR/config.json" ] && [ $interactive = yes ]; then
    choose_port
  fi
  if [ "$SERVICE" = yes ] && [ -z "$START" ] && [ $interactive = yes ] && ! service_active; then
    choose "Start it now? [Y/n]:" y yn
    [ "$ANSWER" = n ] || START=yes
  fi
}

# ---- fetching and checking --------------------------------------------------------------------

url_of() {
  if [ -n "$BASE_URL" ]; then
    echo "$BASE_URL/$1"
  elif [ "$VERSION" = latest ]; then
    echo "https://github.com/redstone-md/MossSpore/releases/latest/download/$1"
  else
    echo "https://github.com/redstone-md/MossSpore/releases/download/v$VERSION/$1"
  fi
}

fetch() { # NAME LIMIT-IN-BYTES
  if [ -n "$FILE" ]; then
    if [ "$1" = "$ASSET" ]; then from=$FILE; else from=$(dirname "$FILE")/$1; fi
    [ -f "$from" ] || fail "there is no $from"
    cp "$from" "$WORK/$1" || fail "cannot copy $from: is the disk full?"
    return
  fi
  command -v curl >/dev/null 2>&1 || command -v wget >/dev/null 2>&1 || fail "needs curl or wget, or --file"
  if [ "$SKIP_VERIFY" = yes ] && ! command -v curl >/dev/null 2>&1; then
    fail "--insecure-skip-verify needs curl, or --file: wget does not keep to https"
  fi
  url=$(url_of "$1")
  # No more than a file of the release can have; in blocks of 512 bytes.
  (ulimit -f $(($2 / 512)) && download "$url" "$WORK/$1") || fail "cannot fetch $url"
}

download() { # URL FILE
  protocols='=https'
  case $1 in http://*) protocols='=http' ;; esac
  if command -v curl >/dev/null 2>&1; then
    curl -fsSL --proto "$protocols" --proto-redir "$protocols" --retry 3 --connect-timeout 20 --max-time 600 -o "$2" "$1"
  elif wget --help 2>&1 | grep -q -e --https-only; then # GNU's, which heeds that in -r only
    # It follows a server that leads away from https; what it brings is checked all the same, by signature and checksum.
    wget -q -T 20 --tries=3 -O "$2" "$1"
  else # BusyBox: it neither repeats nor checks certificates; the same goes for what it brings. Its -T may crash.
    for pause in 1 3 0; do
      timeout 600 wget -q -O "$2" "$1" && return
      sleep $pause
    done
    return 1
  fi
}

sha256() {
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum <"$1" | cut -d' ' -f1
  elif command -v shasum >/dev/null 2>&1; then
    shasum -a 256 <"$1" | cut -d' ' -f1
  elif command -v openssl >/dev/null 2>&1; then
    openssl dgst -sha256 -r <"$1" | cut -d' ' -f1
  else
    fail "needs sha256sum, shasum or openssl to check what it fetched"
  fi
}

# LibreSSL and OpenSSL before 3 cannot check Ed25519; macOS has an OpenSSL only from Homebrew.
find_openssl() {
  for openssl in openssl /opt/homebrew/opt/openssl@3/bin/openssl /usr/local/opt/openssl@3/bin/openssl; do
    if command -v "$openssl" >/dev/null 2>&1 && "$openssl" pkeyutl -help 2>&1 | grep -q -e -rawin; then
      return
    fi
  done
  fail "needs OpenSSL 3 to check the signature of the release: install it (packages openssl, openssl@3)"
}

check_signature() {
  find_openssl
  count=0
  if [ -n "$PUBLIC_KEY" ]; then
    cp "$PUBLIC_KEY" "$WORK/key.0" || fail "cannot read $PUBLIC_KEY"
    count=1
  else
    for key in $RELEASE_KEYS; do
      printf -- '-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n' "$key" >"$WORK/key.$count"
      count=$((count + 1))
    done
  fi
  [ "$count" -gt 0 ] || fail "this install.sh has no release key in it: take the one of a release, or give --public-key"
  for key in "$WORK"/key.*; do
    if "$openssl" pkeyutl -verify -pubin -inkey "$key" -rawin -in "$WORK/checksums.txt" \
      -sigfile "$WORK/checksums.txt.sig" >/dev/null 2>&1; then
      return
    fi
  done
  fail "the signature of checksums.txt is wrong: nothing was installed"
}

fetch_checksums() {
  [ "$SKIP_VERIFY" = yes ] && return
  fetch checksums.txt 1048576
  fetch checksums.txt.sig 4096
  check_signature
}

# The one line for a file; none or several are refused.
sum_of() {
  awk -v name="$1" '$2 == name && length($1) == 64 && $1 !~ /[^0-9a-f]/ && NF == 2 { n++; sum = $1 } END { if (n == 1) print sum }' "$WORK/checksums.txt"
}

fetch_program() { # NAME-OS-ARCH
  if [ "$SKIP_VERIFY" = yes ]; then
    warn "--insecure-skip-verify: INSTALLING $1 UNCHECKED, whoever sent it"
    fetch "$1" 268435456
    return
  fi
  expected=$(sum_of "$1")
  [ -n "$expected" ] || fail "checksums.txt has not exactly one line for $1: nothing was installed"
  fetch "$1" 268435456
  [ "$(sha256 "$WORK/$1")" = "$expected" ] || fail "the checksum of $1 is wrong: nothing was installed"
}

# ---- installing -------------------------------------------------------------------------------

current_tree() { # NAME: the tree that its link leads to
  if [ -h "$BINDIR/$1" ]; then
    link=$(ls -l "$BINDIR/$1")
    link=${link#*-> }
    echo "${link%/bin/*}"
  fi
}

version_of() { # COMMAND
  "$1" --version 2>/dev/null | sed -n 's/^[A-Za-z]* \([0-9A-Za-z][^ ]*\).*/\1/p' | head -n 1
}

make_dir() { # PATH MODE: with its parents; all that was missing is taken away again when a later step fails
  missing=
  path=$1
  until [ "$path" = / ] || as_root test -e "$path"; do
    missing="$missing $path"
    path=$(dirname "$path")
  done
  if [ -n "$missing" ]; then
    FRESH_DIRS="$missing $FRESH_DIRS"
    as_root mkdir -p "$1" && as_root chmod "$2" "$1" || fail "cannot make $1"
    CHANGED=yes
  fi
}

# Unpacks a checked program and prints its tree; what was not there before is taken away again when a later step fails.
unpack() { # NAME
  make_dir "$LIBDIR" 0755
  before=$(ls "$LIBDIR")
  # By sh: a temporary directory need not be executable.
  as_root sh "$WORK/$1-$OS-$ARCH" --unpack-to "$LIBDIR" >"$WORK/tree" || fail "cannot unpack into $LIBDIR: nothing was installed"
  TREE=$(cat "$WORK/tree")
  case $TREE in
    "$LIBDIR/$1"-*) ;;
    *) fail "the file did not say where it unpacked itself: $TREE" ;;
  esac
  printf '%s\n' "$before" | grep -qxF "${TREE##*/}" || FRESH_TREES="$FRESH_TREES $TREE"
  said=$(version_of "$TREE/bin/$1")
  [ -n "$said" ] || fail "the new $1 does not run here: $("$TREE/bin/$1" --version 2>&1 | head -n 3)"
  if [ "$VERSION" != latest ] && [ "$said" != "$VERSION" ]; then
    fail "asked for version $VERSION, but the file says it is $said: nothing was installed"
  fi
}

# Lays the new link beside the old one: all that takes room is done before anything is changed.
stage_program() { # NAME TREE
  make_dir "$BINDIR" 0755
  FRESH_FILES="$BINDIR/.$1.new $FRESH_FILES"
  as_root ln -sf "$2/bin/$1" "$BINDIR/.$1.new" || fail "cannot write into $BINDIR"
}

link_program() { # NAME TREE: atomically, so that a start finds the old one or the new
  if [ "$(current_tree "$1")" = "$2" ]; then
    as_root rm -f "$BINDIR/.$1.new"
    return
  fi
  [ ! -d "$BINDIR/$1" ] || fail "$BINDIR/$1 is a directory: move it away"
  as_root rm -f "$BINDIR/$1.previous"
  if [ -e "$BINDIR/$1" ]; then
    as_root cp -RP "$BINDIR/$1" "$BINDIR/$1.previous" || fail "cannot keep the old $1: is the disk full?"
  fi
  LINKED="$LINKED $1" # before it is true: an interrupt is heeded only after mv
  as_root mv -f "$BINDIR/.$1.new" "$BINDIR/$1" || fail "cannot write into $BINDIR"
  CHANGED=yes
}

# Trees that neither the command nor the previous one leads to.
prune() { # NAME
  keep="$(current_tree "$1") $(current_tree "$1.previous") "
  for tree in "$LIBDIR/$1"-*; do
    case $keep in
      *"$tree "*) ;;
      *) [ ! -d "$tree" ] || as_root rm -rf "$tree" ;;
    esac
  done
}

write_down() { # NAME-IN-LIBDIR TEXT
  if [ -e "$LIBDIR/$1" ]; then
    cp "$LIBDIR/$1" "$WORK/$1.previous" || fail "cannot keep $LIBDIR/$1"
    REWRITTEN="$REWRITTEN $1"
  else
    FRESH_FILES="$LIBDIR/$1 $FRESH_FILES"
  fi
  printf '%s\n' "$2" >"$WORK/$1" && as_root cp "$WORK/$1" "$LIBDIR/$1" || fail "cannot write into $LIBDIR"
}

make_account() {
  [ "$USER_ONLY" != yes ] || return 0
  if [ "$OS" = darwin ]; then
    make_mac_account
    return
  fi
  if ! grep -q '^mossspore:' /etc/group; then
    if command -v groupadd >/dev/null 2>&1; then
      as_root groupadd --system mossspore
    else
      as_root addgroup -S mossspore
    fi || fail "cannot make the group mossspore"
    CHANGED=yes
  fi
  if ! id mossspore >/dev/null 2>&1; then
    nologin=$(command -v nologin) || nologin=/bin/false
    if command -v useradd >/dev/null 2>&1; then
      as_root useradd --system --gid mossspore --no-create-home --home-dir /nonexistent --shell "$nologin" mossspore
    else
      as_root adduser -S -D -H -h /nonexistent -s "$nologin" -G mossspore mossspore
    fi || fail "cannot make the account mossspore"
    CHANGED=yes
  fi
}

make_mac_account() {
  if ! dscl . -read /Users/_mossspore >/dev/null 2>&1; then
    number=300
    while dscl . -list /Users UniqueID | grep -q " $number\$" || dscl . -list /Groups PrimaryGroupID | grep -q " $number\$"; do
      number=$((number + 1))
    done
    as_root dscl . -create /Groups/_mossspore PrimaryGroupID "$number" &&
      as_root dscl . -create /Users/_mossspore UniqueID "$number" &&
      as_root dscl . -create /Users/_mossspore PrimaryGroupID "$number" &&
      as_root dscl . -create /Users/_mossspore UserShell /usr/bin/false &&
      as_root dscl . -create /Users/_mossspore NFSHomeDirectory /var/empty || fail "cannot make the account _mossspore"
    CHANGED=yes
  fi
}

# Before anything is made for it: a configuration that the new version cannot read must not meet it in a restart.
check_config() {
  if as_root test -e "$CONFIGDIR/config.json"; then
    as_root "$TREE/bin/mossspore" --config "$CONFIGDIR/config.json" --check-config >/dev/null 2>"$WORK/problems" ||
      fail "$CONFIGDIR/config.json is not what this version takes: $(cat "$WORK/problems")"
    return
  fi
  admin=
  makes_run_directory || admin=",
  \"admin\": {
    \"socket\": \"$IDENTITYDIR/admin.sock\"
  }"
  cat >"$WORK/config.json" <<C
{
  "mesh_id": "$MESH_ID",
  "listen_port": ${PORT:-0},
  "identity_path": "$IDENTITYDIR/identity.key",
  "monitor": {
    "listen": "$MONITOR_LISTEN"
  }$admin
}
C
  as_root "$TREE/bin/mossspore" --config "$WORK/config.json" --check-config >/dev/null 2>"$WORK/problems" ||
    fail "the configuration would be wrong: $(cat "$WORK/problems")"
}

# The account has to be able to write there; systemd sees to it in its own place. An empty volume of root's is taken.
check_identity_dir() {
  TAKE=no
  if [ "$USER_ONLY" = yes ] || ! as_root test -e "$IDENTITYDIR"; then return; fi
  as_root ls -ldn "$IDENTITYDIR/" >"$WORK/listed" && as_root ls -A "$IDENTITYDIR/" >"$WORK/held" ||
    fail "cannot look into $IDENTITYDIR"
  owner=$(awk '{ print $3 }' "$WORK/listed")
  [ "$owner" != "$(id -u "$ACCOUNT" 2>/dev/null)" ] || return 0
  # A new volume has a directory for what is found again.
  if [ "$owner" = 0 ] && ! grep -qvx lost+found "$WORK/held"; then
    TAKE=yes
  elif ! makes_run_directory || [ "$IDENTITYDIR" != /var/lib/mossspore ]; then
    who=$(id -un "$owner" 2>/dev/null || awk -F: -v owner="$owner" '$3 == owner { print $1 }' /etc/passwd)
    fail "$IDENTITYDIR belongs to ${who:-the user $owner}: give it to the account $ACCOUNT with all in it, or take another"
  fi
}

give_identity_dir() {
  GIVEN=$(cat "$WORK/listed")
  as_root chown "$ACCOUNT:$ACCOUNT" "$IDENTITYDIR/" && as_root chmod 0700 "$IDENTITYDIR/" ||
    fail "cannot give $IDENTITYDIR to $ACCOUNT"
  CHANGED=yes
}

take_identity_dir_back() {
  as_root chown "$(echo "$GIVEN" | awk '{ print $3 ":" $4 }')" "$IDENTITYDIR/"
  # As letters: no command tells a mode as a number on all systems.
  mode=$(echo "$GIVEN" | sed 's/^.\(...\)\(...\)\(...\).*/u=\1,g=\2,o=\3/; s/[st]/x&/g; y/ST/st/; s/-//g')
  as_root chmod "$mode" "$IDENTITYDIR/"
}

# Whether there is a unit that makes /run/mossspore, where the admin socket is unless told otherwise.
makes_run_directory() {
  [ "$SERVICE" = yes ] && [ "$OS" = linux ]
}

has_own_socket() {
  as_root grep -qF "\"$IDENTITYDIR/admin.sock\"" "$CONFIGDIR/config.json"
}

make_config() {
  make_dir "$CONFIGDIR" 0755
  if [ "$TAKE" = yes ]; then
    give_identity_dir
  elif ! as_root test -e "$IDENTITYDIR"; then
    make_dir "$IDENTITYDIR" 0700
    if [ "$USER_ONLY" != yes ]; then
      as_root chown "$ACCOUNT:$ACCOUNT" "$IDENTITYDIR" || fail "cannot give $IDENTITYDIR to $ACCOUNT"
    fi
  fi
  if as_root test -e "$CONFIGDIR/config.json"; then
    say "kept $CONFIGDIR/config.json${PORT:+: --port is for a new one}"
    if makes_run_directory && has_own_socket; then
      warn "systemctl reload will not work: take admin.socket out of $CONFIGDIR/config.json: a service has another"
    fi
    return
  fi
  FRESH_FILES="$CONFIGDIR/.config.json.new $CONFIGDIR/config.json $FRESH_FILES"
  as_root cp "$WORK/config.json" "$CONFIGDIR/.config.json.new" || fail "cannot write into $CONFIGDIR"
  if [ "$USER_ONLY" = yes ]; then
    chmod 0600 "$CONFIGDIR/.config.json.new"
  else
    as_root chown "root:$ACCOUNT" "$CONFIGDIR/.config.json.new" && as_root chmod 0640 "$CONFIGDIR/.config.json.new"
  fi || fail "cannot give $CONFIGDIR/config.json to $ACCOUNT"
  as_root mv "$CONFIGDIR/.config.json.new" "$CONFIGDIR/config.json" || fail "cannot write into $CONFIGDIR"
  say "wrote $CONFIGDIR/config.json"
  CHANGED=yes
}

# ---- the service ------------------------------------------------------------------------------

unit_path() {
  if [ "$OS" = darwin ]; then
    echo /Library/LaunchDaemons/dev.mossspore.plist
  else
    echo /etc/systemd/system/mossspore.service
  fi
}

# Writes the unit, unless somebody has changed what an earlier installer wrote.
install_unit() {
  unit=$(unit_path)
  [ -f "$TREE/share/${unit##*/}" ] || fail "the release has no ${unit##*/}"
  writable=
  [ "$IDENTITYDIR" = /var/lib/mossspore ] || writable=ReadWritePaths=$IDENTITYDIR
  sed -e "s|/usr/local/bin/|$BINDIR/|g" -e "s|/etc/mossspore/|$CONFIGDIR/|g" -e "s|/var/lib/mossspore/|$IDENTITYDIR/|g" \
    "$TREE/share/${unit##*/}" | awk -v line="$writable" '{ print } /^StateDirectory=/ && line { print line }' >"$WORK/unit"
  ours=$(sha256 "$WORK/unit")
  if [ ! -e "$unit" ]; then
    FRESH_FILES="$unit $FRESH_FILES"
  else
    there=$(sha256 "$unit")
    if [ "$there" = "$ours" ]; then
      [ ! -e "$unit.new" ] || as_root rm -f "$unit.new"
      remember_unit "$ours"
      return
    fi
    if [ "$there" != "$(cat "$LIBDIR/unit.sha256" 2>/dev/null)" ]; then
      [ -e "$unit.new" ] || FRESH_FILES="$unit.new $FRESH_FILES"
      as_root cp "$WORK/unit" "$unit.new" && as_root chmod 0644 "$unit.new" || fail "cannot write $unit.new"
      warn "$unit was changed by hand and stays; the new one lies beside it as ${unit##*/}.new"
      return
    fi
    cp "$unit" "$WORK/unit.previous" || fail "cannot keep the old unit"
    UNIT_REPLACED=yes
  fi
  FRESH_FILES="$unit.tmp $FRESH_FILES"
  UNIT_WRITTEN=yes
  as_root cp "$WORK/unit" "$unit.tmp" && as_root chmod 0644 "$unit.tmp" && as_root mv "$unit.tmp" "$unit" ||
    fail "cannot write $unit"
  remember_unit "$ours"
  CHANGED=yes
  if [ "$OS" = linux ]; then
    as_root systemctl daemon-reload || fail "systemctl daemon-reload failed"
  fi
}

remember_unit() {
  if [ "$1" != "$(cat "$LIBDIR/unit.sha256" 2>/dev/null)" ]; then
    write_down unit.sha256 "$1"
  fi
}

service_active() {
  if [ "$OS" = darwin ]; then
    launchctl print system/dev.mossspore >/dev/null 2>&1
  else
    systemctl is-active --quiet mossspore
  fi
}

# launchd answers before the service has ended, and refuses to load it until then.
unload() {
  as_root launchctl bootout system/dev.mossspore 2>/dev/null
  tries=25
  while [ $tries -gt 0 ] && service_active; do
    sleep 1
    tries=$((tries - 1))
  done
}

start_service() {
  if [ "$OS" = darwin ]; then
    [ "$UNIT_WRITTEN" != yes ] || unload # a restart does not read the property list again
    if service_active; then
      as_root launchctl kickstart -k system/dev.mossspore
    else
      as_root launchctl bootstrap system "$(unit_path)" # which starts it
    fi
  else
    as_root systemctl restart mossspore
  fi
}

# The address that the monitor of the installed configuration can be asked at goes to MONITOR; empty if it has none.
find_monitor() {
  MONITOR=
  as_root "$BINDIR/mossspore" --config "$CONFIGDIR/config.json" --check-config >"$WORK/resolved" 2>/dev/null
  sed -n '/"monitor" : {/,/}/p' "$WORK/resolved" >"$WORK/monitor"
  grep -q '"enabled" : true' "$WORK/monitor" || return 0
  address=$(sed -n 's/.*"listen" : "\(.*\)".*/\1/p' "$WORK/monitor")
  case $address in
    *:0) return 0 ;; # a port that nobody knows
    :* | 0.0.0.0:*) address=127.0.0.1:${address##*:} ;;
    \[::\]:*) address="[::1]:${address##*:}" ;;
  esac
  MONITOR=http://$address
}

answers() ( # URL
  unset http_proxy all_proxy ALL_PROXY # it is this host
  if command -v curl >/dev/null 2>&1; then
    curl -fs -m 5 -o /dev/null "$1"
  else
    timeout 5 wget -q -O /dev/null "$1" 2>/dev/null
  fi
)

becomes_ready() {
  find_monitor
  if [ -z "$MONITOR" ]; then
    sleep 10
    service_active
    return
  fi
  end=$(($(date +%s) + READY_SECONDS)) # by the clock: an answer that does not come takes 5 s
  until answers "$MONITOR/ready"; do
    [ "$(date +%s)" -lt "$end" ] || return 1
    sleep 1
  done
}

roll_back() {
  warn "version $NEW_VERSION was not ready within $READY_SECONDS s: going back to ${OLD_VERSION:-what was there}"
  clean
  ! service_active || SERVICE_STATE=active
  summary rolled_back "version $NEW_VERSION was not ready within $READY_SECONDS s"
  exit 1
}

run_service() {
  if [ "$OS" = linux ] && ! systemctl is-enabled --quiet mossspore 2>/dev/null; then
    ENABLED=yes
    as_root systemctl enable --quiet mossspore || fail "cannot enable the service"
  fi
  if service_active; then
    if [ "$CHANGED" = yes ]; then
      say "restarting the service"
      RESTARTED=yes
      start_service && becomes_ready || roll_back
    fi
    SERVICE_STATE=active
  elif [ "$START" = yes ]; then
    keep # a first start that fails is looked into with all in its place
    say "starting the service"
    start_service && becomes_ready || fail "it is installed, but was not ready within $READY_SECONDS s: $SEE_LOG"
    SERVICE_STATE=active
    CHANGED=yes
  else
    SERVICE_STATE=enabled
  fi
}

# ---- taking away ------------------------------------------------------------------------------

read_key() { # the beginning of the public key goes to KEY
  as_root od -An -tx1 -j33 -N8 "$IDENTITYDIR/identity.key" >"$WORK/key" 2>/dev/null
  KEY=$(tr -d ' \n' <"$WORK/key")
}

something_installed() {
  for path in "$BINDIR/mossspore" "$BINDIR/sporectl" "$LIBDIR"/mossspore-* "$LIBDIR"/sporectl-*; do
    if [ -e "$path" ] || [ -h "$path" ]; then return 0; fi
  done
  [ "$USER_ONLY" != yes ] && [ -e "$(unit_path)" ] && return
  [ "$PURGE" = yes ] || return
  [ -e "$LIBDIR" ] || as_root test -e "$CONFIGDIR" || as_root test -e "$IDENTITYDIR"
}

# What the installer and the spore write, and nothing else, whatever the directory is called.
purge_dir() { # PATH
  for name in .config.json.new config.json identity.key identity.key.new identity.key.lock peers.json quota.json \
    update.json update-history.json admin.sock admin.sock.lock stdout.log stderr.log; do
    as_root rm -f "$1/$name"
  done
  as_root rmdir "$1" 2>/dev/null || ! as_root test -e "$1" || warn "$1 holds other files and stays"
}

# Where configuration and identity are stays written down for as long as they stay.
empty_libdir() {
  for path in "$LIBDIR"/mossspore-* "$LIBDIR"/sporectl-* "$LIBDIR"/.mossspore-* "$LIBDIR"/.sporectl-*; do
    if [ -e "$path" ] || [ -h "$path" ]; then as_root rm -rf "$path"; fi
  done
  as_root rm -f "$LIBDIR/installed" "$LIBDIR/unit.sha256"
  [ "$PURGE" = yes ] || return 0
  as_root rm -f "$LIBDIR/directories"
  as_root rmdir "$LIBDIR" 2>/dev/null || [ ! -e "$LIBDIR" ] || warn "$LIBDIR holds other files and stays"
}

uninstall() {
  if [ "$DRY_RUN" = yes ]; then
    say "would stop and remove the service, $BINDIR/mossspore, $BINDIR/sporectl and the programs in $LIBDIR"
    read_key
    [ "$PURGE" != yes ] || say "would remove what it wrote in $CONFIGDIR and $IDENTITYDIR${KEY:+, with the key $KEY...}"
    summary planned
    return
  fi
  if [ "$PURGE" = yes ] && [ "$YES" != yes ]; then
    terminal || fail "--purge removes the identity: say -y to it where there is no terminal"
  fi
  try_sudo
  if ! something_installed; then
    say "nothing to do: it is not installed"
    summary unchanged
    return
  fi
  if [ "$PURGE" = yes ]; then
    read_key
    [ -z "$KEY" ] || warn "the identity with the key $KEY... goes away, and nobody can make it again"
    if [ "$YES" != yes ]; then
      choose "Remove $CONFIGDIR and $IDENTITYDIR with the identity? [y/N]:" n yn
      [ "$ANSWER" = y ] || fail "nothing was removed"
    fi
  fi
  unit=$(unit_path)
  if [ "$USER_ONLY" != yes ] && [ -e "$unit" ]; then
    if [ "$OS" = darwin ]; then
      unload
    elif [ -d /run/systemd/system ]; then
      more=$(systemctl list-units --plain --no-legend 'mossspore@*' | awk '{ printf " %s", $1 }')
      [ -z "$more" ] || fail "others run from the same files, stop them first: systemctl disable --now$more"
      as_root systemctl disable --quiet --now mossspore || fail "cannot stop the service"
    fi
    as_root rm -f "$unit" "$unit.new"
    [ ! -d /run/systemd/system ] || as_root systemctl daemon-reload
  fi
  for name in mossspore sporectl; do
    as_root rm -f "$BINDIR/$name" "$BINDIR/$name.previous"
  done
  empty_libdir
  account=
  [ "$USER_ONLY" = yes ] || ! id "$ACCOUNT" >/dev/null 2>&1 || account="; the account $ACCOUNT stays"
  if [ "$PURGE" = yes ]; then
    purge_dir "$CONFIGDIR"
    purge_dir "$IDENTITYDIR"
    say "removed, with configuration and identity$account"
  else
    say "removed; $CONFIGDIR and $IDENTITYDIR stay, and $LIBDIR/directories, which names them$account"
  fi
  summary uninstalled
}

# ---- all of it --------------------------------------------------------------------------------

plan() {
  say "would fetch $(url_of "$ASSET") and check it by checksums.txt and its signature"
  say "would unpack it below $LIBDIR and link $BINDIR/mossspore to it"
  if [ "$SERVICE" != skip ]; then
    if [ -e "$CONFIGDIR/config.json" ]; then
      say "would keep $CONFIGDIR/config.json"
    else
      say "would write $CONFIGDIR/config.json: port ${PORT:-0}, mesh $MESH_ID, monitor $MONITOR_LISTEN"
    fi
  fi
  [ "$SERVICE" != yes ] || say "would make the account $ACCOUNT, install $(unit_path) and enable it"
  [ "$START" != yes ] || say "would start it and wait until it is ready"
  if [ "$SERVICE" = yes ] && service_active; then
    say "would restart the running service, and go back to the version it has if the new one is not ready"
  fi
  summary planned
}

# As the account, whose identity it is: what root writes there the service cannot read.
run_command() {
  command="$BINDIR/mossspore --config $CONFIGDIR/config.json"
  if [ "$USER_ONLY" = yes ]; then
    echo "$command"
  elif [ -n "$SUDO" ] || [ "$OS" = darwin ]; then
    echo "${SUDO:-sudo} -u $ACCOUNT $command"
  else
    echo "su -s /bin/sh -c '$command' $ACCOUNT"
  fi
}

firewall() {
  as_root cat "$CONFIGDIR/config.json" >"$WORK/config"
  port=$(sed -n 's/.*"listen_port" *: *\([0-9]*\).*/\1/p' "$WORK/config")
  if [ "${port:-0}" = 0 ]; then
    say "the peer port changes at every start; set listen_port in $CONFIGDIR/config.json to open it in a firewall"
    return
  fi
  say "let peers in: port $port/tcp and port $port/udp, both, in every firewall on the way"
  if command -v ufw >/dev/null 2>&1; then
    say "here: ${SUDO:+$SUDO }ufw allow $port"
  elif command -v firewall-cmd >/dev/null 2>&1; then
    say "here: ${SUDO:+$SUDO }firewall-cmd --permanent --add-port=$port/tcp --add-port=$port/udp, and then --reload"
  fi
}

closing() {
  say "commands: $BINDIR/mossspore$([ ! -e "$BINDIR/sporectl" ] || echo ", $BINDIR/sporectl")"
  case :$PATH: in
    *:"$BINDIR":*) ;;
    *) say "$BINDIR is not in your PATH" ;;
  esac
  case $SERVICE_STATE in
    active) say "the service runs; its log: ${SEE_LOG#see }" ;;
    enabled)
      if [ "$OS" = darwin ]; then
        say "start it: ${SUDO:+$SUDO }launchctl bootstrap system $(unit_path)"
      else
        say "start it: ${SUDO:+$SUDO }systemctl start mossspore"
      fi
      ;;
    *)
      if [ "$SERVICE" = skip ]; then
        say "run it: $BINDIR/mossspore --identity-path ~/.mossspore/identity.key"
      else
        say "run it: $(run_command)"
        [ ! -e "$BINDIR/sporectl" ] || ! has_own_socket ||
          say "ask it: ${SUDO:+$SUDO }$BINDIR/sporectl status --host unix:$IDENTITYDIR/admin.sock"
      fi
      ;;
  esac
  [ "$SERVICE" = skip ] || firewall
  if [ "$SERVICE_STATE" != none ] && [ "$OS" = linux ] && [ ! -e "$BINDIR/sporectl" ]; then
    say "this release came without sporectl, so that systemctl reload does not work: restart instead"
  fi
}

# Whether the release has the program that the service's reload needs; with --file, whether that lies beside the file.
has_sporectl() {
  if [ -n "$FILE" ] && [ ! -f "$(dirname "$FILE")/sporectl-$OS-$ARCH" ]; then
    return 1
  fi
  if [ "$SKIP_VERIFY" = yes ]; then
    [ -n "$FILE" ]
  else
    [ -n "$(sum_of "sporectl-$OS-$ARCH")" ]
  fi
}

# What is installed, or would be, as lines of names and checksums.
state() {
  for name in $NAMES; do
    echo "$name $(sum_of "$name-$OS-$ARCH")"
  done
}

is_installed() {
  [ "$SKIP_VERIFY" != yes ] && [ "$(state)" = "$(cat "$LIBDIR/installed" 2>/dev/null)" ] || return
  for name in $NAMES; do
    TREE=$(current_tree "$name")
    NEW_VERSION=$(version_of "${TREE:-/nonexistent}/bin/$name")
    [ -n "$NEW_VERSION" ] || return
  done
}

install_all() {
  fetch_checksums
  NAMES=mossspore
  ! has_sporectl || NAMES='sporectl mossspore'
  OLD_VERSION=
  [ ! -x "$BINDIR/mossspore" ] || OLD_VERSION=$(version_of "$BINDIR/mossspore")
  new=$NAMES
  if is_installed; then
    say "version $NEW_VERSION is installed already"
    new=
  fi
  for name in $new; do
    fetch_program "$name-$OS-$ARCH"
  done
  try_sudo
  [ "$SERVICE" = skip ] || check_identity_dir
  trees=
  for name in $new; do
    unpack "$name"
    stage_program "$name" "$TREE"
    trees="$trees $name=$TREE"
    NEW_VERSION=$said
  done
  if [ "$SERVICE" != skip ]; then
    check_config
    make_account
    make_config
  fi
  [ "$SERVICE" != yes ] || install_unit
  for pair in $trees; do
    link_program "${pair%%=*}" "${pair#*=}"
  done
  directories="BINDIR=$BINDIR CONFIGDIR=$CONFIGDIR IDENTITYDIR=$IDENTITYDIR"
  [ "$directories" = "$(cat "$LIBDIR/directories" 2>/dev/null)" ] || write_down directories "$directories"
  [ "$SERVICE" != yes ] || run_service
  if [ "$SKIP_VERIFY" = yes ]; then
    as_root rm -f "$LIBDIR/installed"
  elif [ -n "$new" ]; then
    write_down installed "$(state)"
  fi
  keep
  for name in $new; do
    prune "$name"
  done
}

# A directory that an earlier run was told, else the usual one: an upgrade must not start over in another place.
directory_of() { # NAME DEFAULT
  known=$(sed -n "s/.*$1=\([^ ]*\).*/\1/p" "$LIBDIR/directories" 2>/dev/null)
  echo "${known:-$2}"
}

main() {
  BINDIR=${BINDIR:-}
  CONFIGDIR=${CONFIGDIR:-}
  IDENTITYDIR=${IDENTITYDIR:-}
  VERSION=${VERSION:-latest}
  PORT=${MOSSSPORE_INSTALL_PORT:-}
  MESH_ID=${MOSSSPORE_INSTALL_MESH_ID:-global}
  MONITOR_LISTEN=${MOSSSPORE_INSTALL_MONITOR_LISTEN:-:9800}
  SERVICE=${MOSSSPORE_INSTALL_SERVICE:-}
  START=${MOSSSPORE_INSTALL_START:-}
  USER_ONLY=${MOSSSPORE_INSTALL_USER:-}
  YES=${MOSSSPORE_INSTALL_YES:-}
  FILE=${MOSSSPORE_INSTALL_FILE:-}
  BASE_URL=${MOSSSPORE_INSTALL_BASE_URL:-}
  PUBLIC_KEY=${MOSSSPORE_INSTALL_PUBLIC_KEY:-}
  LOOPBACK_HTTP=${MOSSSPORE_INSTALL_LOOPBACK_HTTP:-}
  SKIP_VERIFY=${MOSSSPORE_INSTALL_INSECURE_SKIP_VERIFY:-}
  UNINSTALL=${MOSSSPORE_INSTALL_UNINSTALL:-}
  PURGE=${MOSSSPORE_INSTALL_PURGE:-}
  DRY_RUN=${MOSSSPORE_INSTALL_DRY_RUN:-}
  JSON=${MOSSSPORE_INSTALL_JSON:-}
  READY_SECONDS=60
  WORK=
  keep # there is nothing to take back yet
  SUDO=
  CHANGED=no
  NEW_VERSION=
  OLD_VERSION=
  SERVICE_STATE=none
  BOLD=
  RED=
  PLAIN=
  if [ -t 2 ] && [ -z "${NO_COLOR:-}" ]; then
    BOLD=$(printf '\033[1m')
    RED=$(printf '\033[31m')
    PLAIN=$(printf '\033[0m')
  fi
  umask 022
  unset CDPATH
  PATH=$PATH:/usr/sbin:/sbin # where the tools for accounts are, which is not on every user's path
  parse "$@"
  [ "$PURGE" != yes ] || UNINSTALL=yes
  if [ "$USER_ONLY" = yes ]; then
    [ -n "${HOME:-}" ] || wrong_usage "--user needs HOME"
    LIBDIR=$HOME/.local/lib/mossspore
    BINDIR=${BINDIR:-$(directory_of BINDIR "$HOME/.local/bin")}
    CONFIGDIR=${CONFIGDIR:-$(directory_of CONFIGDIR "$HOME/.config/mossspore")}
    IDENTITYDIR=${IDENTITYDIR:-$(directory_of IDENTITYDIR "$HOME/.local/share/mossspore")}
  else
    LIBDIR=/opt/mossspore
    BINDIR=${BINDIR:-$(directory_of BINDIR /usr/local/bin)}
    CONFIGDIR=${CONFIGDIR:-$(directory_of CONFIGDIR /etc/mossspore)}
    IDENTITYDIR=${IDENTITYDIR:-$(directory_of IDENTITYDIR /var/lib/mossspore)}
  fi
  check_arguments
  find_platform
  ASSET=mossspore-$OS-$ARCH
  ACCOUNT=mossspore
  SEE_LOG='see journalctl -u mossspore'
  if [ "$OS" = darwin ]; then
    ACCOUNT=_mossspore
    SEE_LOG="see $IDENTITYDIR/stderr.log"
  fi
  find_sudo
  trap clean EXIT
  trap 'exit 1' HUP INT TERM
  WORK=$(mktemp -d) || fail "cannot make a temporary directory"
  if [ "$UNINSTALL" = yes ]; then
    uninstall
    return
  fi
  decide
  if [ "$DRY_RUN" = yes ]; then
    plan
    return
  fi
  install_all
  if [ "$CHANGED" = no ]; then
    say "nothing to do"
    summary unchanged
  else
    say "version $NEW_VERSION is installed"
    closing
    if [ -n "$OLD_VERSION" ]; then summary upgraded; else summary installed; fi
  fi
}

# In braces: half a line of a download that broke off does nothing.
{ main "$@"; }
