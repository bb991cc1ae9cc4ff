#!/bin/bash
# helper.sh SOCVET: a helper that dies is asked once more, to read without the page's rules; one that
# dies again is said.
socvet=$(realpath "$1"); cd "$(dirname "$0")/.." || exit 2
helper=$(realpath -m "$(dirname "$socvet")/../helpers/socvet-pdf")
[ -x "$helper" ] || { echo "skip: no socvet-pdf"; exit 77; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
ok() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL: $2"; fi; }
pdf=tests/cases/extract/pdf-prose.d
printf '#!/bin/sh\ncase "$*" in *--no-rules*) exec "%s" "$@" ;; *) kill -SEGV $$ ;; esac\n' "$helper" >"$tmp/socvet-pdf"; chmod +x "$tmp/socvet-pdf"
SOCVET_LIBEXEC=$tmp "$socvet" extract $pdf/input.pdf 2>/dev/null | cmp -s - $pdf/expected.txt; ok $? "read at the second try"
printf '#!/bin/sh\nkill -SEGV $$\n' >"$tmp/socvet-pdf"
SOCVET_LIBEXEC=$tmp "$socvet" extract $pdf/input.pdf >"$tmp/out" 2>"$tmp/said"; rc=$?
[ $rc -ne 0 ] && [ ! -s "$tmp/out" ] && grep -q 'died of signal' "$tmp/said"; ok $? "a helper that always dies"
echo "helper: $passed passed, $failed failed"
[ $failed -eq 0 ]
