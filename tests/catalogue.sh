#!/bin/bash
# catalogue.sh SOCVET: what is done with a run: one vacancy's adverts, review and decisions, shards,
# differences, the page of an evaluation.
socvet=$(realpath "$1"); cd "$(dirname "$0")/.." || exit 2
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
ok() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL: $2"; fi; }
python3 - "$tmp" <<'PY' || exit 2
import json, sys
duties = ['Plan and cost the menus for the week with the head of service.', 'Order fresh food from local suppliers and check it in.',
          'Lead a kitchen team of six and teach the two apprentices.', 'Keep the records that food safety law asks for.',
          'Cook lunch for two hundred people a day from fresh ingredients.', 'Work with the dietician on meals for people with allergies.',
          'Keep stores, fridges and the kitchen clean and safe.', 'Stand in for the catering manager when she is away.']
wards = [d.replace('kitchen', 'ward').replace('food', 'drugs').replace('menus', 'rotas').replace('Cook lunch', 'Give care') for d in duties]
def text(ls, more=''): return '\n'.join(ls) + '\nSalary £24,000 a year. ' + more
rows = [
    dict(id='1', title='Chef', employer='Quill House', text=text(duties), date='2018-03-01', closing='2018-03-15', media='Jobcentre', soc='5434'),
    dict(id='2', title='Chef', employer='Quill House', text=text(duties, 'Re-advertised.'), date='2018-03-01', closing='2018-03-15', media='Quill House website', soc='5434'),
    dict(id='3', title='Chef', employer='Quill House', text=text(duties[:7]), date='2018-04-02', closing='2018-04-18', media='Jobcentre', soc='5434'),
    dict(id='4', title='Chef', employer='Other Hall', text=text(duties), date='2018-03-01', closing='2018-03-15', media='Jobcentre', soc='5434'),
    dict(id='5', title='Ward Cook', employer='Quill House', text=text(duties), date='2018-03-01', closing='2018-03-15', media='Jobcentre', soc='2231'),
    dict(id='6', title='Staff Nurse', employer='Quill House', group='QH-77', text=text(wards), date='2018-03-01', closing='2018-04-15', media='Jobcentre', soc='2231'),
    dict(id='7', title='Nurse', employer='Quill House', group='QH-77', text='Short advert of the same post.', date='2018-03-01', closing='2018-04-15', media='NHS Jobs', soc='9999')]
open(sys.argv[1] + '/in.jsonl', 'w').write('\n'.join(map(json.dumps, rows)) + '\n')
PY
bulk() { "$socvet" bulk "$tmp/in.jsonl" --jobs 1 --route tier2-general "$@" 2>/dev/null; }
bulk -o "$tmp/r.jsonl" --group --as-of 2018-05-01
"$socvet" group "$tmp/r.jsonl" -o "$tmp/g.csv" 2>/dev/null; ok $? "group"
[ "$(tail -n +2 "$tmp/g.csv" | sort -n | cut -d, -f1,4,6,7 | tr '\n' ' ')" = "1,1,first, 2,1,copy,text 3,1,repost,text 4,4,first, 5,5,first, 6,6,first, 7,6,copy,reference " ]; ok $? "one vacancy's adverts: $(tail -n +2 "$tmp/g.csv" | sort -n | cut -d, -f1,4,6,7 | tr '\n' ' ')"
bulk -o "$tmp/r2.jsonl" --group --groups "$tmp/g.csv" --as-of 2018-05-01
fails() { jq -r "select(.id==\"$2\").findings[] | select(.id==\"$3\").verdict" "$tmp/$1"; }
[ "$(fails r.jsonl 1 ADV-003)" = fail ] && [ -z "$(fails r2.jsonl 1 ADV-003)" ]; ok $? "two media are counted over the vacancy"
[ "$(fails r.jsonl 1 ADV-002)" = fail ] && [ -z "$(fails r2.jsonl 1 ADV-002)" ]; ok $? "two stages make the 28 days"
[ "$(fails r2.jsonl 4 ADV-002)" = fail ]; ok $? "another employer's advert is no second stage"
[ "$(jq -r '[.id, (.row.vacancy | tostring)] | join(":")' "$tmp/r2.jsonl" | tr '\n' ' ')" = "1:1 2:1 3:1 4:4 5:5 6:6 7:6 " ]; ok $? "records name their vacancy"
# review
"$socvet" review export "$tmp/r.jsonl" -o "$tmp/q.csv" 2>/dev/null && "$socvet" review export "$tmp/r.jsonl" -o "$tmp/q.xlsx" 2>/dev/null; ok $? "review export"
python3 - "$tmp" <<'PY'; ok $? "the queue is ordered, by title; blind is blind"
import csv, subprocess, sys
t = sys.argv[1]; rows = list(csv.DictReader(open(t + '/q.csv', encoding='utf-8-sig')))
v = [float(r['value']) for r in rows]; assert v == sorted(v, reverse=True), v
assert sorted(r['title'] for r in rows) == ['Chef', 'Nurse', 'Staff Nurse', 'Ward Cook']
assert [r for r in rows if r['title'] == 'Chef'][0]['records'] == '4'
for r in rows: r['code'] = {'Chef': '="5435"', 'Nurse': '2231'}.get(r['title'], ''); r['reviewer'] = 'A. Person'
def put(name):
    with open(t + name, 'w', newline='') as f: w = csv.DictWriter(f, rows[0].keys()); w.writeheader(); w.writerows(rows)
put('/done.csv')
for r in rows: r['code'] = {'Chef': '5434', 'Nurse': '2231'}.get(r['title'], '')
put('/second.csv')
for r in rows: r['code'] = '12'
put('/bad.csv')
PY
"$socvet" review export --blind "$tmp/r.jsonl" -o "$tmp/blind.csv" 2>/dev/null; ! grep -q 5434 "$tmp/blind.csv"; ok $? "a second coder does not see the first's answers"
"$socvet" review import "$tmp/done.csv" -o "$tmp/d.csv" 2>/dev/null && [ "$(wc -l <"$tmp/d.csv")" -eq 3 ]; ok $? "review import"
"$socvet" review import "$tmp/bad.csv" -o "$tmp/x.csv" 2>&1 | grep -q "row 1: '12' is no code"; ok $? "a wrong code is named by its row"
bulk -o "$tmp/r3.jsonl" --decisions "$tmp/d.csv" --as-of 2018-05-01
[ "$(jq -r 'select(.id=="1") | [.soc.code, .soc.decision.was, .soc.decision.reviewer] | join("|")' "$tmp/r3.jsonl")" = "5435|5434|A. Person" ]; ok $? "decisions stand instead of the coder's"
"$socvet" export "$tmp/r.jsonl" -o "$tmp/r.db" && sqlite3 "$tmp/r.db" "insert into decision(title, code, reviewer) values ('Chef', '5434', 'x'), ('chef', '5435', 'A. Person')"
bulk -o "$tmp/r4.jsonl" --decisions "$tmp/r.db" --as-of 2018-05-01; [ "$(jq -r 'select(.id=="1") | .soc.code' "$tmp/r4.jsonl")" = 5435 ]; ok $? "decisions made in a database, the last one stands"
"$socvet" review kappa --json "$tmp/done.csv" "$tmp/second.csv" | jq -e '.items == 2 and .digits4.agreement == 0.5 and .digits3.kappa == 1' >/dev/null; ok $? "kappa of two coders"
"$socvet" diff --json "$tmp/r.jsonl" "$tmp/r3.jsonl" -o "$tmp/ch.csv" | jq -e '.both == 7 and .changed_digit4 == 5' >/dev/null && [ "$(wc -l <"$tmp/ch.csv")" -ge 5 ]; ok $? "diff of two runs"
"$socvet" diff "$tmp/r.jsonl" "$tmp/r.jsonl" >/dev/null; ok $? "a run does not differ from itself"
# shards
for i in 1 2 3; do bulk --shard $i/3 -o "$tmp/s$i.jsonl" --as-of 2018-05-01; done; bulk -o "$tmp/w.jsonl" --as-of 2018-05-01
"$socvet" merge "$tmp"/s[132].jsonl -o "$tmp/m.jsonl" 2>/dev/null && cmp -s "$tmp/m.jsonl" "$tmp/w.jsonl" && cmp -s "$tmp/m.jsonl.manifest.json" "$tmp/w.jsonl.manifest.json"; ok $? "merged shards are the whole run, byte for byte"
"$socvet" merge "$tmp"/s[12].jsonl -o "$tmp/m2.jsonl" 2>&1 | grep -q 'shard 3 of 3 is missing'; ok $? "a missing shard is named"
sed 's/Chef/Cook/' "$tmp/in.jsonl" >"$tmp/in2.jsonl"; "$socvet" bulk "$tmp/in2.jsonl" --route tier2-general --as-of 2018-05-01 --shard 2/3 -o "$tmp/s2b.jsonl" 2>/dev/null
"$socvet" merge "$tmp"/s1.jsonl "$tmp"/s2b.jsonl "$tmp"/s3.jsonl -o "$tmp/m2.jsonl" 2>&1 | grep -q 'another input'; ok $? "a shard of another input is refused"
# each refusal of merge, by a shard whose manifest says otherwise
refuses() { # WORDS MANIFEST-CHANGE: of a copy of the second shard
    cp "$tmp/s2.jsonl" "$tmp/x2.jsonl"; sed -E "$2" "$tmp/s2.jsonl.manifest.json" >"$tmp/x2.jsonl.manifest.json"; rm -f "$tmp/mx.jsonl"
    "$socvet" merge "$tmp/s1.jsonl" "$tmp/x2.jsonl" "$tmp/s3.jsonl" -o "$tmp/mx.jsonl" 2>"$tmp/said"; [ $? -eq 2 ] && grep -q "$1" "$tmp/said" && ! [ -e "$tmp/mx.jsonl" ]; ok $? "merge: $1: $(cat "$tmp/said")"
}
refuses 'another version of socvet' 's/("socvet":")[^"]*/\19.9.9/'
refuses 'another dictionary' 's/("dictionary":")[^"]*/\1old/'
refuses 'another set of rules' 's/("rules":")[^"]*/\1old/'
refuses 'another set of options' 's/("run":")[^"]*/\10000/'
refuses 'another input' 's/("input_hash":")[^"]*/\10000/'
refuses 'another number of shards' 's/"shards":3/"shards":4/'
refuses 'given twice' 's/"shard":2/"shard":1/'
refuses 'not as long' 's/("bytes":)[0-9]+/\17/'
refuses 'manifest' 's/^\{.*//'
cp "$tmp/s2.jsonl" "$tmp/x2.jsonl"; sed -i 's/"row":{"number":5/"row":{"number":8/' "$tmp/x2.jsonl"; cp "$tmp/s2.jsonl.manifest.json" "$tmp/x2.jsonl.manifest.json"
"$socvet" merge "$tmp/s1.jsonl" "$tmp/x2.jsonl" "$tmp/s3.jsonl" -o "$tmp/mx.jsonl" 2>&1 | grep -q 'x2.jsonl: row 5 is missing' && ! [ -e "$tmp/mx.jsonl" ]; ok $? "merge: a row that is missing"
: >"$tmp/x2.jsonl.journal"; "$socvet" merge "$tmp/s1.jsonl" "$tmp/x2.jsonl" "$tmp/s3.jsonl" -o "$tmp/mx.jsonl" 2>&1 | grep -q 'is not finished'; ok $? "merge: a shard that did not end"
"$socvet" merge "$tmp/w.jsonl" -o "$tmp/mx.jsonl" 2>&1 | grep -q 'is a whole run'; ok $? "merge: a whole run is no shard"
"$socvet" merge "$tmp"/s[123].jsonl -o "$tmp/m.jsonl" 2>&1 | grep -q 'is there already'; ok $? "merge: writes over nothing"
# a run by what was made of it; what is no run
bulk -o "$tmp/t.db" --as-of 2018-05-01 --force
"$socvet" diff "$tmp/t.db" "$tmp/w.jsonl" >/dev/null; ok $? "a database names the run beside it"
"$socvet" diff "$tmp/q.csv" "$tmp/w.jsonl" 2>&1 | grep -q 'is no run'; ok $? "a table is no run"
"$socvet" export "$tmp/nowhere.jsonl" -o "$tmp/x.csv" 2>&1 | grep -q 'no such run'; ok $? "a run that is not there"
# evaluation
printf 'title,text,code\nChef,Cook lunch,5434\nStaff nurse,Care on a ward,2237\nTeacher,Teach maths in a school,2313\n' >"$tmp/gold.csv"
"$socvet" eval --html "$tmp/gold.csv" -o "$tmp/e.html"; [ "$(grep -c '<svg' "$tmp/e.html")" -ge 1 ] && jq -e '.digits4 and .title_digits1' "$tmp/e.html.json" >/dev/null; ok $? "the page of an evaluation, JSON beside it"
printf 'Post (advertised);Duties;Old SOC\nChef;Cook lunch;SOC2010: 5434\nStaff nurse;Care;Nurses\nPorter;Lift;0000\nx;y;2237\n' >"$tmp/gold2.csv"
"$socvet" eval --edition soc2010 --json "$tmp/gold2.csv" 2>/dev/null | jq -e '.rows == 2 and .skipped == 2 and .digits4 == 1' >/dev/null; ok $? "labels in the shapes of the wild; what is no code of the edition is none"
"$socvet" eval --edition soc2010 --json "$tmp/gold2.csv" --col soc=Duties 2>/dev/null | jq -e '.rows == 0' >/dev/null; ok $? "another column of labels"
"$socvet" eval --html "$tmp/gold.csv" -o "$tmp/e.html" 2>/dev/null; [ $? -eq 2 ]; ok $? "a page is not written over"
echo "catalogue: $passed passed, $failed failed"
[ $failed -eq 0 ]
