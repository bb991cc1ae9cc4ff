#!/usr/bin/env python3
"""keep.py SOCVET: papers to keep: the findings as CSV and as a workbook say what the record says; the JobPosting
says only what the record says; a file is whole or as it was; the page's downloads are the command's."""
import csv, glob, io, json, os, re, subprocess, sys, tempfile, zipfile

socvet = os.path.abspath(sys.argv[1])
os.chdir(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
checks = 0
AS_OF = ["--as-of", "2026-11-25"]


def ok(condition, what):
    global checks
    checks += 1
    if not condition:
        raise SystemExit(f"keep: FAILED: {what}")


def run(*a, cwd=None):
    return subprocess.run([socvet, "check", *AS_OF, *a], capture_output=True, cwd=cwd)


def sheet(path):
    z = zipfile.ZipFile(path)
    strings = [re.sub("<[^>]+>", "", s) for s in re.findall(r"<si>(.*?)</si>", z.read("xl/sharedStrings.xml").decode(), re.S)]
    rows = re.findall(r"<row [^>]*>(.*?)</row>", z.read("xl/worksheets/sheet1.xml").decode(), re.S)
    return [{re.match("[A-Z]+", ref).group(): strings[int(v)] if kind else v
             for ref, kind, v in re.findall(r'<c r="([A-Z]+\d+)"[^>]*?( t="s")?><v>(.*?)</v>', row)} for row in rows]


def sample(folder, t):
    names = sorted(os.path.basename(n) for n in glob.glob(folder + "*") if re.search(r"\.(html|docx|txt|pdf|rtf|md|eml|odt|doc)$", n)
                   and not n.endswith("expected.txt"))
    record = json.loads(run("--json", "--with-text", *names, cwd=folder).stdout)
    text = record["text"].encode()
    rows = list(csv.reader(io.StringIO(run("--report", "csv", *names, cwd=folder).stdout.decode("utf-8-sig"))))
    head, rows = rows[0], [dict(zip(rows[0], r)) for r in rows[1:]]
    ok(len(head) == 18 and len(rows) == len(record["findings"]), f"a row a finding: {folder}")
    for r, f in zip(rows, record["findings"]):
        ok((r["rule"], r["severity"], r["verdict"], r["certainty"]) == (f["id"], f["severity"], f["verdict"], f["certainty"]), folder)
        ok(r["finding"].lstrip("'") == f["message"], f"{folder}: {r['finding']}")
        if f["spans"]:
            a, b = f["spans"][0]
            ok(r["words"].replace("\r", "").lstrip("'") == text[a:b].decode().lstrip("'") and [r["from_byte"], r["to_byte"]] == [str(a), str(b)], f"{folder}: words")
    book, page = os.path.join(t, "f.xlsx"), os.path.join(t, "f.html")
    run("-o", book, "--html", page, *names, cwd=folder)
    cells = sheet(book)
    ok(len(cells) == len(rows) + 1 and [c["K"] for c in cells[1:]] == [r["rule"] for r in rows], f"the workbook: {folder}")
    ok(open(page, "rb").read() == run("--report", "html", *names, cwd=folder).stdout, "the page beside it")
    first = open(book, "rb").read()
    run("-o", book, *names, cwd=folder)
    ok(open(book, "rb").read() == first, "the same bytes again")
    done = run("--report", "jobposting", *names, cwd=folder)
    job, facts, soc = json.loads(done.stdout), record["facts"], record["soc"]
    ok(job["@type"] == "JobPosting" and job["@context"] == "https://schema.org", folder)
    for key, want in (("title", record["title"]), ("datePosted", facts["posted_date"]), ("validThrough", facts["closing_date"])):
        ok(job.get(key) in (want, None) if want else key not in job, f"{folder}: {key}")
        ok((key in job) == bool(want), f"{folder}: {key} is there")
    ok(job.get("hiringOrganization", {}).get("name") == facts["employer"], f"{folder}: employer")
    code = job.get("occupationalCategory")
    ok((code["codeValue"], code["name"]) == (soc["code"], soc["title"]) and re.match(r"UK SOC \d{4}$", code["inCodeSet"]["name"]) if not soc["abstained"]
       else code is None, f"{folder}: code")
    pay = facts["salary"]
    if pay and job.get("baseSalary"):
        v = job["baseSalary"]["value"]
        low, high = v.get("minValue", v.get("value")), v.get("maxValue", v.get("value"))
        ok((low is None or round(low * 100) == pay["low_pence"]) and (high is None or round(high * 100) == pay["high_pence"]), f"{folder}: pay")
    for name in ("hiringOrganization", "datePosted", "jobLocation"):
        ok((name in job) != (name + " (needed)" in done.stderr.decode()), f"{folder}: what is lacking is said: {name}")


def needs(t):
    page = '<html><body><h1>Chef</h1><p>Salary: £24,000 a year</p><script type="application/ld+json">%s</script></body></html>'
    job = {"@context": "https://schema.org", "@type": "JobPosting", "title": "Chef", "description": "Cook lunch.", "datePosted": "2026-11-20",
           "hiringOrganization": {"@type": "Organization", "name": "Quill House"}, "jobLocation": {"@type": "Place", "address": "Ripon"}}
    for gone, word in ((None, None), ("datePosted", "day of posting"), ("hiringOrganization", "employer"), ("jobLocation", "place of work")):
        path = os.path.join(t, "page.html")
        open(path, "w").write(page % json.dumps({k: v for k, v in job.items() if k != gone}))
        found = [f for f in json.loads(run("--json", path).stdout)["findings"] if f["id"] == "DOC-020"]
        ok(len(found) == 1 and word in found[0]["message"] if gone else not found, f"DOC-020 without {gone}: {found}")
    open(path, "w").write(page % json.dumps({**{k: v for k, v in job.items() if k != "jobLocation"}, "jobLocationType": "TELECOMMUTE"}))
    ok("DOC-020" not in run("--json", path).stdout.decode(), "work from home needs no place")


with tempfile.TemporaryDirectory() as t:
    for folder in sorted(glob.glob("corpus/sample/*/"))[:: 1 if os.environ.get("SOCVET_ALL") else 2]:
        sample(folder, t)
    needs(t)
    ok(run("-o", t + "/none/x.csv", "corpus/sample/15-waiting-staff/advert.txt").returncode == 2, "a folder that is not there")
    run("-o", t + "/a.csv", "corpus/sample/15-waiting-staff/advert.txt")
    before = open(t + "/a.csv", "rb").read()
    ok(run("-o", t + "/a.csv", "corpus/sample/none.txt").returncode == 2 and open(t + "/a.csv", "rb").read() == before, "a file is whole or as it was")
print(f"keep: {checks} checks passed")
