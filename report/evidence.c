/* evidence.c: makes an evidence pack: the papers as they came, the text as it was read, what was found,
 * folders for screenshots, and a list of all with their SHA-256. */
#include <stdlib.h>

#include "../base/date.h"
#include "../base/err.h"
#include "../base/hash.h"
#include "../base/str.h"
#include "evidence_int.h"

static socvet_status no_room(socvet_err *err)
{
    return base_fail(err, SOCVET_E_NOMEM, "report", SOCVET_NO_OFFSET, "memory ran out");
}

socvet_status report_pack_new(socvet_pack **out, size_t n, socvet_pack_file **files, socvet_err *err)
{
    socvet_pack *p = calloc(1, sizeof *p);

    *out = NULL;
    if (!p || !(p->arena = base_arena_new(0)) || !(p->files = base_arena_array(p->arena, n + 1, sizeof *p->files))) {
        socvet_pack_free(p);
        return no_room(err);
    }
    p->n = n;
    p->cap = n + 1;
    if (files)
        *files = p->files;
    *out = p;
    return SOCVET_OK;
}

void socvet_pack_free(socvet_pack *p)
{
    if (p) {
        base_arena_free(p->arena);
        free(p);
    }
}

const socvet_pack_file *socvet_pack_files(const socvet_pack *p, size_t *count)
{
    *count = p->n;
    return p->files;
}

const char *socvet_pack_seal(const socvet_pack *p)
{
    return p->seal;
}

socvet_status socvet_pack_of(socvet_pack **out, const socvet_pack_file *files, size_t n, socvet_err *err)
{
    socvet_pack_file *list = NULL;
    socvet_status s = report_pack_new(out, n, &list, err);

    for (size_t i = 0; !s && i < n; i++)
        list[i] = files[i];
    return s;
}

socvet_status report_pack_add(socvet_pack *p, socvet_str path, socvet_str bytes, socvet_err *err)
{
    void *files = p->files;
    char *name = base_arena_dup(p->arena, path), *copy = base_arena_dup(p->arena, bytes);

    if (!name || !copy || !base_arena_grow(p->arena, &files, &p->cap, p->n, sizeof *p->files))
        return no_room(err);
    p->files = files;
    p->files[p->n++] = (socvet_pack_file){{name, path.len}, {copy, bytes.len}};
    return SOCVET_OK;
}

/* The last part of a path, with what no file system likes put away. */
static socvet_str clean_name(base_arena *a, socvet_str path)
{
    size_t from = path.len;

    while (from > 0 && path.ptr[from - 1] != '/' && path.ptr[from - 1] != '\\')
        from--;
    socvet_str name = {path.ptr + from, path.len - from};
    char *z = base_arena_dup(a, name);
    for (size_t i = 0; z && i < name.len; i++)
        if ((unsigned char)z[i] < 0x20 || z[i] == ':' || z[i] == '*' || z[i] == '?' || z[i] == '"' || z[i] == '<' ||
            z[i] == '>' || z[i] == '|' || (i == 0 && z[i] == '.'))
            z[i] = '_';
    if (!name.len || (name.len == 1 && *z == '-'))
        return SOCVET_STR("standard-input");
    return (socvet_str){z, z ? name.len : 0};
}

static bool taken(const socvet_pack *p, socvet_str path)
{
    for (size_t i = 0; i < p->n; i++)
        if (base_str_eq_ci(p->files[i].path, path))
            return true;
    return false;
}

/* folder/name, or folder/2-name when that is there already. */
static socvet_str free_path(socvet_pack *p, const char *folder, socvet_str name)
{
    socvet_str path = base_arena_printf(p->arena, "%s/%.*s", folder, SOCVET_ARG(name));

    for (int i = 2; path.ptr && taken(p, path) && i < 1000; i++)
        path = base_arena_printf(p->arena, "%s/%d-%.*s", folder, i, SOCVET_ARG(name));
    return path;
}

static socvet_status add_originals(evidence *e, socvet_err *err)
{
    size_t n;
    const socvet_doc_part *parts = socvet_doc_parts(e->r->doc, &n);
    socvet_status s = SOCVET_OK;

    e->stored = base_arena_array(e->pack->arena, e->o->n_originals + 1, sizeof *e->stored);
    if (!e->stored)
        return no_room(err);
    for (size_t i = 0; i < e->o->n_originals && !s; i++) {
        const socvet_pack_file *f = &e->o->originals[i];
        base_sha256 h = base_sha256_of(f->bytes);
        /* a bundle is one file and several parts: then its parts have hashes of their own */
        if (n == e->o->n_originals && strcmp(h.hex, parts[i].sha256) != 0)
            return base_fail(err, SOCVET_E_USAGE, "report", SOCVET_NO_OFFSET, "'%.*s' changed while it was read",
                             SOCVET_ARG(f->path));
        e->stored[i] = free_path(e->pack, "originals", clean_name(e->pack->arena, f->path));
        s = report_pack_add(e->pack, e->stored[i], f->bytes, err);
    }
    return s;
}

static void add_medium(evidence *e, socvet_str name)
{
    char slug[48];
    size_t n = 0;

    name = base_str_trim(name);
    for (size_t i = 0; i < e->n_media; i++)
        if (base_str_eq_ci(e->media[i].name, name))
            return;
    if (!name.len || e->n_media == sizeof e->media / sizeof *e->media)
        return;
    for (size_t i = 0; i < name.len && n + 1 < sizeof slug; i++) {
        char c = base_lower(name.ptr[i]);
        if (base_is_alpha(c) || base_is_digit(c))
            slug[n++] = c;
        else if (n && slug[n - 1] != '-')
            slug[n++] = '-';
    }
    while (n && slug[n - 1] == '-')
        n--;
    e->media[e->n_media] = (evidence_medium){
        name, base_arena_printf(e->pack->arena, "screenshots/%02zu-%.*s", e->n_media + 1, n ? (int)n : 5, n ? slug : "place")};
    e->n_media++;
}

static void find_media(evidence *e)
{
    const socvet_facts *f = e->r->facts;
    const socvet_check_opts *o = e->o->check;

    e->posted = o && o->posted != INT32_MIN ? o->posted : f->posted.state ? f->posted.days : INT32_MIN;
    e->closing = o && o->closing != INT32_MIN ? o->closing : f->closing.state ? f->closing.days : INT32_MIN;
    for (size_t i = 0; o && i < o->n_media; i++)
        add_medium(e, o->media[i]);
    for (size_t i = 0; i < f->n_media; i++)
        add_medium(e, f->media[i].value);
    if (!e->n_media)
        add_medium(e, SOCVET_STR("advert"));
}

static bool keep(socvet_str bytes, void *user)
{
    base_buf_add(user, bytes);
    return !((base_buf *)user)->failed;
}

static socvet_status add_buf(evidence *e, const char *path, base_buf *b, socvet_err *err)
{
    socvet_status s = b->failed ? no_room(err) : report_pack_add(e->pack, base_str_z(path), base_buf_str(b), err);

    base_buf_clear(b);
    return s;
}

/* The record with every verdict, and the report as people read it. */
static socvet_status add_reports(evidence *e, socvet_err *err)
{
    socvet_record r = *e->r;
    base_buf b;

    r.all_verdicts = r.with_text = true;
    base_buf_init(&b, 0);
    socvet_status s = socvet_report_json(&r, keep, &b, err);
    if (!s)
        s = add_buf(e, "record.json", &b, err);
    r.all_verdicts = false;
    base_buf_init(&b, 0);
    if (!s)
        s = socvet_report_text(&r, false, keep, &b, err);
    if (!s)
        s = add_buf(e, "report.txt", &b, err);
    return s;
}

static socvet_status add_shots(evidence *e, socvet_err *err)
{
    socvet_status s = SOCVET_OK;
    base_buf b;

    for (size_t i = 0; i < e->n_media && !s; i++) {
        base_buf_init(&b, 0);
        evidence_shot_note(e, &e->media[i], &b);
        socvet_str path = base_arena_printf(e->pack->arena, "%.*s/what-to-show.txt", SOCVET_ARG(e->media[i].folder));
        s = path.ptr ? add_buf(e, path.ptr, &b, err) : no_room(err);
    }
    for (size_t i = 0; i < e->o->n_shots && !s; i++)
        s = report_pack_add(e->pack, free_path(e->pack, "screenshots", clean_name(e->pack->arena, e->o->shots[i].path)),
                            e->o->shots[i].bytes, err);
    return s;
}

static int by_path(const void *x, const void *y)
{
    return base_str_cmp(((const socvet_pack_file *)x)->path, ((const socvet_pack_file *)y)->path);
}

static socvet_status add_sums(socvet_pack *p, socvet_err *err)
{
    base_buf b;

    qsort(p->files, p->n, sizeof *p->files, by_path);
    base_buf_init(&b, 0);
    for (size_t i = 0; i < p->n; i++)
        base_buf_printf(&b, "%s  %.*s\n", base_sha256_of(p->files[i].bytes).hex, SOCVET_ARG(p->files[i].path));
    base_sha256 seal = base_sha256_of(base_buf_str(&b));
    memcpy(p->seal, seal.hex, sizeof p->seal);
    socvet_status s = b.failed ? no_room(err) : report_pack_add(p, SOCVET_STR(EVIDENCE_SUMS), base_buf_str(&b), err);
    base_buf_clear(&b);
    return s;
}

static socvet_status fill(evidence *e, socvet_err *err)
{
    base_buf b;
    socvet_status s = add_originals(e, err);

    find_media(e);
    if (!s)
        s = report_pack_add(e->pack, SOCVET_STR("text.txt"), socvet_doc_text(e->r->doc), err);
    if (!s)
        s = add_reports(e, err);
    if (!s)
        s = add_shots(e, err);
    base_buf_init(&b, 0);
    evidence_readme(e, &b);
    if (!s)
        s = add_buf(e, "README.txt", &b, err);
    base_buf_clear(&b);
    base_buf_init(&b, 0);
    evidence_manifest(e, &b);
    if (!s)
        s = add_buf(e, "manifest.json", &b, err);
    base_buf_clear(&b);
    return s ? s : add_sums(e->pack, err);
}

socvet_status socvet_evidence_make(socvet_pack **out, const socvet_record *r, const socvet_evidence_opts *o, socvet_err *err)
{
    evidence e = {.r = r, .o = o};
    socvet_status s = report_pack_new(&e.pack, 0, NULL, err);

    base_err_clear(err);
    *out = NULL;
    if (!s)
        s = fill(&e, err);
    if (s)
        socvet_pack_free(e.pack);
    else
        *out = e.pack;
    return s;
}
