#!/bin/bash
# cross_validate.sh SHARED: the coder's figures on adverts it was not trained on. Five times over, a
# fifth of the labelled adverts is left out of training, the program is built and codes that fifth.
# Prints the figures of tools/score_classify.py over the five parts together.
set -eu
shared=$(realpath "${1:?usage: cross_validate.sh SHARED}")
root=$(realpath "$(dirname "$0")/..")
work=${2:-$(mktemp -d)}
mkdir -p "$work/tree" "$work/out"
(cd "$root" && tar cf - --exclude ./build --exclude ./.git .) | tar xf - -C "$work/tree"
cd "$work/tree"
[ -d "$work/build" ] || cmake -S . -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DSOCVET_TESTS=OFF >/dev/null
rm -f "$work"/out/*
[ -z "${KEEP:-}" ] || cmake -S . -B "$work/build" >/dev/null
for k in 0 1 2 3 4; do
    if [ -n "${KEEP:-}" ] && [ -d "$work/text$k" ]; then # tables of an earlier run
        cp "$work/text$k/soc2020.tsv" classify/data/soc2020/text.tsv
        cp "$work/text$k/soc2010.tsv" classify/data/soc2010/text.tsv
    else
        /usr/bin/python3 scripts/train_classify.py --shared "$shared" --only text --hold $k
        mkdir -p "$work/text$k"
        cp classify/data/soc2020/text.tsv "$work/text$k/soc2020.tsv"
        cp classify/data/soc2010/text.tsv "$work/text$k/soc2010.tsv"
    fi
    ninja -C "$work/build" >/dev/null
    for set in gold_adverts:soc2020 gold_adverts:soc2010 ncs_job_profiles_soc2010:soc2010; do
        name=${set%:*} edition=${set#*:}
        /usr/bin/python3 scripts/fold_rows.py "$shared/eval/dev/$name.jsonl" $k |
            "$work/build/cli/socvet" bulk --format jsonl - --only classify --edition $edition >>"$work/out/$name.$edition" || [ $? = 1 ]
    done
done
for set in gold_adverts:soc2020 ncs_job_profiles_soc2010:soc2010; do
    name=${set%:*} edition=${set#*:}
    python3 "$shared/tools/score_classify.py" ${MISSES:+--misses} --edition $edition "$shared/eval/dev/$name.jsonl" -- cat "$work/out/$name.$edition"
done
# What a threshold costs, for --coverage: reviewed in a diff like every other table.
/usr/bin/python3 scripts/coverage.py "$shared" "$work/out/gold_adverts.soc2020" "$work/out/gold_adverts.soc2010" \
    "$work/out/ncs_job_profiles_soc2010.soc2010" >"$work/coverage.tsv"
[ -z "${WRITE:-}" ] || cp "$work/coverage.tsv" "$root/classify/data/coverage.tsv"
