#!/usr/bin/env python3
"""Write the Outlook messages of tests/cases/extract/msg-*.d and tests/fuzz/corpus/msg.

The adverts are invented. A message is a dictionary of properties; a compound file is a dictionary
of streams (bytes) and storages (dictionaries). Standard library only.
"""
import os
import struct

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(tree):
    """Bytes of a compound file ([MS-CFB] version 3)."""
    entries = []  # [name, kind, left, right, child, start, size]
    data, mini = [], bytearray()

    def sectors(blob):
        start = len(data)
        for at in range(0, len(blob), SECTOR):
            data.append(blob[at:at + SECTOR].ljust(SECTOR, b"\0"))
        chains.append((start, len(data) - start))
        return start

    def add(name, kind):
        entries.append([name, kind, FREE, FREE, FREE, END, 0])
        return len(entries) - 1

    def siblings(children):
        if not children:
            return FREE
        mid = len(children) // 2
        name, value = children[mid]
        index = add(name, 1 if isinstance(value, dict) else 2)
        entries[index][2] = siblings(children[:mid])
        entries[index][3] = siblings(children[mid + 1:])
        if isinstance(value, dict):
            entries[index][4] = level(value)
        elif len(value) < CUTOFF:
            entries[index][5] = len(mini) // MINI if value else END
            small.append((len(mini) // MINI, (len(value) + MINI - 1) // MINI))
            mini.extend(value.ljust((len(value) + MINI - 1) // MINI * MINI, b"\0"))
            entries[index][6] = len(value)
        else:
            entries[index][5] = sectors(value)
            entries[index][6] = len(value)
        return index

    def level(tree):
        return siblings(sorted(tree.items(), key=lambda kv: (len(kv[0]), kv[0].upper())))

    def table(runs, n):
        out = [FREE] * n
        for start, count in runs:
            for i in range(count):
                out[start + i] = start + i + 1 if i + 1 < count else END
        return out

    chains, small = [], []
    add("Root Entry", 5)
    entries[0][4] = level(tree)
    minifat = table(small, len(mini) // MINI)
    if mini:
        entries[0][5], entries[0][6] = sectors(bytes(mini)), len(mini)
    packed = b"".join(
        (name.encode("utf-16-le")[:62]).ljust(64, b"\0")
        + struct.pack("<HBBIII16sIQQIQ", len(name) * 2 + 2, kind, 1, left, right, child, b"\0" * 16, 0, 0, 0, start, size)
        for name, kind, left, right, child, start, size in entries)
    directory = sectors(packed.ljust((len(packed) + SECTOR - 1) // SECTOR * SECTOR, b"\0"))
    raw = b"".join(struct.pack("<I", v) for v in minifat)
    first_mini = sectors(raw.ljust((len(raw) + SECTOR - 1) // SECTOR * SECTOR, b"\xff")) if raw else END
    n_mini = (len(raw) + SECTOR - 1) // SECTOR
    n_fat = 1
    while (len(data) + n_fat) * 4 > n_fat * SECTOR:
        n_fat += 1
    fat = table(chains, len(data)) + [FAT] * n_fat
    fat += [FREE] * (n_fat * SECTOR // 4 - len(fat))
    difat = [len(data) + i for i in range(n_fat)] + [FREE] * (109 - n_fat)
    header = struct.pack("<8s16sHHHHH6sIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\0" * 16, 0x3E, 3, 0xFFFE, 9, 6,
                         b"\0" * 6, 0, n_fat, directory, 0, CUTOFF, first_mini, n_mini, END, 0, difat[0])
    header += b"".join(struct.pack("<I", v) for v in difat[1:])
    return header + b"".join(data) + b"".join(struct.pack("<I", v) for v in fat)


def properties(props, header, parts=()):
    """A storage of properties: {(id, type): value}; an int is of fixed length."""
    tree, fixed = dict(parts), b"\0" * header
    for (tag, kind), value in sorted(props.items()):
        if isinstance(value, int):
            fixed += struct.pack("<HHIQ", kind, tag, 6, value)
            continue
        fixed += struct.pack("<HHIQ", kind, tag, 6, len(value) if isinstance(value, bytes) else 0xFFFFFFFF)
        tree["__substg1.0_%04X%04X" % (tag, kind)] = value
    tree["__properties_version1.0"] = fixed
    return tree


def wide(s):
    return s.encode("utf-16-le")


def lzfu(rtf):
    """Compressed RTF that uses literals alone."""
    out = b""
    for at in range(0, len(rtf), 8):
        out += b"\0" + rtf[at:at + 8]
    return struct.pack("<IIII", len(out) + 12, len(rtf), 0x75465A4C, 0) + out


def filetime(days):
    return (days + 134774) * 864000000000 + 9 * 36000000000


def attachment(number, props):
    return "__attach_version1.0_#%08X" % number, properties(props, 8)


HTML = """<html><head><meta charset="windows-1252"></head><body><h1>Night Porter</h1><p>Salary: \u00a313.20 per hour</p>
<table><tr><td>Skill</td><td>Need</td></tr><tr><td>First aid</td><td>Essential</td></tr></table></body></html>"""
RTF = rb"{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag64 <ul>}{\*\htmltag64 <li>}Fry \'a35 fish{\*\htmltag64 <li>}Bake{\*\htmltag72 </ul>}}"


def messages():
    forwarded = properties({(0x37, 0x1F): wide("The rota"), (0x1000, 0x1F): wide("The post is part time, the contract permanent."),
                            (0xC1A, 0x1F): wide("Desk")}, 24)
    yield "outlook", compound(properties(
        {(0x1A, 0x1F): wide("IPM.Note"), (0x37, 0x1F): wide("Advert: Night Porter \u2013 Quay"), (0xC1A, 0x1F): wide("Ren\u00e9e Oakes"),
         (0xC1F, 0x1F): wide("r.oakes@wharfdale.example"), (0xE04, 0x1F): wide("Jobs Desk"), (0x39, 0x40): filetime(20486),
         (0x1000, 0x1F): wide("Night Porter\r\nSalary: \u00a313.20 per hour"), (0x1013, 0x102): HTML.encode("cp1252"), (0x3FDE, 3): 1252}, 32,
        [attachment(0, {(0x3707, 0x1F): wide("duties.txt"), (0x3705, 3): 1, (0x3701, 0x102): "Duties of this post: lock up at \u00bd past one.".encode("cp1252")}),
         attachment(1, {(0x3707, 0x1F): wide("logo.png"), (0x3712, 0x1F): wide("logo@x"), (0x3705, 3): 1, (0x3701, 0x102): b"\x89PNG"}),
         attachment(2, {(0x3001, 0x1F): wide("The rota"), (0x3705, 3): 5, (0x3701, 0xD): forwarded}),
         attachment(3, {(0x3707, 0x1F): wide("plan.vsd"), (0x3705, 3): 1, (0x3701, 0x102): b"\0\1\2\3" * 40})]))
    yield "code-page", compound(properties(
        {(0x37, 0x1E): "\u041f\u043e\u0432\u0430\u0440, \u043a\u0430\u0444\u0435".encode("cp1251"), (0xC1A, 0x1E): b"Ada Brook", (0x3FF1, 3): 1049,
         (0x1000, 0x1E): "\u0417\u0430\u0440\u043f\u043b\u0430\u0442\u0430: 24000\r\n> \u041a\u043e\u0433\u0434\u0430?\r\n".encode("cp1251"),
         (0x7D, 0x1E): b"Received: from x\r\nDate: Tue, 3 Feb 2026 10:00:00 +0000\r\n"}, 32))
    yield "wrapped", compound(properties({(0x37, 0x1F): wide("Cook"), (0x1000, 0x1F): wide("Fry Bake"), (0x1009, 0x102): lzfu(RTF)}, 32))
    yield "sealed", compound(properties({(0x1A, 0x1F): wide("IPM.Note.SMIME"), (0x37, 0x1F): wide("Cook")}, 32))


def main():
    for name, blob in messages():
        for path in ("tests/cases/extract/msg-%s.d/input.msg" % name, "tests/fuzz/corpus/msg/%s.msg" % name):
            path = os.path.join(ROOT, path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as f:
                f.write(blob)


if __name__ == "__main__":
    main()
