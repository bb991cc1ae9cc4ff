/* read_json.c: JSON as a document: a JobPosting (also inside @graph or a list) is an advert; any
 * other JSON is a table of names and values, one row a value. Markup in strings is read as such. */
#include <string.h>

#include "../base/str.h"
#include "jobposting.h"
#include "pairs.h"
#include "readers.h"

enum { MOST_DEPTH = 24 };

static int sniff(socvet_str bytes)
{
    socvet_str s = base_str_trim((socvet_str){bytes.ptr, bytes.len < 65536 ? bytes.len : 65536});

    if (base_str_starts(s, SOCVET_STR("\xEF\xBB\xBF")))
        s = base_str_trim((socvet_str){s.ptr + 3, s.len - 3});
    if (s.len < 2 || (s.ptr[0] != '{' && s.ptr[0] != '['))
        return 0;
    size_t i = 1;
    while (i < s.len && base_is_blank(s.ptr[i]))
        i++;
    if (i >= s.len || !strchr("\"{[}]/", s.ptr[i]))
        return 0;
    return base_str_find(s, SOCVET_STR("JobPosting"), 0) != SIZE_MAX ? 3 : 2;
}

static void walk(pairs *v, socvet_str key, const base_json *j, int depth)
{
    void *iter = NULL;
    socvet_str name;
    const base_json *child;

    if (depth > MOST_DEPTH || !extract_step(v->b, 1))
        return;
    switch (base_json_type_of(j)) {
    case BASE_JSON_STRING: pairs_put(v, key, base_json_string(j)); break;
    case BASE_JSON_NUMBER: {
        base_buf num;
        base_json_writer w;
        base_buf_init(&num, 0);
        base_json_init(&w, &num);
        base_json_real(&w, base_json_number(j, 0), 6);
        pairs_put(v, key, base_buf_str(&num));
        base_buf_clear(&num);
        break;
    }
    case BASE_JSON_ARRAY:
        for (size_t i = 0; i < base_json_count(j); i++)
            walk(v, key, base_json_at(j, i), depth + 1);
        break;
    case BASE_JSON_OBJECT:
        if (job_is_posting(j))
            break; /* read as an advert */
        while (base_json_next(j, &iter, &name, &child))
            if (name.len && name.ptr[0] != '@')
                walk(v, name, child, depth + 1);
        break;
    default: break;
    }
}

static void take(extract_builder *b, const base_json *job)
{
    job_notice(b, job);
    job_text(b, job);
}

static socvet_status read_json(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    base_buf text;
    pairs v = {.b = b};

    base_buf_init(&text, 0);
    socvet_status s = extract_decode(b, bytes, (socvet_str){NULL, 0}, &text, err);
    if (!s) {
        base_json *root = NULL;
        socvet_err why = {0};
        if (base_json_parse(&root, base_buf_str(&text), &why) != SOCVET_OK) {
            root = job_json_parse(base_buf_str(&text));
            if (root)
                extract_notice(b, SOCVET_NOTICE_SALVAGED, SOCVET_STR("faulty JSON was mended"));
        }
        if (!root)
            s = base_fail(err, SOCVET_E_FORMAT, "extract", why.offset, "not JSON: %s", why.text);
        else if (job_each(b, root, take) == 0)
            walk(&v, SOCVET_STR("value"), root, 0);
        pairs_end(&v);
        base_json_free(root);
    }
    base_buf_clear(&text);
    return s;
}

const socvet_reader extract_reader_json = {
    "json", "JSON: JobPosting data, or names and values", "json jsonld", sniff, read_json, false};

static int never(socvet_str bytes)
{
    (void)bytes;
    return 0;
}

static socvet_status read_markup(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    (void)err;
    job_markup(b, bytes);
    return SOCVET_OK;
}

const socvet_reader extract_reader_markup = {
    "markup", "text with or without HTML in it", "", never, read_markup, false};
