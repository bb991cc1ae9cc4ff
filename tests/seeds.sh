#!/bin/bash
# seeds.sh SOCVET: the five documents the project began from run through the program and come out
# right. They are not ours to commit: without $SOCVET_SHARED the checks are skipped and counted.
socvet=$1; cd "$(dirname "$0")/.." || exit 2
seeds=${SOCVET_SHARED-../shared}/seeds
passed=0 failed=0
want() { # LABEL JQ-FILTER FILE OPTIONS...: the filter must say true of the record
    local label=$1 filter=$2 file; file=$(echo "$seeds"/"$3"_*.txt); shift 3
    if "$socvet" check --json --fail-on never "$@" "$file" 2>/dev/null | jq -e "$filter" >/dev/null
    then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL: $label"; fi
}
if ! [ -d "$seeds" ]; then echo "seeds: 0 passed, 0 failed, 9 skipped (no $seeds)"; exit 0; fi
want "000 proposes 2132 first" '.soc.code == "2132"' 000
want "000 says the heading's 3411 is not this job's code" \
    '[.findings[] | select((.id|startswith("SOC")) and (.message|contains("3411")))] | length > 0' 000
want "000 finds both codes in the text" '[.soc.stated[].code] | (index("3411") != null) and (index("2132") != null)' 000
want "000 is a guide, not an advert" '.document_kind == "guide"' 000
want "001 proposes 3560 first" '.soc.code == "3560"' 001
want "001 says the heading's 3411 is not this job's code" \
    '[.findings[] | select((.id|startswith("SOC")) and (.message|contains("3411")))] | length > 0' 001
want "001 says 3560 cannot be sponsored for a new applicant" \
    '[.findings[] | select(.verdict == "fail" and (.message|test("3560.*sponsor|sponsor.*3560")))] | length > 0' 001 \
    --as-of 2026-11-25 --route skilled-worker
want "001 could be sponsored the day before 22 July 2025" \
    '[.findings[] | select(.verdict == "fail" and (.message|test("3560.*cannot be sponsor|cannot be sponsor.*3560|not eligible")))] | length == 0' 001 \
    --as-of 2025-07-21 --route skilled-worker
want "004 is no job advert" '.document_kind != "advert" and .document_kind != "vacancy"' 004
echo "seeds: $passed passed, $failed failed, 0 skipped"
[ $failed -eq 0 ]
