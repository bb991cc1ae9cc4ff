#!/bin/bash
# manpage.sh SOCVET: every option of every command stands in the man page, and the page is well formed.
socvet=$1; cd "$(dirname "$0")/.." || exit 2
bad=0 seen=0
for c in $("$socvet" help | sed -nE 's/^  ([a-z]+) .*/\1/p'); do
    for o in $("$socvet" "$c" --help | sed -nE 's/^  --([a-z-]+).*/\1/p'); do
        seen=$((seen + 1))
        grep -q "Fl Fl $o\b" cli/socvet.1 || { echo "--$o of $c is not in cli/socvet.1"; bad=1; }
    done
done
if command -v mandoc >/dev/null; then mandoc -T lint -W warning cli/socvet.1 || bad=1; fi
echo "manpage: $seen options looked up"
[ "$seen" -gt 10 ] && [ $bad -eq 0 ]
