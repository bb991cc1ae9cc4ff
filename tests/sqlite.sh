#!/bin/bash
# sqlite.sh EXTENSION: the coder inside SQLite: a function and a table, the same answers in every
# thread. A sanitized module needs its runtime loaded first.
ext=$(realpath "$1"); passed=0 failed=0
command -v sqlite3 >/dev/null || { echo "sqlite: no sqlite3 here: skipped"; exit 77; }
if ldd "$ext" | grep -q libasan; then export LD_PRELOAD; LD_PRELOAD=$(gcc -print-file-name=libasan.so); export ASAN_OPTIONS=detect_leaks=0; fi
ask() { sqlite3 -batch :memory: ".load ${ext%.so}" "$1" 2>&1; }
is() { local got; got=$(ask "$1"); if [ "$got" = "$2" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL: $1: $got"; fi; }
is "select socvet_code('Staff nurse', 'Care for patients on a surgical ward.')" 2237
is "select socvet_code('Staff nurse', 'Care for patients on a surgical ward.', 'soc2010')" 2231
is "select socvet_code('', '') is null, socvet_code(null, null) is null" "1|1"
is "select code, rank from socvet_candidates('Chef', 'Cook lunch in a school kitchen.') where rank = 1" "5434|1"
is "select count(*) > 1, max(probability) <= 1 from socvet_candidates('Chef', 'Cook lunch.')" "1|1"
is "with a(id, t) as (values (1, 'Chef'), (2, 'Staff nurse')) select group_concat(id || ':' || code) from a, socvet_candidates(a.t, 'A post.') c where c.rank = 1" "1:5434,2:2237"
is "create table x(t, c as (socvet_code(t, '')) stored); insert into x(t) values ('Chef'); select c from x" 5434
is "select count(*) from socvet_candidates('Chef', 'x') a, socvet_candidates('Chef', 'x') b where a.rank = b.rank and a.probability = b.probability" "$(ask "select count(*) from socvet_candidates('Chef', 'x')")"
case $(ask "select socvet_code('Chef', '', 'soc1990')") in *"no edition called 'soc1990'"*) passed=$((passed + 1)) ;; *) failed=$((failed + 1)); echo "FAIL: an unknown edition" ;; esac
python=; for p in /usr/bin/python3 python3; do
    [ -z "$python" ] && "$p" -c 'import sqlite3; sqlite3.connect(":memory:").enable_load_extension(True)' 2>/dev/null && python=$p
done
if [ -z "${LD_PRELOAD-}" ] && [ -n "$python" ]; then # connections in threads of their own
    "$python" - "$ext" <<'PY' && passed=$((passed + 1)) || { failed=$((failed + 1)); echo "FAIL: threads"; }
import sqlite3, sys, threading
want = None; bad = []
def work():
    db = sqlite3.connect(':memory:'); db.enable_load_extension(True); db.load_extension(sys.argv[1])
    out = [db.execute("select socvet_code(?, 'A post in a team.')", (t,)).fetchone()[0] for _ in range(20) for t in ('Chef', 'Staff nurse', 'Teacher', 'Bus driver')]
    bad.append(out)
ts = [threading.Thread(target=work) for _ in range(4)]; [t.start() for t in ts]; [t.join() for t in ts]
assert len(bad) == 4 and all(b == bad[0] for b in bad), bad
PY
fi
echo "sqlite: $passed passed, $failed failed"
[ $failed -eq 0 ]
