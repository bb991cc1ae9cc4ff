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

# A row may name a later edition of its table; a figure that was printed wrong and a table for some
# people only (SW 14.5) are no going rates. A later edition ends the earlier one's known life.
RATES = (('going_rates_soc2020_2025-07-22.tsv', 'soc2020', '2025-07-22', ''),
         ('going_rates_soc2020_2024-04-04_PARTIAL.tsv', 'soc2020', '2024-04-04', '2025-07-21'),
         ('going_rates_soc2010_2020-2024_PARTIAL.tsv', 'soc2010', '2023-04-12', '2024-04-03'),
         ('going_rates_soc2010_appendix_j_PARTIAL.tsv', 'soc2010', '2017-04-06', '2020-11-30'))
J_2019 = '2019-03-30'
LOWER_2025 = '2025-04-08' # the lower table's floor rose on the next day


def rate_rows(r, edition, frm, to):
    """(table, from, to, full, 70, 90, 80) of one row of facts."""
    ed = r['edition']
    if 'AS PRINTED' in ed or 'transitional' in ed: return
    if ed.startswith('2024-10-08'): frm = '2024-10-08'
    if ed.startswith('2017-04-06'): to = '2019-03-29'
    if ed.startswith(J_2019): frm = J_2019
    if 'rate90_annual' in r:
        yield (r['table'], frm, to, r['going_rate_annual'], r['rate70_new_entrant_annual'], r['rate90_annual'], r['rate80_annual'])
    elif 'lower_rate_25pct_annual' in r:
        yield ('1', frm, to, r['going_rate_annual'], r['rate70_standard_annual'], '', '')
        if r['lower_rate_25pct_annual']:
            yield ('2', frm, LOWER_2025, r['lower_rate_25pct_annual'], r['rate70_lower_annual'], '', '')
    elif 'experienced_annual' in r:
        yield ('', frm, to, r['experienced_annual'], r['new_entrant_annual'], '', '')
    else:
        yield ('', frm, to, r['going_rate_annual'], '', '', '')


data = []
for name, edition, frm, to in RATES:
    for r in rows(name):
        if not re.fullmatch(r'\d{4}', r['code']): continue
        phd = 'yes' if (r.get('eligible_phd_points') or '').lower().startswith('yes') else ''
        elig = (r.get('eligible_new_applicant') or '')
        hours = re.match(r'[0-9.]*', r.get('weekly_hours_basis') or '').group(0)
        for table, f, t, full, r70, r90, r80 in rate_rows(r, edition, frm, to):
            data.append((edition, r['code'], f, t, table, elig, r.get('rqf_band') or r.get('skill_level') or '', pence(full), pence(r70),
                         pence(hours), phd, pence(r90), pence(r80)))
write('going_rates.tsv', ['edition', 'code', 'from', 'to', 'table', 'eligible', 'level', 'annual_pence', 'new_entrant_pence', 'weekly_hours_hundredths',
                          'phd_points', 'rate90_pence', 'rate80_pence'], data,
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
FEES = [('sponsor licence - Worker', 'licence'), ('CoS - Skilled Worker', 'certificate'), ('first 12 months', 'charge-first'), ('each further 6 months', 'charge-further')]
data = []
for r in rows('fees.tsv'):
    name = next((v for k, v in FEES if k in r['fee']), None)
    if not name: continue
    size = 'small' if 'small' in r['fee'] else 'large' if 'large' in r['fee'] else ''
    data.append((name, size, date(r['valid_from']), date(r['valid_to']), r['gbp'], 'begin not found' if r['valid_from'] == 'UNKNOWN' else ''))
write('fees.tsv', ['fee', 'size', 'from', 'to', 'pounds', 'note'], data, 'fees and the Immigration Skills Charge by day and size of sponsor')
print('made', sorted(os.listdir(out)))
