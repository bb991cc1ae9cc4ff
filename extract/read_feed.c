/* read_feed.c: XML feeds of jobs (and other XML made of fields) -> a table of names and values for
 * each record; descriptions are read by the HTML path. No document type, nothing fetched. */
#include <stdio.h>
#include <string.h>

#include "../base/str.h"
#include "decode.h"
#include "pairs.h"
#include "readers.h"
#include "xml.h"

enum { MOST_NAMES = 256 };

static int sniff(socvet_str bytes)
{
    socvet_str s = base_str_trim((socvet_str){bytes.ptr, bytes.len < 4096 ? bytes.len : 4096});

    if (base_str_starts(s, SOCVET_STR("\xEF\xBB\xBF")))
        s = (socvet_str){s.ptr + 3, s.len - 3};
    if (s.len > 4 && (!memcmp(s.ptr, "<\0?\0", 4) || !memcmp(s.ptr, "\0<\0?", 4) || !memcmp(s.ptr, "\xFF\xFE<\0", 4)))
        return 2;
    if (base_str_starts(s, SOCVET_STR("<?xml")))
        return base_str_find_ci(s, SOCVET_STR("<html"), 0) == SIZE_MAX ? 2 : 1;
    return base_str_starts_ci(s, SOCVET_STR("<rss")) || base_str_starts_ci(s, SOCVET_STR("<job")) ||
           base_str_starts_ci(s, SOCVET_STR("<vacanc")) || base_str_starts_ci(s, SOCVET_STR("<source>")) ||
           base_str_starts_ci(s, SOCVET_STR("<feed"))
               ? 2
               : s.len > 3 && s.ptr[0] == '<' && (base_is_alpha(s.ptr[1]) || s.ptr[1] == '!') ? 1 : 0;
}

typedef struct {
    pairs p;
    base_buf text;
    char names[MOST_NAMES][64];
    size_t depth;  /* of the open element */
    size_t mixed;  /* of the element whose text has markup in it; 0: none */
    bool gave;     /* the record has given a value since its last end */
} feed;

static void open_element(feed *f, const char *name)
{
    if (f->depth < MOST_NAMES)
        snprintf(f->names[f->depth], sizeof f->names[0], "%s", name);
    f->depth++;
    if (!f->mixed && base_str_trim(base_buf_str(&f->text)).len)
        f->mixed = f->depth - 1;
    if (f->mixed)
        base_buf_add_char(&f->text, ' ');
    else
        base_buf_reset(&f->text);
}

static void close_element(feed *f)
{
    size_t at = --f->depth;

    if (f->mixed && at >= f->mixed) {
        base_buf_add_char(&f->text, ' ');
        return;
    }
    if (base_str_trim(base_buf_str(&f->text)).len) {
        const char *name = at < MOST_NAMES ? f->names[at] : "value";
        pairs_put(&f->p, base_str_z(name), base_buf_str(&f->text));
        f->gave = true;
    } else if (f->gave && at <= 2) {
        pairs_end(&f->p); /* a record ended */
        f->gave = false;
    }
    f->mixed = 0;
    base_buf_reset(&f->text);
}

static socvet_status read_tree(feed *f, socvet_str text, socvet_err *err)
{
    extract_xml x;
    extract_xml_event e;

    if (!extract_xml_open(&x, f->p.b, text, err)) {
        extract_xml_close(&x);
        return err->code ? err->code : SOCVET_E_FORMAT;
    }
    while ((e = extract_xml_next(&x)) != EXTRACT_XML_END) {
        if (e == EXTRACT_XML_OPEN)
            open_element(f, extract_xml_name(&x));
        else if (e == EXTRACT_XML_CLOSE && f->depth)
            close_element(f);
        else if (e == EXTRACT_XML_TEXT)
            base_buf_add(&f->text, extract_xml_text(&x));
    }
    bool broken = x.broken;
    extract_xml_close(&x);
    pairs_end(&f->p);
    if (!broken)
        return SOCVET_OK;
    if (err->code == SOCVET_E_FORMAT && extract_text_so_far(f->p.b).len) {
        extract_notice(f->p.b, SOCVET_NOTICE_SALVAGED, base_str_z(err->text));
        return SOCVET_OK;
    }
    return err->code ? err->code : SOCVET_E_FORMAT;
}

/* Text is handed over as UTF-8, so the declaration (which may say otherwise, or be faulty) goes. */
static socvet_str without_declaration(socvet_str s)
{
    s = base_str_trim(s);
    if (base_str_starts(s, SOCVET_STR("<?xml"))) {
        size_t end = base_str_find(s, SOCVET_STR("?>"), 0);
        if (end < 512)
            s = base_str_trim((socvet_str){s.ptr + end + 2, s.len - end - 2});
    }
    return s;
}

/* A document type before the first element: entities could be made there. */
static bool has_doctype(socvet_str s)
{
    for (;;) {
        s = base_str_trim(s);
        bool comment = base_str_starts(s, SOCVET_STR("<!--"));
        if (!comment && !base_str_starts(s, SOCVET_STR("<?")))
            return base_str_starts_ci(s, SOCVET_STR("<!DOCTYPE"));
        size_t end = base_str_find(s, comment ? SOCVET_STR("-->") : SOCVET_STR("?>"), 2);
        if (end == SIZE_MAX)
            return false;
        end += comment ? 3 : 2;
        s = (socvet_str){s.ptr + end, s.len - end};
    }
}

static socvet_str declared(socvet_str bytes)
{
    socvet_str head = {bytes.ptr, bytes.len < 200 ? bytes.len : 200};
    size_t at = base_str_find(head, SOCVET_STR("encoding="), 0), end;

    if (at == SIZE_MAX || at + 10 >= head.len)
        return (socvet_str){NULL, 0};
    for (end = at += 10; end < head.len && !strchr("\"'\\?", head.ptr[end]);)
        end++;
    return (socvet_str){head.ptr + at, end - at};
}

static socvet_status read_feed(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    base_buf text;
    socvet_err own = {0};
    feed *f = base_arena_alloc(extract_arena(b), sizeof *f);

    if (!f)
        return base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    f->p.b = b;
    base_buf_init(&f->text, 0);
    base_buf_init(&text, 0);
    socvet_status s = extract_decode(b, bytes, declared(bytes), &text, &own);
    if (!s && has_doctype(base_buf_str(&text)))
        s = base_fail(&own, SOCVET_E_FORMAT, "extract", 0, "XML: a document type is not allowed here");
    if (!s)
        s = read_tree(f, without_declaration(base_buf_str(&text)), &own);
    base_buf_clear(&f->text);
    base_buf_clear(&text);
    return s ? base_fail(err, s, "extract", own.offset, "%s", own.text) : SOCVET_OK;
}

const socvet_reader extract_reader_feed = {"feed", "XML feed of jobs", "xml rss atom", sniff, read_feed, true};
