#!/bin/bash
# bulk.sh SOCVET [KILLS]: the catalogue runner: the same bytes at any number of jobs, after kill -9 at
# random moments and --resume, with bad lines, in shards, and never over an output that is there.
socvet=$(realpath "$1"); kills=${2-12}
cd "$(dirname "$0")/.." || exit 2
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
ok() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL: $2"; fi; }
python3 bench/make_catalogue.py 1.5 >"$tmp/in.jsonl"
printf 'not json\n\n[1]\n{"id":"x"}\n' >>"$tmp/in.jsonl"
run() { "$socvet" bulk "$tmp/in.jsonl" --format jsonl --as-of 2026-11-25 "$@" 2>/dev/null; }
run --jobs 0 >"$tmp/0"; run --jobs 1 >"$tmp/1"; run --jobs 5 >"$tmp/5"
[ -s "$tmp/0" ] && cmp -s "$tmp/0" "$tmp/1"; ok $? "one job differs from none"
cmp -s "$tmp/0" "$tmp/5"; ok $? "five jobs differ from none"
[ "$(wc -l <"$tmp/0")" -eq "$(grep -c . "$tmp/in.jsonl")" ]; ok $? "a record a line"
[ "$(jq -r 'select(.status=="unreadable").status' "$tmp/0" | wc -l)" -eq 3 ]; ok $? "three bad lines"
run -o "$tmp/out" --jobs 2; [ $? -eq 3 ] && cmp -s "$tmp/0" "$tmp/out"; ok $? "output to a file"
[ ! -e "$tmp/out.journal" ]; ok $? "the journal goes when the run is done"
run -o "$tmp/out" --jobs 2; [ $? -eq 2 ]; ok $? "an output that is there is not written over"
rm -f "$tmp/out"
for i in $(seq "$kills"); do
    "$socvet" bulk "$tmp/in.jsonl" --format jsonl --as-of 2026-11-25 -o "$tmp/out" --jobs 2 --resume 2>/dev/null & pid=$!
    sleep "0.0$((RANDOM % 9))$((RANDOM % 10))"; kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null
    [ -e "$tmp/out" ] && ! [ -e "$tmp/out.journal" ] && break # it was quicker than the kill
done
[ -e "$tmp/out.journal" ] && printf '999 99' >>"$tmp/out.journal" # a torn last line
if [ -e "$tmp/out.journal" ] || ! [ -e "$tmp/out" ]; then run -o "$tmp/out" --jobs 2 --resume; fi
cmp -s "$tmp/0" "$tmp/out"; ok $? "killed and resumed"
rm -f "$tmp/out"
"$socvet" bulk "$tmp/in.jsonl" --format jsonl --as-of 2026-11-25 -o "$tmp/out" --jobs 1 2>/dev/null & pid=$!
sleep 0.25; kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null
if [ -e "$tmp/out.journal" ] && [ "$(wc -l <"$tmp/out.journal")" -gt 1 ]; then
    sed -i '1s/Lecturer/Teacher!/' "$tmp/in.jsonl"; run -o "$tmp/out" --resume; [ $? -eq 2 ]; ok $? "changed input is refused"
    sed -i '1s/Teacher!/Lecturer/' "$tmp/in.jsonl"
fi
run --shard 1/3 >"$tmp/s1"; run --shard 2/3 >"$tmp/s2"; run --shard 3/3 >"$tmp/s3"
cat "$tmp"/s[123] | sort | cmp -s - <(sort "$tmp/0"); ok $? "shards make the whole"
"$socvet" bulk --format jsonl --as-of 2026-11-25 - <"$tmp/in.jsonl" 2>/dev/null | cmp -s - "$tmp/0"; ok $? "line protocol on standard input"
coproc LINE { "$socvet" bulk --format jsonl --line-buffered - 2>/dev/null; }
head -1 "$tmp/in.jsonl" >&"${LINE[1]}"; read -r -t 20 answer <&"${LINE[0]}"; [ -n "$answer" ]; ok $? "a line is answered at once"
kill "$LINE_PID" 2>/dev/null
echo "bulk: $passed passed, $failed failed"
[ $failed -eq 0 ]
