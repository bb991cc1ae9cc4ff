#!/usr/bin/env python3
"""Makes validate/data/*.tsv from the facts about sponsorship rules in ../shared/facts/rules.

Usage: scripts/import_rules.py [SHARED]     Standard library only; the same bytes every time. Facts
only (codes, rates, dates): no sentence is carried over. UNKNOWN stays an empty field."""
import csv, os, re, sys

here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
src = os.path.join(sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, '..', 'shared'), 'facts', 'rules')
out = os.path.join(here, 'validate', 'data')


def rows(name):
    lines = [l for l in open(os.path.join(src, name), encoding='utf-8').read().split('\n') if l and not l.startswith('#')]
    return list(csv.DictReader(lines, delimiter='\t', quoting=csv.QUOTE_NONE))


def pence(s):
    return str(int(round(float(s) * 100))) if re.fullmatch(r'[0-9.]+', s or '') else ''


def date(s):
    return s if re.fullmatch(r'\d{4}-\d\d-\d\d', s or '') else ''


def write(name, head, data, note):
    with open(os.path.join(out, name), 'w', encoding='utf-8') as f:
        f.write('# generated from facts/rules by scripts/import_rules.py: %s\n' % note)
        f.write('\t'.join(head) + '\n')
        for r in sorted(set(data)):
            f.write('\t'.join(r).rstrip('\t') + '\n')


ROUTES = [('Tier 2 (General)', 'tier2-general'), ('Tier 2 (ICT)', 'tier2-ict'), ('Intra-Company', 'tier2-ict'),
          ('Skilled Worker', 'skilled-worker'), ('Global Business', 'gbm'), ('Scale-up', 'scale-up')]


def option(route, rule):
    r = rule.lower()
    m = re.match(r'option ([a-k]) ', r)
    if m: return m.group(1).upper()
    if 'no jobcentre' in r: return 'no-jobcentre'
    if 'high earner' in r: return 'high-earner'
    if 'no 12-month' in r: return 'no-overseas-months'
    if '9 years' in r: return 'nine-years'
    if 'nurses' in r: return 'listed-professions'
    if 'new entrant' in r: return 'new-entrant'
    if 'graduate trainee' in r and 'short-term' not in r: return 'graduate-trainee'
    if 'short-term' in r: return 'short-term'
    return 'general'


data = []
for r in rows('thresholds.tsv'):
    route = next(v for k, v in ROUTES if r['route'].startswith(k))
    hours = r['going_rate_weekly_hours']
    data.append((route, option(route, r['rule']), date(r['valid_from']), date(r['valid_to']), pence(r['annual_gbp']),
                 pence(r['hourly_floor_gbp']), r['going_rate_pct'], pence(hours)))
write('thresholds.tsv', ['route', 'option', 'from', 'to', 'annual_pence', 'hourly_pence', 'going_rate_percent', 'weekly_hours_hundredths'], data,
      'pay thresholds by route and option')

data = []
for name, edition, frm, to in (('going_rates_soc2020_2025-07-22.tsv', 'soc2020', '2025-07-22', ''),
                               ('going_rates_soc2020_2024-04-04_PARTIAL.tsv', 'soc2020', '2024-04-04', '2025-07-21'),
                               ('going_rates_soc2010_2020-2024_PARTIAL.tsv', 'soc2010', '2023-04-12', '2024-04-03'),
                               ('going_rates_soc2010_appendix_j_PARTIAL.tsv', 'soc2010', '2017-04-06', '2020-11-30')):
    for r in rows(name):
        rate = r.get('going_rate_annual') or r.get('experienced_annual') or ''
        new = r.get('rate70_new_entrant_annual') or r.get('rate70_standard_annual') or r.get('new_entrant_annual') or ''
        if not re.fullmatch(r'\d{4}', r['code']): continue
        phd = 'yes' if (r.get('eligible_phd_points') or '').lower().startswith('yes') else ''
        elig = (r.get('eligible_new_applicant') or '')
        data.append((edition, r['code'], frm, to, r.get('table', ''), elig, r.get('rqf_band') or r.get('skill_level') or '', pence(rate), pence(new),
                     pence(r.get('weekly_hours_basis') or ''), phd))
write('going_rates.tsv', ['edition', 'code', 'from', 'to', 'table', 'eligible', 'level', 'annual_pence', 'new_entrant_pence', 'weekly_hours_hundredths', 'phd_points'], data,
      'going rates by code; editions before 2025-07-22 are held in part')

data = []
for r in rows('nmw_rates.tsv'):
    kind = 'apprentice' if 'pprentice' in r['kind'] else 'offset' if 'ffset' in r['kind'] else 'age'
    data.append((kind, date(r['valid_from']), date(r['valid_to']), r['min_age_inclusive'], r['max_age_exclusive'], pence(r['rate_gbp_per_hour'])))
write('minimum_wage.tsv', ['kind', 'from', 'to', 'min_age', 'max_age', 'hourly_pence'], data, 'minimum wage by age band')

data = []
for r in rows('phd_level_codes.tsv'):
    if re.fullmatch(r'\d{4}', r['code']) and not r['status'].startswith('DERIVED'):
        kind = 'level' if re.search('skilled to PhD level|POSTDOCTORAL|PhD-level', r['meaning']) else 'points'
        data.append((r['classification'].lower().replace('soc', 'soc'), r['code'], date(r['valid_from']), date(r['valid_to']), kind))
write('phd_codes.tsv', ['edition', 'code', 'from', 'to', 'kind'], data, 'codes of PhD level, and codes that may earn points for a PhD')

data = []
months = 'January February March April May June July August September October November December'.split()
for r in rows('shortage_lists_2025-07-22.tsv'):
    if not re.fullmatch(r'\d{4}', r['code']): continue
    m = re.search(r'(\d+) (\w+) (\d{4})', r['cos_must_be_issued_before'])
    until = '%s-%02d-%02d' % (m.group(3), months.index(m.group(2)) + 1, int(m.group(1))) if m else ''
    data.append((r['list'], 'soc2020', r['code'], '2025-07-22', until, 'some' if 'only' in r['title_and_criteria'].lower() else 'all'))
write('shortage.tsv', ['list', 'edition', 'code', 'from', 'before', 'jobs'], data, 'Immigration Salary List and Temporary Shortage List')
print('made', sorted(os.listdir(out)))
