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
printf 'Cleaner wanted. Good pay. Ring Sam.\n' >bare.txt
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
#---more---
echo "outputs: $passed passed, $failed failed"
[ $failed -eq 0 ]
