/* html_advert.c: the papers as they read, with headings, lists and tables; the words that a finding
 * is about are marked by an underline and its number, never by colour alone. */
#include "html.h"

/* The most severe shown finding that covers byte `at` (SIZE_MAX: none), and the next byte at which
 * the answer may change. */
static size_t covering(const html_page *p, uint32_t at, uint32_t *change)
{
    size_t best = SIZE_MAX;

    *change = UINT32_MAX;
    for (size_t i = 0; i < p->n_shown; i++)
        for (size_t k = 0; k < p->shown[i]->n_spans && !p->shown[i]->missing; k++) {
            socvet_span s = p->shown[i]->spans[k];
            bool inside = s.from <= at && at < s.to;
            if (inside && best == SIZE_MAX)
                best = i;
            uint32_t edge = inside ? s.to : s.from > at ? s.from : UINT32_MAX;
            if (s.to > s.from && edge < *change)
                *change = edge;
        }
    return best;
}

/* The numbers of the findings whose words end here, each a link to its finding; the first place of a
 * finding is the one it links back to. */
static void put_numbers(html_page *p, uint32_t end, uint32_t block_end)
{
    bool open = false;

    for (size_t i = 0; i < p->n_shown; i++)
        for (size_t k = 0; k < p->shown[i]->n_spans && !p->shown[i]->missing; k++) {
            socvet_span s = p->shown[i]->spans[k];
            bool ends = s.to > s.from && (s.to == end || (s.to > end && end == block_end && s.from < end));
            if (!ends)
                continue;
            if (!open)
                html_put(p, "<sup class=\"sv-refs\">");
            open = true;
            base_buf_printf(&p->out, "<a href=\"#f%zu\"", i + 1);
            if (k == 0)
                base_buf_printf(&p->out, " id=\"m%zu\"", i + 1);
            base_buf_printf(&p->out, " aria-label=\"Finding %zu: %s\">%zu</a> ", i + 1,
                            html_word(p->shown[i]), i + 1);
            break;
        }
    if (open) {
        p->out.len--; /* the last blank */
        html_put(p, "</sup>");
    }
}

static void put_marked(html_page *p, socvet_span span)
{
    socvet_str t = socvet_doc_text(p->r->doc);
    uint32_t at = span.from, change;

    while (at < span.to) {
        size_t i = covering(p, at, &change);
        uint32_t end = change < span.to ? change : span.to;
        if (i != SIZE_MAX)
            base_buf_printf(&p->out, "<mark class=\"%s\">", html_class(p->shown[i]));
        html_escaped(p, base_str_cut(t, (socvet_span){at, end}));
        if (i != SIZE_MAX)
            html_put(p, "</mark>");
        put_numbers(p, end, span.to);
        at = end;
    }
}

static void put_cell(html_page *p, const socvet_block *b, const socvet_block *before,
                     const socvet_block *after)
{
    const char *tag = b->flags & SOCVET_CELL_HEADER ? "th" : "td";

    if (!before || before->table != b->table)
        html_put(p, "<div class=\"sv-wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>");
    if (!before || before->table != b->table || before->row != b->row)
        html_put(p, "<tr>");
    base_buf_printf(&p->out, "<%s", tag);
    if (b->row_span > 1)
        base_buf_printf(&p->out, " rowspan=\"%u\"", b->row_span);
    if (b->column_span > 1)
        base_buf_printf(&p->out, " colspan=\"%u\"", b->column_span);
    html_put(p, ">");
    put_marked(p, b->span);
    base_buf_printf(&p->out, "</%s>", tag);
    if (!after || after->table != b->table || after->row != b->row)
        html_put(p, "</tr>");
    if (!after || after->table != b->table)
        html_put(p, "</table></div>\n");
}

/* A document's own heading stands below the section's: h3 for its first level, then h4. */
static void put_block(html_page *p, const socvet_block *b, const socvet_block *before,
                      const socvet_block *after)
{
    bool item = b->kind == SOCVET_BLOCK_LIST_ITEM;

    if (b->kind == SOCVET_BLOCK_CELL && b->table) {
        put_cell(p, b, before, after);
        return;
    }
    if (item && (!before || before->kind != SOCVET_BLOCK_LIST_ITEM))
        html_put(p, "<ul>\n");
    bool heading = b->kind == SOCVET_BLOCK_HEADING;
    const char *tag = item ? "li" : heading ? "h3" : "p";
    if (heading)
        base_buf_printf(&p->out, "<h3 class=\"level%u\">", b->level < 1 ? 1 : b->level > 3 ? 3 : b->level);
    else
        base_buf_printf(&p->out, "<%s>", tag);
    put_marked(p, b->span);
    base_buf_printf(&p->out, "</%s>\n", tag);
    if (item && (!after || after->kind != SOCVET_BLOCK_LIST_ITEM))
        html_put(p, "</ul>\n");
}

void html_advert(html_page *p)
{
    size_t n, n_parts;
    const socvet_block *b = socvet_doc_blocks(p->r->doc, &n);
    const socvet_doc_part *parts = socvet_doc_parts(p->r->doc, &n_parts);

    html_put(p, "<section class=\"sv-papers\" id=\"papers\" aria-labelledby=\"papers-h\">"
                "<h2 id=\"papers-h\">The papers, as they read</h2>\n");
    if (p->opts->for_page)
        html_put(p, "<p class=\"sv-needs-script\" hidden><button type=\"button\" data-edit>Edit this text and check again</button></p>\n");
    for (size_t i = 0; i < n; i++) {
        bool first = i == 0 || b[i - 1].document != b[i].document;
        bool last = i + 1 == n || b[i + 1].document != b[i].document;
        if (first && b[i].document < n_parts) {
            html_put(p, "<div class=\"sv-paper\"><p class=\"sv-file\">");
            html_escaped(p, parts[b[i].document].name);
            html_put(p, "</p>\n");
        }
        put_block(p, &b[i], first ? NULL : &b[i - 1], last ? NULL : &b[i + 1]);
        if (last)
            html_put(p, "</div>\n");
    }
    html_put(p, "</section>\n");
}
