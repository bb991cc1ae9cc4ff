#!/usr/bin/env python3
"""Makes soc_dict/data from the ONS tables: facts only (codes, titles, shares), sorted, UTF-8.

    scripts/import_soc.py [--from ../shared/facts/soc] [--to soc_dict/data]

The same input gives the same bytes. Each folder gets a SOURCE.md naming its origin.
"""
import argparse
import collections
import hashlib
import os
import re
import sys

EDITIONS = ["soc2000", "soc2010", "soc2020"]


def read(folder, name):
    """Rows of a table as dictionaries."""
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as f:
        lines = [line.rstrip("\r\n").split("\t") for line in f]
    return [dict(zip(lines[0], row)) for row in lines[1:]]


def write(folder, name, header, rows, key=None):
    rows = sorted(set(tuple(" ".join(str(c).split()) for c in r) for r in rows), key=key)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as f:
        for row in [tuple(header)] + rows:
            f.write("\t".join(row).rstrip("\t") + "\n")


def natural(title):
    """'Manager, office' -> 'office manager': the way people write it."""
    return " ".join(reversed([p.strip() for p in title.split(",")]))


def sentence(title):
    return title[:1].upper() + title[1:]


def units(src, dst):
    for e in EDITIONS:
        out = os.path.join(dst, e)
        write(out, "units.tsv", ["code", "title", "parent"],
              [(r["code"], r["title"], r["minor"]) for r in read(src, e + "_units.tsv")])
        write(out, "groups.tsv", ["code", "title", "parent"],
              [(r["code"], r["title"], r["parent"]) for r in read(src, e + "_groups.tsv")],
              key=lambda r: (len(r[0]), r[0]))
    out = os.path.join(dst, "soc2020")
    write(out, "subunits.tsv", ["code", "title", "parent"],
          [(r["code"], r["title"], r["unit"]) for r in read(src, "soc2020_ext.tsv")])
    write(out, "related.tsv", ["code", "title"],
          [(r["code"], r["title"]) for r in read(src, "soc2020_related_titles.tsv")])


def extra_2010(src, dst):
    """Index titles of 2010 that later indexes dropped; the industry stands in capitals at the end."""
    rows = []
    for r in read(src, "soc2010_extra_titles.tsv"):
        parts = [p.strip() for p in r["title_index_order"].split(",")]
        industry = ""
        while len(parts) > 1 and len(parts[-1]) > 3 and parts[-1] == parts[-1].upper():
            industry = parts.pop().lower() + (", " + industry if industry else "")
        if len(parts) > 1 and parts[0][1:2].islower():
            parts[0] = parts[0][0].lower() + parts[0][1:]
        rows.append((sentence(" ".join(reversed(parts))), industry, r["soc2010"]))
    write(os.path.join(dst, "soc2010"), "extra_titles.tsv", ["title", "ind", "code"], rows)


def index(src, dst):
    rows = read(src, "coding_index.tsv")
    flag = {"default": "D"}  # one row of the source says it in full
    write(dst, "index.tsv", ["title", "ind", "add", "soc2000", "soc2010", "soc2020", "soc2020_sub",
                             "default"],
          [(r["title"], r["ind"], r["add"], r["soc2000"], r["soc2010"], r["soc2020"],
            r["soc2020_ext"], flag.get(r["default"], r["default"])) for r in rows],
          key=lambda r: (r[0].lower(), r))
    see = []
    for r in read(src, "coding_index_see.tsv"):
        words = r["see"].replace("see also ", "also ", 1).replace("see ", "", 1)
        also = words.startswith("also ")
        target = words[5:] if also else words
        if target == "notes" or not target:
            continue
        detail = ""
        if "(" in target:
            target, detail = target.split("(", 1)
            detail = detail.strip(" )")
        see.append((r["title"], r["ind"], r["add"], sentence(natural(target.strip())), detail,
                    "also" if also else "see"))
    write(dst, "see.tsv", ["title", "ind", "add", "target", "detail", "kind"], see)
    return rows


def alternatives(text):
    """'Chief Technology/Technical Officer' -> both; what stands in brackets is dropped."""
    text = re.sub(r"\([^)]*\)", " ", text).strip(" .")
    parts = text.split(", ")
    if len(parts) > 1 and not any(" " in p for p in parts):
        return [a for p in parts for a in alternatives(p)]
    for word in text.split():
        if "/" in word:
            return [a for w in word.split("/") for a in alternatives(text.replace(word, w, 1))]
    return [text]


def abbreviations(src, dst):
    rows = []
    for r in read(src, "abbreviations.tsv"):
        if r["kind"] != "abbr" or "dubious" in r["note"]:
            continue
        for expansion in alternatives(r["expansion_corrected"]):
            rows.append((re.sub(r"\([^)]*\)", "", r["abbr"]), expansion))
    write(dst, "abbreviations.tsv", ["abbr", "expansion"], rows)


def share(text):
    return "" if text == "" else str(round(float(text) * 10000))


def weighted(r, pairs):
    """People's share from the share of men and of women, weighed by their counts."""
    n = total = 0.0
    known = False
    for p, base in pairs:
        if r[base]:
            n += float(r[base])
            if r[p]:
                known = True
                total += float(r[p]) * float(r[base])
    return str(round(10000 * total / n)) if known and n else ""


def crosswalk(src, dst, idx):
    out = []

    def both(old, new, r_old, r_new, entries, forward, survey, back):
        out.append((old, r_old, new, r_new, entries, forward, survey))
        out.append((new, r_new, old, r_old, entries, back, ""))

    for r in read(src, "crosswalk_2010_2020.tsv"):
        both("soc2010", "soc2020", r["soc2010"], r["soc2020"], r["index_entries"],
             share(r["share_of_2010_entries"]), share(r["p_census_all"] or r["p_lfs_all"]),
             share(r["share_of_2020_entries"]))
    rows = read(src, "crosswalk_2000_2010.tsv")
    per_new = collections.Counter()
    for r in rows:
        per_new[r["soc2010"]] += int(r["index_entries"] or 0)
    for r in rows:
        n = int(r["index_entries"] or 0)
        back = str(round(10000 * n / per_new[r["soc2010"]])) if per_new[r["soc2010"]] else ""
        survey = weighted(r, [("p_men_census01", "base_men_census01"),
                              ("p_women_census01", "base_women_census01")]) or \
            weighted(r, [("p_men_lfs_jm07", "base_men_lfs_jm07"),
                         ("p_women_lfs_jm07", "base_women_lfs_jm07")])
        both("soc2000", "soc2010", r["soc2000"], r["soc2010"], str(n),
             share(r["share_of_2000_entries"]), survey, back)
    # ONS publishes no table between 2000 and 2020: the index, coded to both, is one.
    pair, old, new = collections.Counter(), collections.Counter(), collections.Counter()
    for r in idx:
        if r["soc2000"] and r["soc2020"]:
            pair[r["soc2000"], r["soc2020"]] += 1
            old[r["soc2000"]] += 1
            new[r["soc2020"]] += 1
    for (a, b), n in pair.items():
        both("soc2000", "soc2020", a, b, str(n), str(round(10000 * n / old[a])), "",
             str(round(10000 * n / new[b])))
    write(dst, "crosswalk.tsv",
          ["from_edition", "from", "to_edition", "to", "index_entries", "index_share",
           "survey_share"], out)


def keywords(src, dst):
    """Words and short phrases per unit group. A phrase seen once in one duty is dropped: it says
    more of the sentence than of the job."""
    rows = []
    for r in read(src, "keywords.tsv"):
        phrase = " " in r["term"]
        if phrase and r["count"] == "1" and r["df"] == "1" and not set(r["fields"]) & set("tr"):
            continue
        rows.append((r["code"], r["term"], r["count"], r["df"], r["fields"]))
    write(os.path.join(dst, "soc2020"), "keywords.tsv", ["code", "term", "count", "df", "fields"],
          rows)


SOURCE = """# Source

Office for National Statistics, *Standard Occupational Classification*: {what}.
Coding index edition 13, December 2025. Contains public sector information licensed under the
Open Government Licence v3.0. Facts only (codes, titles, shares); no descriptions.

Made by `scripts/import_soc.py --from ../shared/facts/soc --to soc_dict/data` from

| table | sha256 |
|---|---|
{table}
{notes}"""

FOLDERS = [
    ("soc2000", "SOC 2000 unit groups and groups", ["soc2000_units.tsv", "soc2000_groups.tsv"], ""),
    ("soc2010", "SOC 2010 unit groups, groups, and index titles that later editions dropped",
     ["soc2010_units.tsv", "soc2010_groups.tsv", "soc2010_extra_titles.tsv"], ""),
    ("soc2020", "SOC 2020 unit groups, groups, extended (6-digit) sub-units, related job titles, "
     "keywords", ["soc2020_units.tsv", "soc2020_groups.tsv", "soc2020_ext.tsv",
                  "soc2020_related_titles.tsv", "keywords.tsv"],
     "\n`keywords.tsv`: fields t title, d description, k tasks, q qualifications, r related titles; "
     "df = unit groups that have the term.\n"),
    ("", "coding index, abbreviations, relationship tables",
     ["coding_index.tsv", "coding_index_see.tsv", "abbreviations.tsv", "crosswalk_2000_2010.tsv",
      "crosswalk_2010_2020.tsv"],
     "\n`crosswalk.tsv`: shares in ten-thousandths; survey_share from dual-coded Census records "
     "(Labour Force\nSurvey where there are none), men and women together. 2000 to 2020 is counted "
     "from the index itself.\n`editions.tsv`, `forms.tsv` and `abbreviations_more.tsv` are our own, "
     "written by hand.\n"),
]


def source_notes(src, dst):
    for folder, what, names, notes in FOLDERS:
        table = []
        for n in names:
            with open(os.path.join(src, n), "rb") as f:
                table.append("| %s | `%s` |" % (n, hashlib.sha256(f.read()).hexdigest()))
        with open(os.path.join(dst, folder, "SOURCE.md"), "w", encoding="utf-8") as f:
            f.write(SOURCE.format(what=what, table="\n".join(table), notes=notes))


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--from", dest="src", default="../shared/facts/soc")
    p.add_argument("--to", dest="dst", default="soc_dict/data")
    a = p.parse_args()
    if not os.path.isdir(a.src):
        sys.exit("no folder " + a.src)
    units(a.src, a.dst)
    extra_2010(a.src, a.dst)
    idx = index(a.src, a.dst)
    abbreviations(a.src, a.dst)
    crosswalk(a.src, a.dst, idx)
    keywords(a.src, a.dst)
    source_notes(a.src, a.dst)


if __name__ == "__main__":
    main()
