#!/bin/bash
# salary_cases.sh SOCVET: the figures of `socvet salary` and `socvet timeline`, line by line: the rules of
# the time, each with one that passes, one that fails and one that cannot be told; and hostile input.
socvet=$1; failed=0 passed=0; cmd=salary
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
says() { # EXIT WORDS... -- OPTIONS...: exit status and every WORDS in what is printed; !WORDS must be absent
    local rc=$1; shift; local words=(); while [ "$1" != -- ]; do words+=("$1"); shift; done; shift
    out=$("$socvet" $cmd "$@" 2>&1); local got=$?
    [ $got -eq "$rc" ] || { echo "FAIL: exit $got, expected $rc: $cmd $*"; echo "$out"; failed=$((failed + 1)); return; }
    for w in "${words[@]}"; do
        if [ "${w:0:1}" = '!' ]; then ! grep -qF -- "${w:1}" <<<"$out"; else grep -qF -- "$w" <<<"$out"; fi ||
            { echo "FAIL: '$w': $cmd $*"; echo "$out"; failed=$((failed + 1)); return; }
    done
    passed=$((passed + 1))
}
says 0 "cannot tell" "fewer hours" -- --route tier2-ict --as-of 2018-06-01 --salary 40000 --hours 37
says 1 -- --route tier2-ict --as-of 2018-06-01 --salary 39371 --hours 37
ict="--route tier2-ict --as-of 2018-06-01" general="--route tier2-general --as-of 2018-06-01"

# hours: £41,500 is for 39; the sum rounded on the way and the exact one differ by £7.30
says 1 798.08 20.46 42,556.80 42,564.10 "£41,500 is below £42,564.10" -- $ict --amount 41500 --hours 40
says 1 42,564.10 "£7.30 short" -- $ict --amount 42556.80 --hours 40
says 1 42,564.10 -- $ict --amount 42564.09 --hours 40
says 0 42,564.10 -- $ict --amount 42564.10 --hours 40
says 0 "£41,500 reaches £41,500" -- $ict --amount 41500 --hours 39
says 1 -- $ict --amount 41499.99 --hours 39
says 0 "39 hours a week" -- $ict --salary 41500

# accommodation: at most 30 per cent of the package, 40 for a graduate trainee
says 0 "£35,000 ÷ 0.7 = £50,000" "£35,000 + £10,000 = £45,000: counts in full" "pay that counts: £45,000" -- $ict --salary 35000 --accommodation 10000
says 1 "£24,500 ÷ 0.7 = £35,000" "£24,500 + £20,000 = £44,500: counts only up to" "pay that counts: £35,000" "£35,000 is below £41,500" -- $ict --salary 24500 --accommodation 20000
says 0 "counts in full" "pay that counts: £41,500" -- $ict --salary 29050 --accommodation 12450
says 1 "pay that counts: £41,498.57" -- $ict --salary 29049 --accommodation 12451
says 0 "at most 40 per cent" "£13,800 ÷ 0.6 = £23,000" "pay that counts: £23,000" -- $ict --salary 13800 --accommodation 9200 --trainee
says 1 "pay that counts: £22,998.33" "£23,000" -- $ict --salary 13799 --accommodation 9300 --trainee
says 0 "counts in full" -- $ict --salary 20000 --allowance 15000 --accommodation 10000
says 0 "at most 30 per cent" -- --route gbm --as-of 2026-01-01 --salary 37000 --accommodation 15500
says 1 "does not count on this route: accommodation" -- --route skilled-worker --as-of 2026-01-01 --salary 41000 --accommodation 5000

# the higher of threshold and rate for the code
says 0 "£49,900 reaches £49,900" -- $ict --code 1132 --salary 49900
says 1 "£49,899 is below £49,900" "£41,500" -- $ict --code 1132 --salary 49899
says 0 "£41,500 reaches £29,100" "£41,500 reaches £41,500" "£41,500 a year would do" -- $ict --code 1184 --salary 41500
says 1 "£29,100 reaches £29,100" "£29,100 is below £41,500" -- $ict --code 1184 --salary 29100
says 0 "£30,000 reaches £30,000" -- $general --code 1184 --salary 30000
says 1 "£29,999 is below £30,000" -- $general --salary 29999
says 0 "£30,000 a year would do" -- $general --salary 30000
says 0 "£20,800" -- --route tier2-general --as-of 2016-11-23 --salary 20800
says 1 "£25,000" -- --route tier2-general --as-of 2016-11-24 --salary 20800
says 1 "£30,000" -- --route tier2-general --as-of 2017-04-06 --salary 25000

# under twelve months overseas; graduate trainees
says 1 "option no-overseas-months" "£73,899 is below £73,900" -- $ict --salary 73899 --overseas-months 11
says 0 "£73,900 reaches £73,900" -- $ict --salary 73900 --overseas-months 0
says 0 "option general" -- $ict --salary 41500 --overseas-months 12
says 0 "graduate trainee" "£23,000 reaches £23,000" -- $ict --salary 23000 --trainee --overseas-months 3
says 1 "£22,999 is below £23,000" -- $ict --salary 22999 --trainee --overseas-months 3
says 1 "not as graduate trainee: 2 months" "£73,900" -- $ict --salary 23000 --trainee --overseas-months 2
says 0 "£24,800" -- --route tier2-ict --as-of 2016-11-23 --salary 24800 --trainee
says 1 "12 are needed" -- --route tier2-ict --as-of 2017-04-05 --salary 73900 --overseas-months 6

# new entrant and experienced; a certificate of five years is for an experienced worker from the start
e2019="--route tier2-general --as-of 2019-06-01 --code 2112"
says 0 "£22,300 for 39" "£23,000 reaches £22,300" -- $e2019 --salary 23000 --new-entrant --years 3
says 1 "£30,000" "£29,000 for 39" -- $e2019 --salary 23000 --years 3
says 1 "not as new entrant: a certificate of 5 years" "£23,000 is below £30,000" -- $e2019 --salary 23000 --new-entrant --years 5
says 1 "not as long-term staff, new entrant" "option general" "£41,500 is below £49,900" -- $ict --code 1132 --salary 41500 --new-entrant --years 5
says 0 "cannot tell" "new entrant's rate is not held" "--rates FILE" -- $ict --code 1132 --salary 41500 --new-entrant --years 3
says 1 "41,000 is below £41,500" -- $ict --salary 41000 --new-entrant

# pay that does not count
for kind in one-off bonus overtime expenses pension medical tuition shares repaid; do
    says 1 "does not count on this route:" "pay that counts: £41,000" -- $ict --salary 41000 --pay $kind=5000
    says 1 "pay that counts: £29,000" -- $general --salary 29000 --pay $kind=5000
done
says 1 "even when it is guaranteed" -- $ict --salary 41000 --pay overtime=5000
says 0 "counts: guaranteed mobility premium" "pay that counts: £41,500" -- $ict --salary 40000 --pay mobility=1500
says 1 "a settled worker would not get it" -- $general --salary 29000 --pay mobility=1500
says 0 "such as London weighting £1,500" -- $general --salary 28500 --allowance 1500
says 0 "cannot tell" "left out: accommodation" -- $general --salary 25000 --accommodation 6000
says 0 "pay that counts: £42,000" -- --route skilled-worker --as-of 2025-04-08 --salary 42000 --pay repaid=1000
says 1 "taken off" "pay that counts: £41,000" -- --route skilled-worker --as-of 2025-07-22 --salary 42000 --pay repaid=1000

# Skilled Worker: a yearly figure whatever the hours, 48 hours at most, printed and computed reduced rates
sw="--route skilled-worker --as-of 2026-01-15"
says 0 "£41,700 reaches £41,700" "£41,500 for 37.5" -- $sw --code 2119 --salary 41700 --hours 37.5
says 1 "£41,699 is below £41,700" -- $sw --code 2119 --salary 41699 --hours 20
says 1 "only the first 48 hours" "£44,000 × 48 ÷ 52" -- $sw --salary 44000 --hours 52
says 0 "option E" "£33,400" -- $sw --code 2119 --salary 33400 --new-entrant --hours 37.5
says 1 "not as new entrant: a certificate of 5 years" -- $sw --code 2119 --salary 33400 --new-entrant --years 5
says 1 "earns no points for a PhD" -- $sw --code 6135 --salary 40000 --phd --option B
says 0 "£70,400 reaches £70,400" -- $sw --code 1111 --salary 70400 --stem-phd --hours 37.5
says 0 "cannot tell" "by the rule" "pay the higher" -- $sw --code 1111 --salary 69500 --stem-phd --hours 37
says 1 "no certificate can be given" -- $sw --code 3560 --salary 60000
says 1 "no certificate can be given" -- $sw --code 9223 --salary 60000
says 0 "option K" "cannot tell" "national pay scale" -- $sw --code 2231 --salary 34000
says 1 "hourly floor: fail" "10.75" -- --route skilled-worker --as-of 2024-04-03 --salary 26200 --hours 48
says 0 "cannot tell" "Appendix Skilled Occupations (SOC 2010)" "--rates FILE" -- --route skilled-worker --as-of 2023-06-01 --code 2119 --salary 45000
says 1 "hourly floor" -- --route skilled-worker --as-of 2023-06-01 --code 2119 --salary 26200 --hours 48
says 0 "£36,300" -- --route scale-up --as-of 2025-07-21 --salary 36300
says 1 "£39,100" -- --route scale-up --as-of 2025-07-22 --salary 36300
says 1 "£33,700 for 37.5" -- --route gbm --as-of 2026-01-01 --code 2119 --salary 50000
says 0 "cannot tell" "no source gives the threshold of tier2-ict" -- --route tier2-ict --as-of 2021-06-01 --salary 50000
says 0 "skilled-worker" -- --as-of 2026-01-01 --salary 50000
says 0 "tier2-general" -- --as-of 2018-01-01 --salary 50000
says 0 '"verdict":"pass"' '"need_pence":4170000' '"other_options":[' -- $sw --salary 41700 --json
says 0 "a later change is not known" -- --as-of 2027-06-01 --salary 50000
says 0 '!a later change' -- $sw --salary 50000

# a table of one's own
own() { printf 'what\tname\titem\tfrom\tto\tannual\tnew_entrant\thours\thourly\teligible\tsource\n'; printf '%b\n' "$@"; }
own 'going-rate\tsoc2010\t2119\t2023-04-12\t2024-04-03\t33600\t\t37.5\t\t\tthe rules of that day' >"$tmp/rates.tsv"
says 0 "£33,600 for 37.5" "a table of rates loaded" -- --route skilled-worker --as-of 2023-06-01 --code 2119 --salary 34000 --hours 37.5 --rates "$tmp/rates.tsv"
own 'threshold\ttier2-ict\tgeneral\t2020-12-01\t2022-04-10\t41500\t\t39\t\t\tthe rules of that day' >"$tmp/t.tsv"
says 0 "£41,500" -- --route tier2-ict --as-of 2021-06-01 --salary 41500 --rates "$tmp/t.tsv"
own 'going-rate\tsoc2010\t2119\t2023-04-31\t\t33600\t\t37.5\t\t\tx' >"$tmp/bad.tsv"
says 2 "bad.tsv:2:" "'2023-04-31' is no date" -- --salary 1 --rates "$tmp/bad.tsv"
printf 'what\tname\tannual\n' >"$tmp/bad2.tsv"
says 2 "no column named 'item'" -- --salary 1 --rates "$tmp/bad2.tsv"
own 'going-rate\tsoc2010\t2119\t\t\t1\t\t39\t\t\tx' 'going-rate\tsoc2010\t2119\t\t\t2\t\t39\t\t\tx' >"$tmp/bad3.tsv"
says 2 "a second row" -- --salary 1 --rates "$tmp/bad3.tsv"
head -c 5000 /dev/urandom >"$tmp/junk"
says 2 "socvet:" -- --salary 1 --rates "$tmp/junk"
says 2 "none.tsv" -- --salary 1 --rates "$tmp/none.tsv"

# what cannot be
says 2 "--salary is needed" --
says 2 "no route called 'tier3'" "skilled-worker" -- --salary 1 --route tier3
says 2 "no route called 'gbm' was open" -- --salary 1 --route gbm --as-of 2018-01-01
says 2 "has no option 'Z'" "A, B, C" -- --salary 1 --option Z
says 2 "is no salary" -- --salary 9999999999999
says 2 "168 hours" -- --salary 30000 --hours 900
says 2 "no kind of pay called 'tips'" "overtime" -- --salary 30000 --pay tips=20
says 2 "like overtime=3000" -- --salary 30000 --pay overtime
says 2 "wanted" -- --salary -5
says 0 "is no unit group" -- $sw --salary 50000 --code 99999
says 0 "is no unit group" -- $sw --salary 50000 --code $'21\x0119'

cmd=timeline
says 0 "6 Apr 2017 to 29 Mar 2019  pass" "30 Mar 2019 to 30 Nov 2020  cannot tell" "22 Jul 2025 on" -- --code 2119 --salary 34000 --hours 37
says 0 "24 Nov 2016 to 30 Nov 2020  pass" '!skilled-worker' -- --route tier2-ict --salary 41500 --hours 39 --from 2016-11-24
says 0 "6 Apr 2017 to 30 Nov 2020  fail" "£73,900 is needed" -- --route tier2-ict --salary 41500 --overseas-months 3 --from 2017-04-06
says 0 '"verdict":"pass"' '"from":"2025-07-22","to":null' -- --salary 60000 --code 2119 --json
says 0 "no route was open" -- --salary 60000 --route gbm --to 2010-01-01
says 2 "is after" -- --salary 60000 --from 2020-01-01 --to 2019-01-01
says 2 "a date like" -- --salary 60000 --from yesterday
says 2 "no route called" -- --salary 60000 --route nowhere
says 2 "--salary is needed" -- --code 2119
echo "salary: $passed passed, $failed failed"
[ $failed -eq 0 ]
