#!/bin/bash
# reliability.sh SOCVET [KILLS]: runs that are killed at random moments, workers that are killed, a disk
# that is full, rows that mean harm. What comes out in the end is what an undisturbed run writes.
socvet=$(realpath "$1"); kills=${2-6}
cd "$(dirname "$0")/.." || exit 2
tmp=$(mktemp -d); trap 'umount "$tmp/disk" 2>/dev/null; rm -rf "$tmp"' EXIT
passed=0 failed=0
ok() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL: $2"; fi; }
python3 bench/make_catalogue.py 1.2 >"$tmp/in.jsonl"
run() { "$socvet" bulk "$tmp/in.jsonl" --as-of 2026-11-25 "$@" 2>"$tmp/said"; }
start=$(date +%s%N); run -o "$tmp/whole" --jobs 2; took=$((($(date +%s%N) - start) / 1000000))
# kill -9 of the run (its workers end with it), resumed, sometimes killed again
bad=0 broke=0
for i in $(seq "$kills"); do
    rm -f "$tmp"/out*
    for again in 1 2; do
        setsid "$socvet" bulk "$tmp/in.jsonl" --as-of 2026-11-25 -o "$tmp/out" --jobs 2 --resume 2>/dev/null & pid=$!
        ms=$((RANDOM * took / 32768)); sleep "$((ms / 1000)).$(printf '%03d' $((ms % 1000)))"
        kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null
        [ -e "$tmp/out.journal" ] && broke=$((broke + 1))
        [ $((RANDOM % 3)) -eq 0 ] || break
    done
    if [ -e "$tmp/out.journal" ] || ! [ -e "$tmp/out.manifest.json" ]; then run -o "$tmp/out" --jobs 2 --resume; fi
    cmp -s "$tmp/whole" "$tmp/out" && cmp -s "$tmp/whole.manifest.json" "$tmp/out.manifest.json" && ! [ -e "$tmp/out.journal" ] || { bad=$((bad + 1)); cp "$tmp/out" "/tmp/socvet-bad-$i" 2>/dev/null; }
done
[ $bad -eq 0 ]; ok $? "$bad of $kills killed runs ended otherwise"
echo "reliability: $kills runs, $broke kills that broke one off"
# kill -9 of workers: their rows are tried again
rm -f "$tmp"/out*
"$socvet" bulk "$tmp/in.jsonl" --as-of 2026-11-25 -o "$tmp/out" --jobs 3 2>/dev/null & pid=$!
for _ in 1 2 3 4 5; do sleep 0.1; kids=($(cat /proc/$pid/task/$pid/children 2>/dev/null)); [ ${#kids[@]} -gt 0 ] && kill -9 "${kids[RANDOM % ${#kids[@]}]}" 2>/dev/null; done
wait $pid; cmp -s "$tmp/whole" "$tmp/out"; ok $? "killed workers cost nothing"
# the journal holds no advert text
rm -f "$tmp"/out*; "$socvet" bulk "$tmp/in.jsonl" --as-of 2026-11-25 -o "$tmp/out" --jobs 1 2>/dev/null & pid=$!
sleep 0.4; kill -9 $pid; wait $pid 2>/dev/null
if [ -e "$tmp/out.journal" ]; then ! grep -qiE '[g-z]{4}' <(tail -n +2 "$tmp/out.journal"); ok $? "the journal holds numbers only"; fi
# a full disk: a clear message, and the run goes on once there is room
mkdir "$tmp/disk"
if mount -t tmpfs -o size=2m tmpfs "$tmp/disk" 2>/dev/null; then
    run -o "$tmp/disk/out" --jobs 2; rc=$?; grep -q 'No space left' "$tmp/said" && [ $rc -eq 2 ]; ok $? "a full disk is said"
    mount -o remount,size=64m "$tmp/disk"; run -o "$tmp/disk/out" --jobs 2 --resume; cmp -s "$tmp/whole" "$tmp/disk/out"; ok $? "and resumed"
    rm -f "$tmp"/disk/*; mount -o remount,size=6m "$tmp/disk"; head -c 400000 "$tmp/in.jsonl" >"$tmp/small.jsonl"
    "$socvet" bulk "$tmp/small.jsonl" --as-of 2026-11-25 -o "$tmp/disk/o.db" 2>"$tmp/said"; rc=$?
    if [ $rc -eq 2 ]; then ! [ -e "$tmp/disk/o.db" ] && grep -q 'socvet export' "$tmp/said"; ok $? "no half database"; fi
    umount "$tmp/disk"
else
    echo "reliability: no tmpfs may be mounted here: the full disk is skipped"
fi
# one row in a thousand means harm: the others are as they were
python3 - "$tmp" <<'PY'
import random, sys
t = sys.argv[1]; rnd = random.Random(7); rows = open(t + '/in.jsonl', 'rb').read().splitlines(True)
evil = [b'{"id":"evil1","title":"' + b'a' * 2000000 + b'","text":"x"}\n', b'[' * 200000 + b'\n', b'{"id":"evil3","title":"x","text":"' + b'PhD or ' * 60000 + b'"}\n', b'\xff\xfe{"id":1}\n',
        b'{"id":"evil5","title":"x","text":"' + b'\\u0000\\ud800' * 5000 + b'"}\n', b'{"id":"evil6","title":"x","text":"' + ('£1' * 200000).encode() + b'"}\n', b'{"id":"evil7","text":"' + b'(' * 500000 + b'"}\n',
        b'{"id":"evil8","title":"x","text":"' + b'1 January 2026 to ' * 30000 + b'"}\n']
out = list(rows)
for e in evil: out.insert(rnd.randrange(len(out)), e)
open(t + '/evil.jsonl', 'wb').write(b''.join(out))
PY
"$socvet" bulk "$tmp/evil.jsonl" --format jsonl --as-of 2026-11-25 --jobs 2 2>/dev/null >"$tmp/evil.out"
"$socvet" bulk "$tmp/in.jsonl" --format jsonl --as-of 2026-11-25 --jobs 0 2>/dev/null >"$tmp/good.out"
[ "$(wc -l <"$tmp/evil.out")" -eq "$(wc -l <"$tmp/evil.jsonl")" ]; ok $? "a record for every row, the evil ones as well"
python3 - "$tmp" <<'PY'; ok $? "the other rows are as they were"
import sys
good = open(sys.argv[1] + '/good.out', 'rb').read().splitlines(); seen = open(sys.argv[1] + '/evil.out', 'rb').read().splitlines(); it = iter(seen)
assert all(any(g == s for s in it) for g in good)
PY
echo "reliability: $passed passed, $failed failed"
[ $failed -eq 0 ]
