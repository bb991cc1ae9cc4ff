#!/usr/bin/env python3
"""Peak memory of a run over ROWS generated rows (into a pipe, output discarded), of parent and workers
together: bench/memory.py SOCVET ROWS [JOBS] [SHORT|FULL]. Shared pages are counted once (PSS)."""
import os, subprocess, sys, threading, time

socvet, rows, jobs = sys.argv[1], int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else '2'
full = len(sys.argv) > 4 and sys.argv[4] == 'FULL'
titles = ['Staff nurse', 'Head chef', 'Research associate in chemistry', 'Bus driver', 'Payroll officer']
body = 'A post in a team of six. Salary £28,000 a year, 37 hours a week. ' * (24 if full else 1)

def feed(pipe):
    try:
        for i in range(rows):
            pipe.write(('{"id":"%d","title":"%s %d","text":"%s Reference %d."}\n' % (i, titles[i % 5], i % 9973, body, i)).encode())
        pipe.close()
    except BrokenPipeError:
        pass

def pss(pid):
    try:
        for l in open('/proc/%d/smaps_rollup' % pid):
            if l.startswith('Pss:'): return int(l.split()[1])
    except (OSError, ProcessLookupError): pass
    return 0

def tree(pid):
    try: kids = open('/proc/%d/task/%d/children' % (pid, pid)).read().split()
    except OSError: kids = []
    return [pid] + [int(k) for k in kids]

start = time.time()
p = subprocess.Popen([socvet, 'bulk', '--format', 'jsonl', '--jobs', jobs, '--as-of', '2026-11-25', '-'] + ([] if full else ['--only', 'classify']),
                     stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
threading.Thread(target=feed, args=(p.stdin,), daemon=True).start()
peak = 0
while p.poll() is None:
    peak = max(peak, sum(pss(k) for k in tree(p.pid)))
    time.sleep(0.2)
took = time.time() - start
print('%d rows, %s workers: peak %.1f MB, %.0f s, %.0f rows/s, exit %d' % (rows, jobs, peak / 1024, took, rows / took, p.returncode))
