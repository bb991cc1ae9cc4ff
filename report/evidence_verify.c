/* evidence_verify.c: holds a pack against its list of SHA-256: intact, or which part changed. */
#include "../base/err.h"
#include "../base/hash.h"
#include "../base/str.h"
#include "evidence_int.h"

enum { MOST_LINES = 8192 };

static const char *what_is(socvet_str path)
{
    static const struct {
        const char *begin, *what;
    } parts[] = {{"originals/", "a paper as it was read"}, {"screenshots/", "a screenshot or its note"},
                 {"text.txt", "the text as it was read"}, {"record.json", "what was found, for programs"},
                 {"report.txt", "what was found, for people"}, {"manifest.json", "the facts of the pack"},
                 {"README.txt", "what the pack holds and what is asked for"}, {EVIDENCE_SUMS, "the list of files and their hashes"}};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (base_str_starts(path, base_str_z(parts[i].begin)))
            return parts[i].what;
    return "another file";
}

typedef struct {
    socvet_pack *pack;
    socvet_pack_check *out;
    socvet_pack_finding *list;
    bool *seen; /* of each file: it is listed */
    const socvet_pack_file *sums;
} verifier;

static void add(verifier *v, socvet_str path, uint8_t state)
{
    v->list[v->out->n++] = (socvet_pack_finding){path, what_is(path), state};
    v->out->intact += state == SOCVET_PACK_INTACT;
    v->out->changed += state == SOCVET_PACK_CHANGED;
    v->out->missing += state == SOCVET_PACK_MISSING;
    v->out->added += state == SOCVET_PACK_ADDED;
}

static bool read_line(socvet_str line, socvet_str *hash, socvet_str *path)
{
    enum { HEX = 64 };

    if (line.len < HEX + 3 || line.ptr[HEX] != ' ' || (line.ptr[HEX + 1] != ' ' && line.ptr[HEX + 1] != '*'))
        return false;
    *hash = (socvet_str){line.ptr, HEX};
    *path = (socvet_str){line.ptr + HEX + 2, line.len - HEX - 2};
    return true;
}

static void hold(verifier *v, socvet_str hash, socvet_str path)
{
    for (size_t i = 0; i < v->pack->n; i++) {
        if (!base_str_eq(v->pack->files[i].path, path) || v->seen[i])
            continue;
        v->seen[i] = true;
        base_sha256 h = base_sha256_of(v->pack->files[i].bytes);
        add(v, path, base_str_eq_ci(hash, base_str_z(h.hex)) ? SOCVET_PACK_INTACT : SOCVET_PACK_CHANGED);
        return;
    }
    add(v, path, SOCVET_PACK_MISSING);
}

static size_t count_lines(socvet_str s)
{
    size_t n = 1;

    for (size_t i = 0; i < s.len; i++)
        n += s.ptr[i] == '\n';
    return n;
}

static socvet_status walk(verifier *v, socvet_err *err)
{
    socvet_str rest = v->sums->bytes, line, hash, path;
    size_t number = 0;

    while (rest.ptr && rest.len && base_str_split(&rest, '\n', &line)) {
        number++;
        if (line.len && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (!line.len)
            continue;
        if (number > MOST_LINES)
            return base_fail(err, SOCVET_E_LIMIT, "report", SOCVET_NO_OFFSET, EVIDENCE_SUMS ": more than %d lines", MOST_LINES);
        if (!read_line(line, &hash, &path))
            return base_fail(err, SOCVET_E_FORMAT, "report", SOCVET_NO_OFFSET,
                             EVIDENCE_SUMS ":%zu: a hash, two spaces and a path are wanted", number);
        hold(v, hash, path);
    }
    for (size_t i = 0; i < v->pack->n; i++)
        if (!v->seen[i] && &v->pack->files[i] != v->sums)
            add(v, v->pack->files[i].path, SOCVET_PACK_ADDED);
    return SOCVET_OK;
}

socvet_status socvet_evidence_verify(const socvet_pack_check **out, socvet_pack *p, socvet_str seal, socvet_err *err)
{
    verifier v = {.pack = p};

    base_err_clear(err);
    *out = NULL;
    for (size_t i = 0; i < p->n && !v.sums; i++)
        if (base_str_eq_z(p->files[i].path, EVIDENCE_SUMS))
            v.sums = &p->files[i];
    if (!v.sums)
        return base_fail(err, SOCVET_E_FORMAT, "report", SOCVET_NO_OFFSET, "no evidence pack: there is no " EVIDENCE_SUMS);
    v.out = base_arena_alloc(p->arena, sizeof *v.out);
    v.list = base_arena_array(p->arena, count_lines(v.sums->bytes) + p->n, sizeof *v.list);
    v.seen = base_arena_array(p->arena, p->n + 1, sizeof *v.seen);
    if (!v.out || !v.list || !v.seen)
        return base_fail(err, SOCVET_E_NOMEM, "report", SOCVET_NO_OFFSET, "memory ran out");
    socvet_status s = walk(&v, err);
    base_sha256 h = base_sha256_of(v.sums->bytes);
    memcpy(v.out->seal, h.hex, sizeof v.out->seal);
    v.out->seal_right = !seal.len || base_str_eq_ci(seal, base_str_z(h.hex));
    v.out->findings = v.list;
    if (!s)
        *out = v.out;
    return s;
}
