#!/bin/bash
#SBATCH --job-name=socvet
#SBATCH --requeue
#SBATCH --open-mode=append
# shards_slurm.sh [-n SHARDS] [-c CPUS] CATALOGUE OUT [BULK OPTIONS...]: one catalogue as a Slurm array:
# submits an array of shards (each with --resume: a task that is requeued goes on where it was) and a
# job that merges them into OUT when all have ended well. Prints the id of the merging job.
# SOCVET: the program on the nodes (socvet). SOCVET_SBATCH: more words for sbatch ("--partition=long").
set -euo pipefail
ended() { local rc=0; "$@" || rc=$?; [ $rc -ne 2 ]; } # 1: findings, 3: rows that cannot be read
shards=8 cpus=2
while getopts n:c: option; do
    case $option in n) shards=$OPTARG ;; c) cpus=$OPTARG ;; *) exit 2 ;; esac
done
shift $((OPTIND - 1))
[ $# -ge 2 ] || { sed -n '5,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
in=$1 out=$2 socvet=${SOCVET:-socvet}
shift 2
if [ -n "${SLURM_ARRAY_TASK_ID-}" ]; then
    # the words of the submission are repeated: -n says how many shards there are
    ended "$socvet" bulk "$in" --shard "$SLURM_ARRAY_TASK_ID/$shards" --jobs "${SLURM_CPUS_PER_TASK:-1}" \
        -o "$out.shard-$SLURM_ARRAY_TASK_ID.jsonl" --resume "$@"
    exit
fi
command -v sbatch >/dev/null || { echo "shards_slurm: sbatch is not installed" >&2; exit 2; }
[ ! -e "$out" ] || { echo "shards_slurm: $out is there already" >&2; exit 2; }
read -ra more <<<"${SOCVET_SBATCH-}"
array=$(sbatch --parsable "${more[@]}" --array="1-$shards" --cpus-per-task="$cpus" --export=ALL \
    --output="$out.shard-%a.log" "$0" -n "$shards" -c "$cpus" "$in" "$out" "$@")
parts=
for i in $(seq "$shards"); do parts+=" $(printf %q "$out.shard-$i.jsonl")"; done
sbatch --parsable "${more[@]}" --dependency="afterok:${array%%;*}" --job-name=socvet-merge --output="$out.merge.log" \
    --export=ALL --wrap "$(printf %q "$socvet") merge$parts -o $(printf %q "$out")"
