#!/bin/bash
# setup.sh: installs what is missing of scripts/packages.txt (Debian 12; root or sudo). Safe to run
# twice: it asks the package manager only when something is missing. --tests: what only tests need, too.
set -euo pipefail
cd "$(dirname "$0")/.."
missing=()
spare=()
while read -r name _; do
    case "$name" in
        ''|'#'*) continue ;;
        *'?'*) [ "${1-}" != --tests ] || command -v "${name#*\?}" >/dev/null || spare+=("${name%\?*}"); continue ;;
    esac
    state=$(dpkg-query -W -f='${Status}' "$name" 2>/dev/null || true)
    [ "$state" = 'install ok installed' ] || missing+=("$name")
done < scripts/packages.txt
if [ ${#missing[@]} -eq 0 ] && [ ${#spare[@]} -eq 0 ]; then
    echo "setup: every package is there"
    exit 0
fi
echo "setup: installing ${missing[*]} ${spare[*]}"
as_root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "setup: not root and no sudo; install: ${missing[*]}" >&2; exit 2; }
    as_root=sudo
fi
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
install() { [ $# -eq 0 ] || $as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
install "${missing[@]}"
install "${spare[@]}" || echo "setup: without ${spare[*]}: the browser tests will be skipped" >&2
echo "setup: done"
