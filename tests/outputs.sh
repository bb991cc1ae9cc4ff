#!/bin/bash
# outputs.sh SOCVET: the job sheet, the comparison and the evidence pack, by what their JSON and their
# lines say, and what they do with input that is missing, broken or hostile. Invented papers.
socvet=$(realpath "$1"); passed=0 failed=0
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 2
fail() { echo "FAIL: $1"; failed=$((failed + 1)); }
is() { # LABEL JQ-FILTER EXIT ARGS...: the filter is true of the JSON, and the exit status
    local label=$1 filter=$2 want=$3; shift 3
    out=$("$socvet" "$@" 2>err); local rc=$?
    if [ $rc -ne "$want" ]; then fail "$label: exit $rc, expected $want: $(head -c 300 err)"
    elif ! jq -e "$filter" >/dev/null 2>&1 <<<"$out"; then fail "$label: $filter"; head -c 1500 <<<"$out"; echo
    else passed=$((passed + 1)); fi
}
says() { # LABEL WORDS EXIT ARGS...: the words stand in what is printed
    local label=$1 words=$2 want=$3; shift 3
    out=$("$socvet" "$@" 2>&1); local rc=$?
    if [ $rc -ne "$want" ]; then fail "$label: exit $rc, expected $want"; head -c 600 <<<"$out"; echo
    elif ! grep -qF -- "$words" <<<"$out"; then fail "$label: '$words' not said"; head -c 1500 <<<"$out"; echo
    else passed=$((passed + 1)); fi
}

# ---- cos ----
printf 'Somebody wanted. Good pay. Ring Sam.\n' >bare.txt
is "nothing is guessed" '.salary == null and .code == null and .missing >= 5 and .months == null' 0 cos --json --as-of 2026-02-02 bare.txt
is "each missing field has its fix" '[.fields[] | select(.state == "missing" and .fix == null)] | length == 0' 0 cos --json --as-of 2026-02-02 bare.txt
charge() { # PENCE MONTHS SIZE DAY
    is "charge of $2 months, $3, $4" "[.fees[] | select(.fee == \"Immigration Skills Charge\")][0].pence == $1" 0 cos --json --route "${5-skilled-worker}" \
        --as-of "$4" --months "$2" --size "$3" --code "${6-1121}" bare.txt
}
charge 132000 12 large 2025-12-16; charge 198000 16 large 2025-12-16; charge 264000 19 large 2025-12-16
charge 100000 12 large 2025-12-15; charge 36400 12 small 2025-12-15; charge 48000 12 small 2025-12-16
charge 54600 13 small 2020-12-01; charge 0 36 large 2026-01-01 skilled-worker 2111; charge 0 36 large 2017-04-05 tier2-general
fee() { is "certificate on $2" "[.fees[] | select(.fee | startswith(\"certificate\"))][0].pence == $1" 0 cos --json --as-of "$2" bare.txt; }
fee 19900 2023-10-03; fee 23900 2023-10-04; fee 23900 2025-04-08; fee 52500 2025-04-09
kind() { is "$3 on $2 ($1)" "[.kinds[].kind] == [\"$3\"]" "${6-0}" cos --json --route "$1" --as-of "$2" --applicant "$4" --code "$5" bare.txt; }
kind tier2-general 2019-09-30 restricted outside 2111; kind tier2-general 2019-10-01 unrestricted outside 2111
kind tier2-general 2019-10-01 restricted outside 1132; kind tier2-general 2019-10-01 unrestricted inside 1132
kind skilled-worker 2020-12-01 defined outside 2111; kind skilled-worker 2020-12-01 undefined inside 2111
kind tier2-ict 2018-01-01 unrestricted outside 1132
is "70 points of seed 003" '([.points[].points] == [30, 20, 10, 10])' 0 cos --json --route tier2-general --as-of 2020-11-30 bare.txt
is "70 points since" '([.points[].points] | add) == 70' 0 cos --json --as-of 2020-12-01 bare.txt
is "start before the certificate" '[.checks[] | select(.check == "start")][0].verdict == "fail"' 1 cos --json --as-of 2026-02-02 --start 2026-02-01 bare.txt
is "start on its day" '[.checks[] | select(.check == "start")][0].verdict == "pass"' 0 cos --json --as-of 2026-02-02 --start 2026-05-02 bare.txt
is "start a little later" '[.checks[] | select(.check == "start")][0].verdict == "unknown"' 0 cos --json --as-of 2026-02-02 --start 2026-05-03 bare.txt
is "start too late" '[.checks[] | select(.check == "start")][0].verdict == "fail"' 1 cos --json --as-of 2026-02-02 --start 2026-08-03 bare.txt
is "no labour market test since" '[.fields[] | select(.section == "labour market test")] | length == 0' 0 cos --json --as-of 2020-12-01 bare.txt
is "assigned too late" '[.checks[] | select(.message | test("must be assigned by 1 Apr 2019"))][0].verdict == "fail"' 1 \
    cos --json --route tier2-general --as-of 2019-04-02 --posted 2018-10-01 --closing 2018-10-29 --code 1132 bare.txt
is "twelve months for a PhD code" '[.checks[] | select(.message | test("1 Oct 2019"))][0].verdict == "pass"' 0 \
    cos --json --route tier2-general --as-of 2019-04-02 --posted 2018-10-01 --closing 2018-10-29 --code 2111 bare.txt
says "no file" "name a file" 2 cos
says "missing file" "none.txt" 2 cos none.txt
says "closed route" "no route called 'gbm' was open" 2 cos --route gbm --as-of 2019-01-01 bare.txt
says "day that is none" "a date like" 2 cos --start tomorrow bare.txt
says "size that is none" "small|large" 2 cos --size huge bare.txt
says "code that is none" "is no code of soc2020" 1 cos --as-of 2026-02-02 --code 9999 bare.txt
head -c 20000 /dev/urandom >junk.bin
"$socvet" cos junk.bin >/dev/null 2>err; rc=$?
if [ $rc -le 3 ]; then passed=$((passed + 1)); else fail "junk: exit $rc"; fi

# ---- compare ----
cat >old.txt <<'A'
Research Assistant in Marine Chemistry

University of Northmere, Whitby

Salary: £30,942 to £33,797 per annum, Grade 6
Hours: 37 hours per week
Contract: fixed term, 24 months
Start date: 1 October 2026

Main duties
- Collect water samples from the coast and analyse them in the laboratory
- Keep records of all experiments and maintain the equipment
- Help to write papers for peer-reviewed journals
- Supervise project students in the laboratory

Essential: a PhD in chemistry or a related subject.
Closing date 30 June 2026
A
new() { sed -E "$1" old.txt >new.txt; }
c() { local label=$1 filter=$2 want=$3; shift 3; is "$label" "$filter" "$want" compare --json --as-of 2026-07-01 "$@" old.txt new.txt; }
new ''; c "nothing changed" '.changed == 0 and .to_report == 0 and .new_certificate == false and .code == "same" and .general_rise == null' 0
new 's/ +/  /g'; c "white space is no change" '.changed == 0' 0
new 's/Assistant/Associate/'; c "title" '[.changes[] | select(.topic == "title" and .state == "changed" and .report == "yes" and .duty == "DTY-01")] | length == 1' 1
c "spans on both sides" '.changes[] | select(.topic == "title") | .old.span == [0, 38] and .new.span == [0, 38]' 1
new 's/37 hours/30 hours/'; c "hours" '[.changes[] | select(.state == "changed") | .topic] == ["hours"]' 1
new 's/Whitby/Hull/'; c "place" '[.changes[] | select(.state == "changed") | .topic] == ["place"]' 1
new 's/24 months/12 months/'; c "length" '[.changes[] | select(.state == "changed") | .topic] == ["contract"]' 1
new 's/fixed term, 24 months/permanent/'; c "contract" '[.changes[] | select(.state == "changed") | .topic] == ["contract"]' 1
new 's/^- Supervise.*/- Manage the budget of the laboratory and order its supplies/'; c "a duty for another" \
    '[.changes[] | select(.topic == "duty") | .detail] == ["taken out", "added"] and (.changes[] | select(.topic == "duties") | .report == "yes")' 1
new 's/^- Keep records of all/- Keep careful records of all the/'; c "a duty reworded is not called changed" \
    '.to_report == 0 and ([.changes[] | select(.topic == "duties" and .state == "unknown")] | length == 1)' 0
new '/^- /d'; c "no duties on one side" '[.changes[] | select(.topic == "duties" and .state == "unknown" and .fix != null)] | length == 1' 0
new '/^Contract/a Hybrid working: two days a week at home'; c "hybrid work" '[.changes[] | select(.topic == "hybrid" and .report == "yes")] | length == 1' 1
new 's/30,942 to £33,797/31,406 to £34,304/'; c "the same points a year later" '.general_rise == "yes" and .to_report == 0' 0
new 's/30,942 to £33,797/31,561 to £34,473/'; c "two per cent and nothing else" '.general_rise == "likely" and .to_report == 1' 1
c "said to be general" '.general_rise == "yes" and .to_report == 0' 0 --general-rise
new 's/30,942 to £33,797/31,561 to £34,473/; s/^Closing/The figures include the annual pay award.\n\nClosing/'; c "the papers speak of a pay award" '.general_rise == "yes"' 0
new 's/30,942 to £33,797/38,205 to £44,263/; s/Grade 6/Grade 7/'; c "a promotion is no general rise" '.general_rise == "no" and .to_report == 1' 1
new 's/30,942 to £33,797/31,406 to £34,304/; s/37 hours/35 hours/'; c "more than the pay" '.general_rise == "no" and .to_report == 2' 1
c "general or not, the hours are reported" '.general_rise == "no"' 1 --general-rise
new 's/30,942 to £33,797/29,942 to £33,797/'; c "pay down" '([.changes[] | select(.duty == "DTY-06")] | length == 1) and .general_rise == null' 1
new 's/Salary: .*/Salary: competitive/'; c "no figure on one side" '[.changes[] | select(.topic == "salary" and .state == "unknown")] | length == 1' 0
new ''; c "the code moves" '.code == "changed" and .new_certificate' 1 --old-code 2119 --code 2311
c "the code stays" '.code == "same" and (.new_certificate | not)' 0 --old-code 2119 --code 2119
new 's/University of Northmere/University of Southmere/'; c "another employer" '.new_certificate and ([.changes[] | select(.duty == "DTY-12")] | length == 1)' 1
mkdir -p papers && sed '/^Main duties/,$d' old.txt >papers/1-advert.txt && sed '1,/^Start date/d' old.txt >papers/2-description.txt
is "a folder is one vacancy" '(.new | length == 2) and .changed == 0' 0 compare --json --as-of 2026-07-01 old.txt papers
says "what to do is said" "report: report it in the Sponsor Management System" 1 compare --as-of 2026-07-01 old.txt <(sed 's/Assistant/Associate/' old.txt)
says "two papers are wanted" "name two papers" 2 compare old.txt
says "an old paper that is missing" "none.txt" 2 compare none.txt old.txt
mkdir -p empty; says "an empty folder" "empty folder" 2 compare old.txt empty
"$socvet" compare old.txt junk.bin >/dev/null 2>err; rc=$?; if [ $rc -le 3 ]; then passed=$((passed + 1)); else fail "junk compared: exit $rc"; fi

# ---- evidence ----
e="--as-of 2018-06-01 --route tier2-general --where Own_website;Universal_Jobmatch --posted 2018-05-01"
mk() { rm -rf "$1"; "$socvet" evidence ${2-old.txt} -o "$1" $e --force >made 2>&1 || fail "evidence -o $1: $(head -c 300 made)"; }
mk pack; mk pack.zip
says "intact" "intact: 8 files" 0 evidence --verify pack
is "a ZIP is intact" '.intact and .changed == 0' 0 evidence --json --verify pack.zip
if sha256sum --quiet -c --status pack/SHA256SUMS 2>/dev/null || (cd pack && sha256sum --quiet -c SHA256SUMS); then passed=$((passed + 1)); else fail "sha256sum -c"; fi
if cmp -s pack/originals/old.txt old.txt; then passed=$((passed + 1)); else fail "the paper is not what was read"; fi
cp pack.zip first.zip; mk pack.zip; if cmp -s pack.zip first.zip; then passed=$((passed + 1)); else fail "the same papers and day make another pack"; fi
seal=$(sed -n 's/^seal //p' made)
says "the seal fits" "intact" 0 evidence --verify pack.zip --seal "$seal"
says "another seal" "not the one of this seal" 1 evidence --verify pack.zip --seal "${seal//[0-7]/8}"
for want in "EVD-01" "EVD-07" "screenshots/"; do if grep -q -- "$want" pack/README.txt; then passed=$((passed + 1)); else fail "README lacks $want"; fi; done
if grep -q EVD-14 pack/README.txt; then fail "one university's policy is given as law"; else passed=$((passed + 1)); fi
if jq -e '[.findings[] | select(.verdict == "pass")] | length > 0' pack/record.json >/dev/null; then passed=$((passed + 1)); else fail "passed verdicts are not kept"; fi
for f in originals/old.txt text.txt record.json report.txt README.txt manifest.json screenshots/01-own-website/what-to-show.txt; do
    mk pack; printf x >>"pack/$f"; is "changed: $f" "[.files[] | select(.state == \"changed\") | .path] == [\"$f\"]" 1 evidence --json --verify pack
    mk pack; rm "pack/$f"; is "missing: $f" "[.files[] | select(.state == \"missing\") | .path] == [\"$f\"]" 1 evidence --json --verify pack
done
mk pack; echo shot >pack/screenshots/01-own-website/first-day.png
is "a screenshot put in later is named" '.intact and .added == 1' 0 evidence --json --verify pack
printf shot >shot.png; "$socvet" evidence old.txt -o pack2 $e --shot shot.png >/dev/null; is "a screenshot put in at once is sealed" '[.files[] | select(.path == "screenshots/shot.png" and .state == "intact")] | length == 1' 0 evidence --json --verify pack2
mk pack; echo y >>pack/text.txt; (cd pack && sha256sum $(cut -c67- SHA256SUMS) >S && mv S SHA256SUMS)
is "a list made anew fits, but not the seal" '(.intact | not) and .changed == 0 and (.seal_right | not)' 1 evidence --json --verify pack --seal "$seal"
says "no pack" "there is no SHA256SUMS" 2 evidence --verify papers
says "no zip" "no evidence pack" 2 evidence --verify junk.bin
printf 'not a list\n' >empty/SHA256SUMS; says "a list that is none" "SHA256SUMS:1" 2 evidence --verify empty
printf '%064d  ../../etc/passwd\n' 0 >empty/SHA256SUMS; is "a path that leads out is only missing" '.missing == 1 and .changed == 0' 1 evidence --json --verify empty
for cut in 30 200 1000; do head -c $cut pack.zip >cut.zip; says "a ZIP of $cut bytes" "no evidence pack" 2 evidence --verify cut.zip; done
says "a folder that is full" "is no empty folder" 2 evidence old.txt -o papers
says "an output is wanted" "is needed" 2 evidence old.txt
says "nothing is packed when a paper is missing" "none.txt" 2 evidence old.txt none.txt -o half; [ -e half ] && fail "half a pack was written"
says "standard input" "name a file" 2 evidence - -o in <old.txt

# ---- check agrees with salary on the tables of a route ----
printf 'Software Developer\n\nSalary: £53,000 per annum\nHours: 37.5 hours per week\n\nMain duties\n- Write and test software\n' >dev.txt
is "the lower tables for a transferred worker" '[.findings[] | select((.working // "") | test("£40,000 for"))] | length > 0' 0 \
    check --json --all-verdicts --fail-on never --as-of 2026-01-01 --route gbm dev.txt
echo "outputs: $passed passed, $failed failed"
[ $failed -eq 0 ]
