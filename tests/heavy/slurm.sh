#!/bin/bash
# slurm.sh SOCVET: scripts/shards_slurm.sh on a Slurm of one node, started here with its own munge and
# its own folder. Needs root and Debian's slurm-wlm and munge; says so and ends with 77 where it cannot.
set -u
socvet=$(realpath "$1"); cd "$(dirname "$0")/../.." || exit 2
here=$PWD; PATH=$PATH:/usr/sbin
for tool in slurmctld slurmd sbatch munged; do
    command -v $tool >/dev/null || { echo "slurm: skipped: $tool is not installed"; exit 77; }
done
[ "$(id -u)" -eq 0 ] || { echo "slurm: skipped: not root"; exit 77; }
tmp=$(mktemp -d); started=()
finish() { for p in "${started[@]}"; do kill "$p" 2>/dev/null; done; sleep 1; rm -rf "$tmp"; }
trap finish EXIT
passed=0 failed=0
ok() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL: $2"; fi; }
chmod 755 "$tmp"; node=$(hostname -s)
mkdir -p "$tmp/state" "$tmp/spool"; head -c 1024 /dev/urandom >"$tmp/munge.key"; chmod 600 "$tmp/munge.key"
munged --foreground --force --key-file="$tmp/munge.key" --socket="$tmp/munge.socket" --pid-file="$tmp/munge.pid" \
    --log-file="$tmp/munge.log" --seed-file="$tmp/munge.seed" >/dev/null 2>&1 & started+=($!)
cat >"$tmp/slurm.conf" <<C
ClusterName=one
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$tmp/munge.socket
CredType=cred/munge
StateSaveLocation=$tmp/state
SlurmdSpoolDir=$tmp/spool
SlurmctldPidFile=$tmp/ctld.pid
SlurmdPidFile=$tmp/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
SlurmdParameters=config_overrides
NodeName=$node NodeAddr=127.0.0.1 CPUs=4 RealMemory=500 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
C
: >"$tmp/cgroup.conf"; export SLURM_CONF=$tmp/slurm.conf
for _ in $(seq 50); do [ -S "$tmp/munge.socket" ] && break; sleep 0.2; done
slurmctld -D -f "$tmp/slurm.conf" >"$tmp/ctld.log" 2>&1 & started+=($!)
sleep 1; slurmd -D -f "$tmp/slurm.conf" -N "$node" >"$tmp/slurmd.log" 2>&1 & started+=($!)
up=1
for _ in $(seq 60); do sinfo -h -o %T 2>/dev/null | grep -q idle && { up=0; break; }; sleep 1; done
[ $up -eq 0 ] || { echo "slurm: skipped: Slurm does not start here"; tail -3 "$tmp/ctld.log" "$tmp/slurmd.log"; exit 77; }
python3 bench/make_catalogue.py 0.3 >"$tmp/in.jsonl"; cd "$tmp" || exit 2
"$socvet" bulk in.jsonl --as-of 2026-11-25 -o whole.jsonl 2>/dev/null
# Debian's slurmd cannot always write where it likes: jobs run in this folder
export SOCVET=$socvet
wait_for() { for _ in $(seq 180); do [ -z "$(squeue -h 2>/dev/null)" ] && return 0; sleep 1; done; return 1; }
job=$("$here/scripts/shards_slurm.sh" -n 3 -c 1 in.jsonl all.jsonl --as-of 2026-11-25); [ -n "$job" ]; ok $? "submitted"
wait_for; cmp -s all.jsonl whole.jsonl; ok $? "an array of three writes what one run writes: $(tail -2 all.jsonl.*.log 2>/dev/null)"
rm -f all.jsonl all.jsonl.manifest.json all.jsonl.shard-2.jsonl*
"$here/scripts/shards_slurm.sh" -n 3 -c 1 in.jsonl all.jsonl --as-of 2026-11-25 >/dev/null; wait_for; cmp -s all.jsonl whole.jsonl; ok $? "submitted again: the shard that is gone is made again"
echo "slurm: $passed passed, $failed failed"
[ $failed -eq 0 ]
