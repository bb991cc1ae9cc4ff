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
rowless() { sed -E 's/,"row":\{[^}]*\}\}$/}/' "$@"; } # runs to a file carry their row
run --jobs 0 >"$tmp/0"; run --jobs 1 >"$tmp/1"; run --jobs 5 >"$tmp/5"
[ -s "$tmp/0" ] && cmp -s "$tmp/0" "$tmp/1"; ok $? "one job differs from none"
cmp -s "$tmp/0" "$tmp/5"; ok $? "five jobs differ from none"
[ "$(wc -l <"$tmp/0")" -eq "$(grep -c . "$tmp/in.jsonl")" ]; ok $? "a record a line"
[ "$(jq -r 'select(.status=="unreadable").status' "$tmp/0" | wc -l)" -eq 3 ]; ok $? "three bad lines"
run -o "$tmp/out" --jobs 2; [ $? -eq 3 ] && rowless "$tmp/out" | cmp -s "$tmp/0" -; ok $? "output to a file"
cp "$tmp/out" "$tmp/whole"
[ ! -e "$tmp/out.journal" ]; ok $? "the journal goes when the run is done"
run -o "$tmp/out" --jobs 2; [ $? -eq 2 ]; ok $? "an output that is there is not written over"
run -o "$tmp/out" --jobs 2 --resume; [ $? -eq 3 ] && cmp -s "$tmp/out" "$tmp/whole"; ok $? "a whole run is not run again"
run -o "$tmp/out" --all-verdicts --resume; [ $? -eq 2 ]; ok $? "but a run with other options is another"
head -c 100 "$tmp/in.jsonl" >"$tmp/cut.jsonl"; cp "$tmp/out" "$tmp/out2"; cp "$tmp/out.manifest.json" "$tmp/out2.manifest.json"
"$socvet" bulk "$tmp/cut.jsonl" --format jsonl --as-of 2026-11-25 -o "$tmp/out2" --resume 2>&1 | grep -q 'another input'; ok $? "nor is it of another input"
"$socvet" bulk "$tmp/in.jsonl" --format jsonl --progress json 2>&1 >/dev/null | tail -1 | jq -e '.ended and .rows == .auto + .review + .none + .error and .error == 3' >/dev/null; ok $? "progress as JSON"
[ -z "$("$socvet" bulk "$tmp/cut.jsonl" --format jsonl 2>&1 >/dev/null)" ]; ok $? "quiet where no person looks on"
rm -f "$tmp/out"
for i in $(seq "$kills"); do
    "$socvet" bulk "$tmp/in.jsonl" --format jsonl --as-of 2026-11-25 -o "$tmp/out" --jobs 2 --resume 2>/dev/null & pid=$!
    sleep "0.0$((RANDOM % 9))$((RANDOM % 10))"; kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null
    [ -e "$tmp/out" ] && ! [ -e "$tmp/out.journal" ] && break # it was quicker than the kill
done
[ -e "$tmp/out.journal" ] && printf '999 99' >>"$tmp/out.journal" # a torn last line
if [ -e "$tmp/out.journal" ] || ! [ -e "$tmp/out" ]; then run -o "$tmp/out" --jobs 2 --resume; fi
cmp -s "$tmp/whole" "$tmp/out"; ok $? "killed and resumed"
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
# other forms: rendered from the same lines
run -o "$tmp/o.csv" --excel; [ $? -eq 3 ] && [ "$(head -c 3 "$tmp/o.csv" | od -An -tx1 | tr -d ' ')" = efbbbf ]; ok $? "CSV for Excel has its mark"
python3 - "$tmp" <<'PY'; ok $? "CSV, workbook, database and log say the same"
import csv, json, sqlite3, sys, zipfile
t = sys.argv[1]; rows = list(csv.DictReader(open(t + '/o.csv', encoding='utf-8-sig', newline='')))
log = [json.loads(l) for l in open(t + '/whole')]
assert len(rows) == len(log)
for a, b in zip(rows, log):
    soc = b['soc'] or {}
    assert a['soc_code'] == ('="%s"' % soc['code'] if soc.get('code') else ''), (a, b)
    assert a['hash'].strip('="') == b['row']['hash'] and a['status'] == b['status']
assert not any(v[:1] in ('+', '-', '@') or (v[:1] == '=' and not v.startswith('="')) for r in rows for v in r.values())
PY
"$socvet" export "$tmp/whole" -o "$tmp/w.db" 2>/dev/null; [ $? -eq 2 ]; ok $? "no manifest, no export"
cp "$tmp/o.csv.run.jsonl" "$tmp/w"; cp "$tmp/o.csv.run.jsonl.manifest.json" "$tmp/w.manifest.json"
for f in db xlsx; do "$socvet" export "$tmp/w" -o "$tmp/w.$f" 2>/dev/null; ok $? "export to $f"; done
[ "$(wc -l <"$tmp/w.errors.csv")" -eq 4 ]; ok $? "unreadable rows are listed"
python3 - "$tmp" <<'PY'; ok $? "the database and the workbook have every row"
import json, sqlite3, sys, zipfile
t = sys.argv[1]; log = [json.loads(l) for l in open(t + '/w')]; db = sqlite3.connect(t + '/w.db')
assert db.execute('pragma integrity_check').fetchone() == ('ok',)
assert [r for r in db.execute('select row, code, status from record order by row')] == [(b['row']['number'], (b['soc'] or {}).get('code'), b['status']) for b in log]
assert db.execute('select count(*) from finding').fetchone()[0] == sum(len(b['findings']) for b in log)
assert db.execute('select count(*) from candidate').fetchone()[0] == sum(len((b['soc'] or {}).get('candidates', [])) for b in log)
z = zipfile.ZipFile(t + '/w.xlsx'); assert z.testzip() is None
assert z.read('xl/worksheets/sheet2.xml').count(b'<row ') == len(log) + 1
PY
cp "$tmp/w.xlsx" "$tmp/w1.xlsx"; sleep 1; "$socvet" export --force "$tmp/w" -o "$tmp/w.xlsx" 2>/dev/null; cmp -s "$tmp/w.xlsx" "$tmp/w1.xlsx"; ok $? "a workbook's bytes do not depend on the hour"
coproc LINE { "$socvet" bulk --format jsonl --line-buffered - 2>/dev/null; }
head -1 "$tmp/in.jsonl" >&"${LINE[1]}"; read -r -t 20 answer <&"${LINE[0]}"; [ -n "$answer" ]; ok $? "a line is answered at once"
kill "$LINE_PID" 2>/dev/null
echo "bulk: $passed passed, $failed failed"
[ $failed -eq 0 ]
