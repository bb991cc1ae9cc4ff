#!/bin/bash
# inputs.sh SOCVET: catalogues as people keep them: delimiters, encodings, workbooks, bundles, feeds,
# mappings, broken quotes, codes in every shape.
socvet=$(realpath "$1"); cd "$(dirname "$0")/.." || exit 2
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
ok() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL: $2"; fi; }
python3 - "$tmp" <<'PY' || exit 2
import csv, io, json, sys, zipfile
t = sys.argv[1] + '/'
rows = [['R1', 'Staff Nurse', 'A ward post – £31,049 a year.', 'Give care “in time”', '2019-05-01', '2231.0'],
        ['R2', 'Head Chef', 'Run the kitchen, £28,000.', 'Cook', '2019-05-02', '5434'],
        ['R3', 'Research Chemist', 'Laboratory post; a PhD is essential.', 'Analyse', '2019-05-03', '2111']]
head = ['Vacancy Ref', 'Job_Title', 'Description', 'Duties', 'Date Posted', 'OldCode']
def table(delimiter, encoding, name, bom=b'', above=''):
    b = io.StringIO(newline=''); b.write(above)
    w = csv.writer(b, delimiter=delimiter, lineterminator='\r\n'); w.writerows([head] + rows)
    open(t + name, 'wb').write(bom + b.getvalue().encode(encoding))
table(',', 'utf-8', 'plain.csv'); table(',', 'utf-8', 'mark.csv', b'\xef\xbb\xbf'); table(';', 'cp1252', 'windows.csv')
table('\t', 'utf-16', 'excel.txt'); table('|', 'utf-16-be', 'big.txt'); table(',', 'utf-8', 'above.csv', above='Export of 3 May 2019\r\n\r\n')
with zipfile.ZipFile(t + 'one.zip', 'w') as z: z.write(t + 'windows.csv', 'export.csv')
with zipfile.ZipFile(t + 'many.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    for r in rows: z.writestr('old/%s.txt' % r[0], r[1] + '\n\n' + r[2] + '\n' + r[3] + '\n')
    z.writestr('old/bad.docx', b'PK\x03\x04no'); z.writestr('__MACOSX/x', 'y')
open(t + 'feed.xml', 'w', encoding='utf-8').write('<?xml version="1.0"?><jobs><!-- <job> -->' + ''.join(
    '<job><id>%s</id><title>%s</title><description><![CDATA[<p>%s</p><p>%s </job></p>]]></description></job>\n' % (r[0], r[1], r[2], r[3]) for r in rows) + '</jobs>')
open(t + 'quotes.csv', 'w').write('id,title,text\nR1,Staff Nurse,"A ward, 12"" monitor"\nR0,Porter,"never closed\nR2,Head Chef,A 5" knife\nR3,Research Chemist,"say "hello" now\nline two"\n')
open(t + 'old.csv', 'w').write('id,title,soc\n' + ''.join('%d,x,%s\n' % (i, c) for i, c in enumerate(['2119', '2119.0', '2119/02', '"2,119"', '"=""2119"""', '2119 - Scientists', 'SOC2010: 2119', 'Natural and social science professionals n.e.c.', ' 2119 ', '21190', 'nonsense'])))
PY
answers() { jq -r 'select(.status == "ok") | [.title, .soc.code] | join(" ")' "$tmp/o" | tr '\n' ';'; }
want='Staff Nurse 2237;Head Chef 5434;Research Chemist 2111;'
is() { [ "$(answers)" = "$want" ]; ok $? "$1"; }
code() { "$socvet" bulk "$@" --only classify 2>"$tmp/said"; }
for f in plain.csv mark.csv windows.csv excel.txt big.txt above.csv one.zip feed.xml; do code "$tmp/$f" >"$tmp/o"; is "$f"; done
code - --format csv <"$tmp/plain.csv" >"$tmp/o"; is "a table on standard input"
code "$tmp/windows.csv" >/dev/null; grep -q 'Windows-1252.*semicolon' "$tmp/said"; ok $? "the encoding is said"
code "$tmp/many.zip" >"$tmp/o"; [ "$(jq -r '[.id,.status] | join(" ")' "$tmp/o" | tr '\n' ';')" = "old/R1.txt ok;old/R2.txt ok;old/R3.txt ok;old/bad.docx unreadable;" ]; ok $? "many.zip"
code "$tmp/quotes.csv" >"$tmp/o"; [ "$(jq -r '[.id,.status] | join(" ")' "$tmp/o" | tr '\n' ';')" = "R1 ok;R0 unreadable;R2 ok;R3 ok;" ]; ok $? "a quote that is never closed spoils its own row"
# columns: said, saved, read again
"$socvet" bulk "$tmp/plain.csv" --with-text --col title=Job_Title --col text=Description,Duties --save-mapping "$tmp/map.tsv" 2>/dev/null | jq -r .text | grep -q 'in time'; ok $? "several columns for the text"
"$socvet" bulk "$tmp/plain.csv" --with-text --mapping "$tmp/map.tsv" 2>/dev/null | jq -r .text | grep -q 'in time'; ok $? "a saved mapping is read"
code "$tmp/plain.csv" --col title=Nothing; [ $? -eq 2 ] && grep -q "no column called 'Nothing'" "$tmp/said"; ok $? "an unknown column is refused"
"$socvet" bulk "$tmp/plain.csv" -o "$tmp/w.xlsx" 2>/dev/null; code "$tmp/w.xlsx" | jq -r .id | tr '\n' ' ' | grep -q '^R1 R2 R3 $'; ok $? "a workbook is read as a table"
# recoding
"$socvet" recode "$tmp/old.csv" 2>/dev/null >"$tmp/o"; [ "$(cut -d, -f1- "$tmp/o" | python3 -c 'import csv,sys; print(" ".join(r["old_code_read"] or "-" for r in csv.DictReader(sys.stdin)))')" = "2119 2119 2119 2119 2119 2119 2119 2119 2119 - -" ]; ok $? "codes in every shape"
"$socvet" recode --from soc2000 --to soc2010 "$tmp/plain.csv" --col soc=OldCode -o "$tmp/r.csv" 2>/dev/null && [ "$(wc -l <"$tmp/r.csv")" -eq 4 ]; ok $? "recode to a file, SOC 2000 to 2010"
"$socvet" recode "$tmp/plain.csv" -o "$tmp/r.csv" 2>/dev/null; [ $? -eq 2 ]; ok $? "recode writes over nothing"
"$socvet" recode "$tmp/old.csv" -o "$tmp/r.xlsx" 2>"$tmp/said"; grep -q '11 rows: .* 2 not recoded' "$tmp/said" && "$socvet" extract "$tmp/r.xlsx" | grep -q 'how.*probability.*review'; ok $? "recode to a workbook, with a sum"
"$socvet" recode "$tmp/above.csv" --col soc=Description -o "$tmp/r.db" 2>/dev/null; [ $? -eq 2 ]; ok $? "recode makes no database"
printf 'title,x\nChef,y\n' >"$tmp/n.csv"; "$socvet" recode "$tmp/n.csv" 2>&1 | grep -q 'name it: --col soc=COLUMN'; ok $? "recode wants old codes"
# dates of UK exports, and of others; a preamble that has another number of fields
printf 'Export of 2015\nby: x;;\n\nVacancy ref;Post (advertised);Advert body;Date advert went live;Closes\nV1;Chef;Cook lunch;04/03/2015 09:30;18 March 2015\nV2;Chef;Cook;tbc;\nV3;Chef;Cook;42067;1/4/15\n' >"$tmp/uk.csv"
printf 'title,text,posted\nChef,Cook,3/4/2015\nChef,Cook,12/25/2015\n' >"$tmp/us.csv"
"$socvet" bulk "$tmp/uk.csv" --only classify -o "$tmp/uk.jsonl" 2>"$tmp/said"; [ "$(jq -r .as_of "$tmp/uk.jsonl" | tr '\n' ' ')" = "2015-03-04 $(date -u +%F) 2015-03-04 " ]; ok $? "each advert's own day"
[ "$(jq -r .row.date "$tmp/uk.jsonl" | tr '\n' ' ')" = "2015-03-04 tbc 2015-03-04 " ]; ok $? "dates as they are understood"
"$socvet" bulk "$tmp/us.csv" --only classify 2>"$tmp/said" | jq -r .as_of | tr '\n' ' ' | grep -q '^2015-03-04 2015-12-25 $' && grep -q 'month/day/year' "$tmp/said"; ok $? "month before day is found and said"
printf 'x,y\n1,2\n' >"$tmp/no.csv"; "$socvet" bulk "$tmp/no.csv" 2>&1 | grep -q 'here: x; y'; ok $? "a table without a title names its columns"
echo "inputs: $passed passed, $failed failed"
[ $failed -eq 0 ]
