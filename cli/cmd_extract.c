/* cmd_extract.c: the text of documents, as every other command reads it. */
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "cli.h"

#define AT(field) offsetof(cli_values, field)
static const cli_option options[] = {
    {"format", CLI_TEXT, AT(format), "NAME", "read the input as this format"},
    {"main", CLI_FLAG, AT(main_only), NULL, "web pages: leave out navigation and other jobs"},
    {"comments", CLI_FLAG, AT(comments), NULL, "Word, OpenDocument, RTF, PDF: reviewers' comments too, after the text"},
    {"redact", CLI_FLAG, AT(redact), NULL, "mask names, e-mail addresses and telephone numbers of contacts"},
    {"json", CLI_FLAG, AT(json), NULL, "print blocks, places, notices and facts as JSON"},
    {"as", CLI_CHOICE, AT(as), "text|markdown", "how to print the text"},
    {"formats", CLI_FLAG, AT(list_formats), NULL, "list the formats that can be read"},
    {"no-isolation", CLI_FLAG, AT(no_isolation), NULL, "read documents in this process"},
    {0}};

static const char *const kinds[] = {"paragraph", "heading", "list_item", "cell"};
static const char *const regions[] = {"body", "header", "footer", "note", "comment", "meta", "chrome"};
static const char *const sections[] = {"unknown", "summary", "duties", "essential", "desirable", "person",
                                       "benefits", "employer", "apply", "equality"};
static const char *const notices[] = {"tracked_changes", "placeholder", "hidden_text", "encoding",
                                      "salvaged", "truncated", "structured_data", "skipped",
                                      "mail", "attachment"};

static void put_blocks(base_json_writer *w, const socvet_doc *doc)
{
    size_t n;
    const socvet_block *b = socvet_doc_blocks(doc, &n);

    base_json_key(w, "blocks");
    base_json_open(w, '[');
    for (size_t i = 0; i < n; i++) {
        base_json_open(w, '{');
        base_json_kz(w, "kind", kinds[b[i].kind % 4]);
        base_json_kz(w, "region", regions[b[i].region % 7]);
        base_json_kz(w, "section", sections[b[i].section % 10]);
        base_json_kint(w, "level", b[i].level);
        base_json_key(w, "span");
        base_json_span(w, b[i].span);
        base_json_kint(w, "document", b[i].document);
        base_json_kint(w, "page", b[i].page);
        base_json_kint(w, "paragraph", b[i].paragraph);
        if (b[i].table) {
            base_json_kint(w, "table", b[i].table);
            base_json_kint(w, "row", b[i].row);
            base_json_kint(w, "column", b[i].column);
            base_json_kint(w, "row_span", b[i].row_span);
            base_json_kint(w, "column_span", b[i].column_span);
            base_json_kbool(w, "header", b[i].flags & SOCVET_CELL_HEADER);
        }
        base_json_close(w, '}');
    }
    base_json_close(w, ']');
}

static void put_notices(base_json_writer *w, const socvet_doc *doc)
{
    size_t n;
    const socvet_notice *x = socvet_doc_notices(doc, &n);

    base_json_key(w, "notices");
    base_json_open(w, '[');
    for (size_t i = 0; i < n; i++) {
        base_json_open(w, '{');
        base_json_kz(w, "kind", notices[x[i].kind % 10]);
        base_json_kint(w, "block", x[i].block);
        base_json_kstr(w, "text", x[i].text);
        base_json_close(w, '}');
    }
    base_json_close(w, ']');
}

static bool to_buffer(socvet_str bytes, void *user)
{
    base_buf_add(user, bytes);
    return true;
}

/* Facts (and with them the blocks' sections); null when memory ran out. */
static void read_facts(base_buf *json, socvet_doc *doc)
{
    socvet_facts_scratch *scratch = socvet_facts_scratch_new(NULL);
    socvet_record r = {.doc = doc, .as_of = INT32_MIN};

    if (!scratch || socvet_facts_read(&r.facts, doc, NULL, scratch, NULL))
        r.facts = NULL;
    socvet_report_facts(&r, to_buffer, json, NULL);
    socvet_facts_scratch_free(scratch);
}

static void print_json(socvet_doc *doc, const char *name)
{
    base_buf out, facts;
    base_json_writer w;

    base_buf_init(&out, 0);
    base_buf_init(&facts, 0);
    read_facts(&facts, doc);
    base_json_init(&w, &out);
    base_json_open(&w, '{');
    base_json_kint(&w, "schema", 1);
    base_json_kz(&w, "id", name);
    base_json_kstr(&w, "text", socvet_doc_text(doc));
    put_blocks(&w, doc);
    put_notices(&w, doc);
    base_json_key(&w, "facts");
    base_json_raw(&w, base_buf_str(&facts));
    base_json_close(&w, '}');
    base_buf_add_char(&out, '\n');
    cli_stdout_sink(base_buf_str(&out), NULL);
    base_buf_clear(&out);
    base_buf_clear(&facts);
}

static void print_cell(socvet_str t, const socvet_block *b)
{
    for (uint32_t k = b->span.from; k < b->span.to; k++)
        fputs(t.ptr[k] == '\n' ? "<br>" : t.ptr[k] == '|' ? "\\|" : (char[]){t.ptr[k], 0}, stdout);
}

/* Markdown: headings, bullets and pipe tables, for people. */
static void print_markdown(const socvet_doc *doc)
{
    size_t n;
    const socvet_block *b = socvet_doc_blocks(doc, &n);
    socvet_str t = socvet_doc_text(doc);

    for (size_t i = 0; i < n; i++) {
        socvet_str s = base_str_cut(t, b[i].span);
        if (b[i].kind == SOCVET_BLOCK_HEADING)
            printf("%.*s %.*s\n\n", b[i].level ? b[i].level > 6 ? 6 : b[i].level : 1, "######",
                   SOCVET_ARG(s));
        else if (b[i].kind == SOCVET_BLOCK_LIST_ITEM)
            printf("%*s- %.*s\n%s", b[i].level > 1 ? (b[i].level - 1) * 2 : 0, "", SOCVET_ARG(s),
                   i + 1 < n && b[i + 1].kind == SOCVET_BLOCK_LIST_ITEM ? "" : "\n");
        else if (b[i].kind == SOCVET_BLOCK_CELL) {
            bool first_in_row = i == 0 || b[i - 1].table != b[i].table || b[i - 1].row != b[i].row;
            bool last_in_row = i + 1 == n || b[i + 1].table != b[i].table || b[i + 1].row != b[i].row;
            fputs(first_in_row ? "| " : " | ", stdout);
            print_cell(t, &b[i]);
            if (last_in_row)
                fputs(" |\n", stdout);
            if (last_in_row && b[i].row == 0) {
                for (unsigned c = 0; c < b[i].column + (unsigned)b[i].column_span; c++)
                    fputs("|---", stdout);
                fputs("|\n", stdout);
            }
            if (i + 1 == n || b[i + 1].table != b[i].table)
                putchar('\n');
        } else
            printf("%.*s\n\n", SOCVET_ARG(s));
    }
}

static int one_file(cli_values *v, const char *path)
{
    socvet_doc *doc = socvet_doc_new();
    cli_values one = *v;
    int rc = CLI_OK;

    if (!doc)
        return cli_fail("memory ran out");
    one.files[0] = path;
    one.n_files = 1;
    if (cli_read_files(doc, &one, &rc)) {
        socvet_str t = socvet_doc_text(doc);
        if (v->json)
            print_json(doc, path);
        else if (v->as && strcmp(v->as, "markdown") == 0)
            print_markdown(doc);
        else
            printf("%.*s\n", SOCVET_ARG(t));
    }
    socvet_doc_free(doc);
    return rc;
}

static int run(cli_values *v)
{
    const char *what;
    int rc = CLI_OK;

    for (size_t i = 0; v->list_formats && socvet_reader_name(i, &what); i++)
        printf("%-12s %s\n", socvet_reader_name(i, &what), what);
    if (v->list_formats)
        return CLI_OK;
    if (v->n_files == 0)
        return cli_fail("name a file, or - for standard input");
    for (size_t i = 0; i < v->n_files; i++) {
        int one = one_file(v, v->files[i]);
        rc = one > rc ? one : rc;
    }
    return rc;
}

const cli_command cli_extract = {"extract", "[options] FILE...",
                                 "Prints the text of documents, with its structure.", options, run};
