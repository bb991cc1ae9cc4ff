#!/bin/bash
# floors.sh: includes point downwards only (tests/floors.tsv). Prints each that does not.
cd "$(dirname "$0")/.." || exit 2
mapfile -t rooms < <(awk -F'\t' '!/^#/ && $1 != "" && $1 != "room" { print $1 }' tests/floors.tsv)
find "${rooms[@]}" -name '*.[ch]' -print0 2>/dev/null | xargs -0 awk -F'\t' '
    FILENAME == "tests/floors.tsv" { if ($0 !~ /^#/) may[$1] = " " $2 " "; next }
    /^#include "/ {
        seen++
        path = $0
        sub(/^#include "/, "", path); sub(/".*/, "", path); sub(/^\.\.\//, "", path)
        room = FILENAME; sub(/\/.*/, "", room)
        other = path; sub(/\/.*/, "", other)
        if (path !~ /\// || other == room || !(other in may)) next
        if (index(may[room], " " other " ") == 0) {
            print FILENAME ":" FNR ": " room " may not include " path
            bad = 1
        }
    }
    END { print "floors: " seen " includes read"; exit bad || !seen }' tests/floors.tsv
