#!/bin/bash
# cases.sh SOCVET [DIR...]: runs case folders. A case NAME.d/ holds `args` (one a line; without it:
# extract and the input files), expected.txt (standard output), and perhaps `exit` and `stderr`
# (a line that must stand in what is said). NAME.b/ is a known bug: when it passes, rename it.
# Samples (corpus/sample/NAME/) are cases too. ACCEPT=1 rewrites expected.txt.
shopt -s nullglob
socvet=$(realpath "$1"); shift
cd "$(dirname "$0")/.." || exit 2
[ $# -gt 0 ] || set -- tests/cases/*/*.d tests/cases/*/*.b corpus/sample/*/
passed=0 failed=0 skipped=0
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
for dir in "$@"; do
    dir=${dir%/}
    [ -f "$dir/expected.txt" ] || [ -n "$ACCEPT" ] || continue
    if [ -f "$dir/args" ]; then mapfile -t args < "$dir/args"
    else args=(extract); for f in "$dir"/input*; do args+=("$(basename "$f")"); done; fi
    if [ -f "$dir/needs" ] && ! [ -x "$(dirname "$socvet")/../helpers/$(cat "$dir/needs")" ]; then
        echo "skip: $dir: no $(cat "$dir/needs")"; skipped=$((skipped + 1)); continue
    fi
    (cd "$dir" && "$socvet" "${args[@]}" >"$tmp/out" 2>"$tmp/err"); rc=$?
    # versions carry hashes of the data; a golden does not
    sed -E -i 's/(soc[0-9]{4}[-a-z0-9.]*):[0-9a-f]{8,64}/\1:HASH/g; s/("rules":"[0-9-]+):[0-9a-f]{8,64}/\1:HASH/g' "$tmp/out"
    if [ -n "$ACCEPT" ]; then
        cp "$tmp/out" "$dir/expected.txt"; [ $rc -eq 0 ] && rm -f "$dir/exit" || echo $rc >"$dir/exit"
        continue
    fi
    want=0; [ -f "$dir/exit" ] && want=$(cat "$dir/exit")
    ok=1
    [ $rc -eq "$want" ] || { ok=0; echo "exit $rc, expected $want: $dir"; }
    diff -u "$dir/expected.txt" "$tmp/out" >"$tmp/diff" || ok=0
    [ ! -f "$dir/stderr" ] || grep -qFf "$dir/stderr" "$tmp/err" || { ok=0; echo "not said: $(cat "$dir/stderr"): $dir"; }
    case "$dir" in
    *.b) if [ $ok = 1 ]; then echo "FIXED: rename $dir to .d"; failed=$((failed + 1)); else skipped=$((skipped + 1)); fi ;;
    *) if [ $ok = 1 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL: $dir"; head -40 "$tmp/diff"; head -5 "$tmp/err"; fi ;;
    esac
done
echo "cases: $passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ]
