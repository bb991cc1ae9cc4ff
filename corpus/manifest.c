/* manifest.c: the header of a run, as JSON beside its output. */
#include "manifest.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../base/date.h"
#include "../base/err.h"
#include "../base/file.h"
#include "../base/json.h"
#include "../base/str.h"

static void put(base_buf *out, const corpus_manifest *m)
{
    base_json_writer w;

    base_json_init(&w, out);
    base_json_open(&w, '{');
    base_json_kint(&w, "schema", 1);
    base_json_kstr(&w, "socvet", m->program);
    base_json_kstr(&w, "dictionary", m->dictionary);
    base_json_kstr(&w, "rules", m->rules);
    base_json_kstr(&w, "run", m->run);
    base_json_kstr(&w, "options", m->options);
    base_json_kstr(&w, "input", m->input);
    base_json_kstr(&w, "input_hash", m->input_hash);
    base_json_kz(&w, "as_of", base_date_iso(m->as_of).z);
    base_json_kint(&w, "shard", m->shard);
    base_json_kint(&w, "shards", m->shards);
    base_json_kint(&w, "input_rows", (int64_t)m->rows);
    base_json_kint(&w, "bytes", (int64_t)m->bytes);
    base_json_kint(&w, "records", (int64_t)m->counts.rows);
    base_json_kint(&w, "unreadable", (int64_t)m->counts.unreadable);
    base_json_kint(&w, "with_errors", (int64_t)m->counts.with_findings);
    base_json_kint(&w, "coded", (int64_t)m->counts.coded);
    base_json_kint(&w, "abstained", (int64_t)m->counts.abstained);
    base_json_kint(&w, "undated", (int64_t)m->counts.undated);
    base_json_close(&w, '}');
    base_buf_add_char(out, '\n');
}

socvet_status corpus_manifest_write(const corpus_manifest *m, const char *output, socvet_err *err)
{
    char path[4096], fresh[4100];
    base_buf out;

    snprintf(path, sizeof path, "%s.manifest.json", output);
    snprintf(fresh, sizeof fresh, "%s.new", path);
    base_buf_init(&out, 0);
    put(&out, m);
    FILE *f = fopen(fresh, "wb");
    bool ok = f && fwrite(out.ptr, 1, out.len, f) == out.len;
    if (f && fclose(f) != 0)
        ok = false;
    if (ok && rename(fresh, path) != 0)
        ok = false;
    base_buf_clear(&out);
    if (ok)
        return SOCVET_OK;
    int cause = errno;
    unlink(fresh);
    return base_fail(err, SOCVET_E_IO, "corpus", SOCVET_NO_OFFSET, "%s: %s", path, strerror(cause));
}

static socvet_str text(const base_json *v, const char *key, base_arena *arena)
{
    socvet_str s = base_json_string(base_json_get(v, key));
    char *p = s.ptr ? base_arena_dup(arena, s) : NULL;

    return p ? (socvet_str){p, s.len} : (socvet_str){"", 0};
}

static uint64_t number(const base_json *v, const char *key)
{
    double d = base_json_number(base_json_get(v, key), 0);

    return d >= 0 && d < 9e15 ? (uint64_t)d : 0; /* what no count can be is none */
}

static int small_number(const base_json *v, const char *key)
{
    uint64_t n = number(v, key);

    return n <= INT32_MAX ? (int)n : 0;
}

socvet_status corpus_manifest_read(corpus_manifest *m, const char *output, base_arena *arena,
                                   socvet_err *err)
{
    char path[4096];
    base_buf bytes;
    base_json *v = NULL;

    *m = (corpus_manifest){.as_of = BASE_NO_DATE};
    snprintf(path, sizeof path, "%s.manifest.json", output);
    socvet_status s = base_file_read(&bytes, path, 1 << 20, err);
    socvet_err cause = {0};
    if (!s && base_json_parse(&v, base_buf_str(&bytes), &cause) != SOCVET_OK)
        s = base_fail(err, SOCVET_E_FORMAT, "corpus", SOCVET_NO_OFFSET, "%s: %.100s", path, cause.text);
    if (!s) {
        m->program = text(v, "socvet", arena);
        m->dictionary = text(v, "dictionary", arena);
        m->rules = text(v, "rules", arena);
        m->run = text(v, "run", arena);
        m->options = text(v, "options", arena);
        m->input = text(v, "input", arena);
        m->input_hash = text(v, "input_hash", arena);
        m->as_of = base_date_parse_iso(text(v, "as_of", arena));
        m->shard = small_number(v, "shard");
        m->shards = small_number(v, "shards");
        m->rows = number(v, "input_rows");
        m->bytes = number(v, "bytes");
        m->counts = (socvet_bulk_counts){number(v, "records"), number(v, "unreadable"),
                                         number(v, "with_errors"), number(v, "coded"),
                                         number(v, "abstained"), number(v, "undated")};
    }
    base_json_free(v);
    base_buf_clear(&bytes);
    return s;
}
