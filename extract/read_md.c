/* read_md.c: Markdown (CommonMark with tables) -> blocks, by md4c. HTML inside is read as such. */
#include <pthread.h>
#include <string.h>

#include <md4c.h>

#include "../base/door.h"
#include "../base/str.h"
#include "decode.h"
#include "html.h"
#include "readers.h"

typedef struct {
    extract_builder *b;
    base_buf html; /* of a raw HTML block */
    int lists, item; /* depth; whether an item is open */
    unsigned row, column;
    bool in_cell, raw, code;
} markdown;

/* md4c is loaded when the first Markdown is read: few runs read any. */
static struct {
    int (*parse)(const MD_CHAR *, MD_SIZE, const MD_PARSER *, void *);
} md4c;
static bool is_open;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void)
{
    is_open = base_door_open(SOCVET_LIBMD4C, "md_", (const char *const[]){"parse"}, 1, &md4c);
}

static int sniff(socvet_str bytes)
{
    return decode_looks_binary(bytes) ? 0 : 1; /* only its name tells it from text */
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    markdown *m = user;

    switch (type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        extract_end(m->b);
        m->lists++;
        m->item = 0;
        break;
    case MD_BLOCK_LI:
        extract_begin(m->b, SOCVET_BLOCK_LIST_ITEM, m->lists);
        m->item = 1;
        break;
    case MD_BLOCK_H:
        extract_begin(m->b, SOCVET_BLOCK_HEADING, (int)((MD_BLOCK_H_DETAIL *)detail)->level);
        break;
    case MD_BLOCK_P:
        if (m->item)
            extract_text(m->b, SOCVET_STR("\n"));
        else
            extract_begin(m->b, SOCVET_BLOCK_PARAGRAPH, 0);
        break;
    case MD_BLOCK_CODE:
        extract_begin(m->b, SOCVET_BLOCK_PARAGRAPH, 0);
        break;
    case MD_BLOCK_HTML:
        base_buf_reset(&m->html);
        m->raw = true;
        break;
    case MD_BLOCK_TABLE:
        extract_table_begin(m->b);
        m->row = 0;
        break;
    case MD_BLOCK_TR: m->column = 0; break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        extract_cell(m->b, m->row, m->column++, 1, 1, type == MD_BLOCK_TH);
        m->in_cell = true;
        break;
    default: break;
    }
    return !extract_step(m->b, 1);
}

static void put_html(markdown *m)
{
    htmlDocPtr doc = html_parse(base_buf_str(&m->html));

    if (doc && xmlDocGetRootElement(doc))
        html_walk(m->b, xmlDocGetRootElement(doc), false);
    if (doc)
        xmlFreeDoc(doc);
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    markdown *m = user;

    (void)detail;
    switch (type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        m->lists--;
        m->item = 0;
        extract_end(m->b);
        break;
    case MD_BLOCK_LI:
        m->item = 0;
        extract_end(m->b);
        break;
    case MD_BLOCK_P:
        if (m->item)
            extract_text(m->b, SOCVET_STR("\n"));
        else
            extract_end(m->b);
        break;
    case MD_BLOCK_HTML:
        m->raw = false;
        put_html(m);
        break;
    case MD_BLOCK_TABLE: extract_table_end(m->b); break;
    case MD_BLOCK_TR: m->row++; break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        extract_end(m->b);
        m->in_cell = false;
        break;
    case MD_BLOCK_H:
    case MD_BLOCK_CODE: extract_end(m->b); break;
    default: break;
    }
    return !extract_step(m->b, 1);
}

static int on_span(MD_SPANTYPE type, void *detail, void *user)
{
    (void)type;
    (void)detail;
    (void)user;
    return 0;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user)
{
    markdown *m = user;
    socvet_str s = {text, size};
    base_buf plain;

    if (m->raw) {
        base_buf_add(&m->html, s);
        return 0;
    }
    switch (type) {
    case MD_TEXT_BR: extract_text(m->b, SOCVET_STR("\n")); break;
    case MD_TEXT_SOFTBR: extract_text(m->b, SOCVET_STR(" ")); break;
    case MD_TEXT_HTML: /* an inline tag: only a break is text */
        if (base_str_starts_ci(s, SOCVET_STR("<br")))
            extract_text(m->b, SOCVET_STR("\n"));
        break;
    case MD_TEXT_ENTITY:
        base_buf_init(&plain, 0);
        html_unescape(s, true, &plain);
        extract_text(m->b, base_buf_str(&plain));
        base_buf_clear(&plain);
        break;
    case MD_TEXT_NULLCHAR: break;
    default: extract_text(m->b, s); break;
    }
    return !extract_step(m->b, 1);
}

static socvet_status read_md(extract_builder *b, socvet_str bytes, socvet_err *err)
{
    markdown m = {.b = b};
    base_buf text;
    MD_PARSER parser = {0, MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS, enter_block, leave_block,
                        on_span, on_span, on_text, NULL, NULL};

    pthread_once(&once, load);
    if (!is_open)
        return base_fail(err, SOCVET_E_UNSUPPORTED, "extract", SOCVET_NO_OFFSET,
                         "Markdown needs the library md4c, which is not installed");
    base_buf_init(&text, 0);
    base_buf_init(&m.html, 0);
    socvet_status s = extract_decode(b, bytes, (socvet_str){NULL, 0}, &text, err);
    if (!s && md4c.parse(text.ptr ? text.ptr : "", (MD_SIZE)text.len, &parser, &m) < 0)
        s = base_fail(err, SOCVET_E_NOMEM, "extract", SOCVET_NO_OFFSET, "memory ran out");
    extract_end(b);
    base_buf_clear(&m.html);
    base_buf_clear(&text);
    return s;
}

const socvet_reader extract_reader_md = {"md", "Markdown", "md markdown mkd", sniff, read_md, true};
