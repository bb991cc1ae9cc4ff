#!/bin/bash
# clean_root.sh: the two commands of the README in a fresh Debian 12 root (debootstrap; needs root).
# MIRROR may name another Debian mirror. The root is removed at the end unless KEEP=1.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ "$(id -u)" -eq 0 ] || { echo "clean_root: needs root"; exit 2; }
command -v debootstrap >/dev/null || apt-get install -y -qq debootstrap >/dev/null
root=$(mktemp -d "${TMPDIR-/tmp}/socvet-root.XXXXXX")
trap '[ "${KEEP-0}" = 1 ] || { umount "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$root"; }' EXIT
debootstrap --variant=minbase --include=git,ca-certificates bookworm "$root" ${MIRROR-} >"$root.log" 2>&1 \
    || { tail -5 "$root.log"; exit 1; }
for f in /etc/apt/sources.list /etc/resolv.conf; do [ -e "$f" ] && cp -L "$f" "$root$f"; done
for d in /etc/apt/sources.list.d /etc/apt/apt.conf.d /etc/apt/trusted.gpg.d /etc/apt/auth.conf.d; do
    [ -d "$d" ] && mkdir -p "$root$d" && cp -rL "$d/." "$root$d/" || true
done
mount -t proc proc "$root/proc"
git clone -q . "$root/socvet"
chroot "$root" /bin/bash -c 'cd /socvet && ./run.sh && ./test.sh'
echo "clean_root: both commands passed in a fresh root"
