#!/bin/bash
# readme.sh SOCVET: what the README shows is what the program prints, line by line ("..." leaves lines out).
socvet=$(realpath "$1"); cd "$(dirname "$0")/.." || exit 2
awk '/^\$ socvet check/ {on = 1; next} /^```/ {on = 0} on && $0 != "..."' README.md >"${TMPDIR:-/tmp}/readme.$$"
trap 'rm -f "${TMPDIR:-/tmp}/readme.$$"' EXIT
[ -s "${TMPDIR:-/tmp}/readme.$$" ] || { echo "readme: no example found"; exit 1; }
read -ra command < <(sed -n 's/^\$ socvet //p' README.md | head -1)
"$socvet" "${command[@]}" | awk 'NR == FNR {want[++n] = $0; next} at < n && $0 == want[at + 1] {at++}
    END {if (at < n) {print "readme: not printed, or not in this place: " want[at + 1]; exit 1}}' "${TMPDIR:-/tmp}/readme.$$" -
