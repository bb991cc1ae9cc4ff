#!/usr/bin/env python3
"""coverage.py SHARED ADVERTS_2020 ADVERTS_2010 PROFILES_2010: classify/data/coverage.tsv from records of left-out adverts.

Called by cross_validate.sh. For every twentieth of the labelled adverts: the probability above which that many are decided, and how
many of those agree with the label. The coverage of SOC 2010 is of the same adverts, its agreement that of the job profiles, for the
adverts have no SOC 2010 labels. Standard library only.
"""
import json
import sys


def records(path):
    return {o['id']: o.get('soc') or {} for o in map(json.loads, open(path, encoding='utf-8'))}


def judged(gold, got, edition):
    """(probability, agrees, defensible) of each labelled row, the surest first."""
    out = []
    for r in map(json.loads, open(gold, encoding='utf-8')):
        right = {c for c in [r.get(edition), *(r.get('any_of') or []), *((r.get('extra') or {}).get(edition + '_any_of') or [])] if c}
        if right and r.get(edition) != 'NOTJOB':
            s = got[r['id']]
            out.append((s.get('probability') or 0, s.get('code') in right, s.get('code') in right | set(r.get('alt') or [])))
    return sorted(out, key=lambda x: -x[0])


def share(rows, k, threshold):
    kept = [x[k] for x in rows if x[0] >= threshold]
    return '%.3f' % (sum(kept) / len(kept)) if kept else ''


def main():
    shared, a20, a10, p10 = sys.argv[1:]
    gold = shared + '/eval/dev/gold_adverts.jsonl'
    adverts = judged(gold, records(a20), 'soc2020')
    ids = [r['id'] for r in map(json.loads, open(gold, encoding='utf-8')) if r.get('soc2020') not in (None, 'NOTJOB')]
    old = records(a10)
    sure = sorted((old[i].get('probability') or 0 for i in ids), reverse=True)
    profiles = judged(shared + '/eval/dev/ncs_job_profiles_soc2010.jsonl', records(p10), 'soc2010')
    print('edition\tcoverage\tthreshold\tagreement\tdefensible\trows')
    for name, p, rows in (('soc2020', [x[0] for x in adverts], adverts), ('soc2010', sure, profiles)):
        for k in range(2, 21):
            t = round(p[max(0, round(len(p) * k / 20) - 1)] - 5e-4, 3) if k < 20 else 0
            print('\t'.join((name, '%.2f' % (k / 20), '%.3f' % t, share(rows, 1, t), share(rows, 2, t) if name == 'soc2020' else '', str(len(rows)))))


main()
