#!/bin/bash
# hosts.sh SOCVET: scripts/shards_parallel.sh over two computers: network namespaces, each with an sshd
# of its own. Needs root, GNU parallel, sshd and ip; says so and ends with 77 where they are not.
set -u
socvet=$(realpath "$1"); cd "$(dirname "$0")/../.." || exit 2
here=$PWD
for tool in parallel rsync ssh sshd ssh-keygen ip; do
    PATH=$PATH:/usr/sbin command -v $tool >/dev/null || { echo "hosts: skipped: $tool is not installed"; exit 77; }
done
tmp=$(mktemp -d); tag=sv$$
finish() {
    for h in 1 2; do [ -s "$tmp/sshd$h.pid" ] && kill "$(cat "$tmp/sshd$h.pid")" 2>/dev/null; ip netns del "$tag-$h" 2>/dev/null; done
    rm -rf "$tmp"
}
trap finish EXIT
passed=0 failed=0
ok() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL: $2"; tail -5 said; fi; }
ip netns add "$tag-1" 2>/dev/null || { echo "hosts: skipped: no network namespaces may be made here"; exit 77; }
ip netns add "$tag-2"
ssh-keygen -q -t ed25519 -N '' -f "$tmp/key"; ssh-keygen -q -t ed25519 -N '' -f "$tmp/host"
chmod 700 "$tmp"; mkdir -p /run/sshd
for h in 1 2; do
    ip link add "$tag-$h" type veth peer name eth0 netns "$tag-$h" && ip addr add "10.213.$h.1/24" dev "$tag-$h" && ip link set "$tag-$h" up
    ip -n "$tag-$h" addr add "10.213.$h.2/24" dev eth0; ip -n "$tag-$h" link set eth0 up; ip -n "$tag-$h" link set lo up
    printf '%s\n' "ListenAddress 10.213.$h.2" "HostKey $tmp/host" "AuthorizedKeysFile $tmp/key.pub" "PidFile $tmp/sshd$h.pid" \
        'StrictModes no' 'UsePAM no' 'PermitRootLogin yes' 'PasswordAuthentication no' 'MaxStartups 50' 'Subsystem sftp internal-sftp' >"$tmp/sshd$h.conf"
    ip netns exec "$tag-$h" "$(PATH=$PATH:/usr/sbin command -v sshd)" -f "$tmp/sshd$h.conf" || { echo "hosts: skipped: sshd does not start"; exit 77; }
done
printf 'Host one\n HostName 10.213.1.2\nHost two\n HostName 10.213.2.2\nHost *\n User root\n IdentityFile %s\n UserKnownHostsFile /dev/null\n StrictHostKeyChecking no\n LogLevel ERROR\n' "$tmp/key" >"$tmp/ssh.conf"
for h in one two; do ssh -F "$tmp/ssh.conf" -o ConnectTimeout=10 $h true || { echo "hosts: skipped: no ssh to a namespace"; exit 77; }; done
export SOCVET=$socvet SOCVET_SSH="ssh -F $tmp/ssh.conf"
python3 bench/make_catalogue.py 0.3 >"$tmp/in.jsonl"; cd "$tmp" || exit 2
"$socvet" bulk in.jsonl --as-of 2026-11-25 -o whole.jsonl 2>/dev/null
"$here/scripts/shards_parallel.sh" -s one,two -n 5 in.jsonl all.jsonl --as-of 2026-11-25 2>said
cmp -s all.jsonl whole.jsonl; ok $? "two hosts with one folder write what one writes"
rm -f all.jsonl all.jsonl.manifest.json all.jsonl.shard-3.jsonl*
"$here/scripts/shards_parallel.sh" -s one,two -n 5 in.jsonl all.jsonl --as-of 2026-11-25 2>said; cmp -s all.jsonl whole.jsonl; ok $? "run again: the shard that is gone is made again"
mkdir apart && cp in.jsonl apart && cd apart || exit 2
"$here/scripts/shards_parallel.sh" -s one,two -t -n 3 in.jsonl all.jsonl --as-of 2026-11-25 2>said
cmp -s all.jsonl ../whole.jsonl; ok $? "two hosts without a folder in common: sent and sent back"
"$here/scripts/shards_parallel.sh" -s one,two -n 2 nowhere.jsonl x.jsonl 2>said; [ $? -ne 0 ] && grep -q 'nowhere.jsonl: No such file' said && ! [ -e x.jsonl ]; ok $? "a failure is one"
echo "hosts: $passed passed, $failed failed"
[ $failed -eq 0 ]
