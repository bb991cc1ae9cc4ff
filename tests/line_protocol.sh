#!/bin/bash
# line_protocol.sh SOCVET: the contract for pipes (Spark, Hadoop streaming, GNU parallel): a line in, a
# record out, at once, in order, the same bytes whatever came before it.
socvet=$(realpath "$1"); cd "$(dirname "$0")/.." || exit 2
/usr/bin/env python3 - "$socvet" <<'PY'
import json, os, select, subprocess, sys
socvet = sys.argv[1]; passed = failed = 0
def ok(good, what):
    global passed, failed
    passed, failed = (passed + 1, failed) if good else (passed, failed + 1)
    if not good: print('FAIL:', what)
ARGS = [socvet, 'bulk', '--format', 'jsonl', '--as-of', '2026-11-25', '-']
def whole(data, *more):
    p = subprocess.run(ARGS + list(more), input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return p.returncode, p.stdout.split(b'\n')[:-1]
def line(**k): return json.dumps(k, ensure_ascii=False).encode() + b'\n'
good = [line(id='a', title='Chef', text='Cook lunch. £24,000 a year.'), line(id='b', title='Staff nurse', text='Care on a ward.', date='2019-05-01'),
        line(id='ü-3', title='Café manager', text='Run the café “Quill” – £30k.')]
bad = [b'not json\n', b'[1,2]\n', b'"x"\n', b'{"id":"e","title":"x","text":"\xff\xfe"}\n', b'{"id":"f","title":"T","text":"a\\u0000b"}\n', b'{}\n', b'{"id":7,"title":["x"],"text":null}\n',
       b'{"id":"g","title":"T","text":"' + b'[' * 100000 + b'"}\n', b'[' * 100000 + b'\n', b'{"id":"\\ud800","title":"Chef","text":"Cook"}\n']
# one line at a time, each answered before the next is sent
p = subprocess.Popen(ARGS + ['--line-buffered'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)
answers = []; buf = b''
for l in good + bad + good:
    p.stdin.write(l)
    while b'\n' not in buf:
        r, _, _ = select.select([p.stdout], [], [], 30)
        got = os.read(p.stdout.fileno(), 1 << 16) if r else b''
        if not got: break
        buf += got
    one, _, buf = buf.partition(b'\n')
    answers.append(one)
ok(all(answers), 'each line is answered before the next is sent')
ok(buf == b'', 'one record a line, no more')
p.stdin.close(); ok(p.stdout.read() == b'' and p.wait() in (0, 1, 3), 'ends with its input')
recs = [json.loads(a) for a in answers if a]
ok(len(recs) == len(good + bad + good) and [r['id'] for r in recs[:3]] == ['a', 'b', 'ü-3'], 'ids come back, in order')
ok(answers[:3] == answers[-3:], 'stateless: the same line, the same bytes')
ok(all(r['status'] in ('ok', 'unreadable') for r in recs) and all(r['error'] for r in recs if r['status'] != 'ok'), 'a status each, a cause where unreadable')
ok(all(json.loads(json.dumps(r)) == r and 'row' not in r for r in recs), 'no record knows its place in the stream')
# the same bytes unbuffered, in any order, in any cut
rc, out = whole(b''.join(good + bad)); ok(out[:3] == answers[:3] and len(out) == len(good + bad), 'the same without --line-buffered')
strip = lambda l: {k: v for k, v in json.loads(l).items() if not (k == 'id' and str(v).startswith('row '))}
_, back = whole(b''.join(reversed(good + bad))); ok([strip(x) for x in reversed(back)] == [strip(x) for x in out], 'the order of lines changes nothing else')
_, crlf = whole(b''.join(l[:-1] + b'\r\n' for l in good)); ok(crlf == answers[:3], 'CRLF')
_, none = whole(b''.join(good)[:-1]); ok(none == answers[:3], 'no line end at the end')
rc, out = whole(b''); ok(rc == 0 and out == [], 'nothing in, nothing out')
rc, out = whole(b'\n \n' + good[0]); ok(out == answers[:1], 'blank lines are no rows')
for jobs in ('0', '3'):
    _, out = whole(b''.join(good + bad), '--jobs', jobs); ok(out[:3] == answers[:3] and len(out) == len(good + bad), '--jobs ' + jobs)
# a reader that goes away ends it quietly
p = subprocess.Popen(ARGS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
p.stdout.close()
try:
    for _ in range(300): p.stdin.write(good[1] * 20)
    p.stdin.close()
except BrokenPipeError: pass
err = p.stderr.read(); ok(p.wait(60) in (0, 1) and err == b'', 'a closed pipe is a quiet end: %r' % err[:80])
print('line protocol: %d passed, %d failed' % (passed, failed)); sys.exit(failed > 0)
PY
