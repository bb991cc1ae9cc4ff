#!/bin/bash
# shards_parallel.sh [-s HOST,HOST] [-n SHARDS] [-t] CATALOGUE OUT [BULK OPTIONS...]: one catalogue on
# several computers with GNU parallel: every shard with --resume, then merged into OUT. Run it again
# after whatever happened: shards that are whole are not run again.
#   -s  where: "host1,host2,:" (":" is this computer, which is the default)
#   -n  shards (4 a host)
#   -t  the hosts share no folder: CATALOGUE is sent to them and the shards come back
# SOCVET: the program there and here (socvet). SOCVET_SSH: the ssh command ("ssh -F my.conf").
set -euo pipefail
usage() { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
hosts=: shards='' send=''
while getopts s:n:t option; do
    case $option in s) hosts=$OPTARG ;; n) shards=$OPTARG ;; t) send=1 ;; *) usage ;; esac
done
shift $((OPTIND - 1))
[ $# -ge 2 ] || usage
command -v parallel >/dev/null || { echo "shards_parallel: GNU parallel is not installed" >&2; exit 2; }
in=$1 out=$2 socvet=${SOCVET:-socvet}
shift 2
[ ! -e "$out" ] || { echo "shards_parallel: $out is there already" >&2; exit 2; }
if [ -n "$send" ]; then command -v rsync >/dev/null || { echo "shards_parallel: -t wants rsync, here and there" >&2; exit 2; }; fi
commas=${hosts//[^,]/}
: "${shards:=$((4 * (${#commas} + 1)))}"
# 1 (findings) and 3 (rows that cannot be read) are ends, too; 2 is none
quoted=
[ $# -eq 0 ] || quoted=$(printf ' %q' "$@")
where=(--sshlogin "$hosts" --jobs 1 --retries 3 --wd "$PWD" ${SOCVET_SSH:+--ssh "$SOCVET_SSH"})
if [ -n "$send" ]; then
    case ",$hosts," in *,:,*) echo "shards_parallel: -t is for other computers: leave ':' out of -s" >&2; exit 2 ;; esac
    case "$in" in /*) echo "shards_parallel: -t wants names below this folder" >&2; exit 2 ;; esac
    where=(--sshlogin "$hosts" --jobs 1 --retries 3 --wd ... --transferfile "$in" --cleanup
           --return "$out.shard-{}.jsonl" --return "$out.shard-{}.jsonl.manifest.json" ${SOCVET_SSH:+--ssh "$SOCVET_SSH"})
fi
wanted=()
for i in $(seq "$shards"); do
    # sent-back shards are whole; where a folder is shared --resume checks them
    [ -n "$send" ] && [ -e "$out.shard-$i.jsonl.manifest.json" ] || wanted+=("$i")
done
if [ ${#wanted[@]} -gt 0 ]; then
    parallel "${where[@]}" "$(printf %q "$socvet") bulk $(printf %q "$in") --shard {}/$shards -o $(printf %q "$out").shard-{}.jsonl --resume$quoted; test \$? -ne 2" ::: "${wanted[@]}"
fi
parts=()
for i in $(seq "$shards"); do parts+=("$out.shard-$i.jsonl"); done
"$socvet" merge "${parts[@]}" -o "$out"
