#!/bin/bash
# floors.sh: includes point downwards only (tests/floors.tsv). Prints each that does not.
cd "$(dirname "$0")/.." || exit 2
bad=0 seen=0
while IFS=$'\t' read -r room may; do
    case "$room" in ''|'#'*|room) continue ;; esac
    while IFS=: read -r file line text; do
        seen=$((seen + 1))
        path=$(sed -E 's/.*#include "([^"]+)".*/\1/' <<<"$text")
        path=${path#../}
        case "$path" in */*) other=${path%%/*} ;; *) continue ;; esac
        [ "$other" = "$room" ] && continue
        grep -q "^$other	" tests/floors.tsv || continue
        case " $may " in *" $other "*) ;; *) echo "$file:$line: $room may not include $path"; bad=1 ;; esac
    done < <(grep -nH '^#include "' "$room"/*.[ch] "$room"/*/*.[ch] 2>/dev/null)
done < tests/floors.tsv
echo "floors: $seen includes read"
[ "$seen" -gt 0 ] && [ "$bad" -eq 0 ]
