/* extract.h: bytes -> a document of blocks over one UTF-8 text.
 *
 * A socvet_doc is one vacancy: one file, or several (advert + job description + person
 * specification) whose texts stand one after the other, joined by a blank line. Every span in
 * socvet points into socvet_doc_text(). Hidden text never enters the text: it is a notice. */
#ifndef SOCVET_EXTRACT_H
#define SOCVET_EXTRACT_H

#include "../base/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct socvet_doc socvet_doc;

typedef enum {
    SOCVET_BLOCK_PARAGRAPH,
    SOCVET_BLOCK_HEADING,   /* level 1..9 */
    SOCVET_BLOCK_LIST_ITEM, /* level 1.. is the nesting */
    SOCVET_BLOCK_CELL       /* of a data table: table, row, column, row_span, column_span */
} socvet_block_kind;

typedef enum {
    SOCVET_REGION_BODY,
    SOCVET_REGION_HEADER,   /* page header, once */
    SOCVET_REGION_FOOTER,   /* page footer, once */
    SOCVET_REGION_NOTE,     /* foot- and endnotes */
    SOCVET_REGION_COMMENT,  /* reviewers' comments */
    SOCVET_REGION_META,     /* structured data, mail headers, properties */
    SOCVET_REGION_CHROME    /* navigation, cookie bars, similar jobs: not the advert */
} socvet_region;

/* What a block is about; set from headings and wording by the section pass (facts.h). */
typedef enum {
    SOCVET_SECTION_UNKNOWN,
    SOCVET_SECTION_SUMMARY, /* title, key facts, opening lines */
    SOCVET_SECTION_DUTIES,
    SOCVET_SECTION_ESSENTIAL,
    SOCVET_SECTION_DESIRABLE,
    SOCVET_SECTION_PERSON,  /* person specification, need not said */
    SOCVET_SECTION_BENEFITS,
    SOCVET_SECTION_EMPLOYER,
    SOCVET_SECTION_APPLY,
    SOCVET_SECTION_EQUALITY
} socvet_section;

enum { SOCVET_CELL_HEADER = 1 /* a header cell */, SOCVET_BLOCK_FROM_JSONLD = 2 };

typedef struct {
    uint8_t kind;    /* socvet_block_kind */
    uint8_t region;  /* socvet_region */
    uint8_t level;
    uint8_t section; /* socvet_section */
    uint8_t flags;
    uint8_t document; /* index into socvet_doc_part */
    socvet_span span; /* without the separators around it */
    uint32_t page;    /* 1-based; 0 where pages are not known */
    uint32_t paragraph; /* 1-based ordinal of the block in its document */
    uint32_t source_line, source_column; /* 1-based place in the source file; 0 when zipped/paged */
    uint32_t table;   /* 1-based number of the table in the document; 0: not in a table */
    uint16_t row, column, row_span, column_span; /* 0-based; a merged cell owns every slot */
} socvet_block;

/* Things about the document that are no text of it. */
typedef enum {
    SOCVET_NOTICE_TRACKED_CHANGES, /* read as if accepted */
    SOCVET_NOTICE_PLACEHOLDER,     /* an unfilled form control; text: what it says */
    SOCVET_NOTICE_HIDDEN_TEXT,     /* text: what was hidden */
    SOCVET_NOTICE_ENCODING,        /* decoded as something else than declared, mojibake undone */
    SOCVET_NOTICE_SALVAGED,        /* damaged input, part of it read */
    SOCVET_NOTICE_TRUNCATED,       /* a limit cut the text */
    SOCVET_NOTICE_STRUCTURED_DATA, /* JobPosting data: text is its normalised JSON */
    SOCVET_NOTICE_SKIPPED,         /* an attachment or part that was not read, and why */
    SOCVET_NOTICE_MAIL,            /* who wrote to whom and when: "From: ", "To: ", ... lines */
    SOCVET_NOTICE_ATTACHMENT       /* what follows `block` is of the attachment of this name */
} socvet_notice_kind;

typedef struct {
    uint8_t kind; /* socvet_notice_kind */
    uint8_t document;
    uint32_t block; /* nearest block, index into socvet_doc_blocks */
    socvet_str text; /* UTF-8, owned by the document */
} socvet_notice;

typedef struct {
    socvet_str name;   /* as given */
    socvet_str format; /* "docx", "html", ... the reader that read it */
    char sha256[65];   /* of the source bytes, lower-case hex */
    socvet_span span;  /* its share of the text */
    bool isolated;     /* read in a process of its own */
    int32_t sent_date; /* days; a mail's Date header; INT32_MIN when none */
} socvet_doc_part;

typedef struct {
    const char *name;   /* file name: for the sniffer and messages; NULL: none */
    const char *format; /* force a reader ("txt", "docx", ...); NULL: by content, then name */
    bool main_only;     /* HTML: drop chrome (navigation, cookie bars, similar jobs) */
    bool keep_comments; /* comments as blocks of region COMMENT */
    bool isolate;       /* read in a forked process under rlimits; a crash is SOCVET_E_CRASH */
    size_t max_bytes;   /* of input; 0: 64 MiB */
    size_t max_text;    /* of text made; 0: 32 MiB */
} socvet_read_opts;

/* An empty vacancy; documents are added to it. NULL when memory ran out. */
SOCVET_API socvet_doc *socvet_doc_new(void);
SOCVET_API void socvet_doc_free(socvet_doc *doc); /* NULL is fine */
SOCVET_API void socvet_doc_reset(socvet_doc *doc); /* empty again, memory kept */

/* Reads one document from memory and adds it; `bytes` is borrowed for this call. On failure the
 * vacancy is as before and *err says what and where. opts may be NULL.
 * Expected: SOCVET_E_FORMAT, _UNSUPPORTED, _LIMIT, _ENCRYPTED, _EMPTY, _CRASH (with isolate). */
SOCVET_API socvet_status socvet_doc_add(socvet_doc *doc, socvet_str bytes,
                                        const socvet_read_opts *opts, socvet_err *err);
/* The same from a path, or "-" for standard input. Expected besides: SOCVET_E_IO. */
SOCVET_API socvet_status socvet_doc_add_file(socvet_doc *doc, const char *path,
                                             const socvet_read_opts *opts, socvet_err *err);
/* The line protocol: plain text, never sniffed: title, blank line, text. */
SOCVET_API socvet_status socvet_doc_add_plain(socvet_doc *doc, socvet_str title, socvet_str text,
                                              socvet_err *err);

/* Masks names, e-mail addresses and telephone numbers of contacts in the text and the notices, byte for
 * byte (letters X, digits #): before facts are read. One redactor a thread. Expected: SOCVET_E_NOMEM. */
typedef struct socvet_redactor socvet_redactor;
SOCVET_API socvet_redactor *socvet_redactor_new(socvet_err *err);
SOCVET_API void socvet_redactor_free(socvet_redactor *redactor);
SOCVET_API socvet_status socvet_doc_redact(socvet_doc *doc, socvet_redactor *redactor, socvet_err *err);

SOCVET_API socvet_str socvet_doc_text(const socvet_doc *doc);
SOCVET_API const socvet_block *socvet_doc_blocks(const socvet_doc *doc, size_t *count);
SOCVET_API const socvet_notice *socvet_doc_notices(const socvet_doc *doc, size_t *count);
SOCVET_API const socvet_doc_part *socvet_doc_parts(const socvet_doc *doc, size_t *count);
/* Index of the block that holds byte `at`, or of the last before it; SIZE_MAX when there is none. */
SOCVET_API size_t socvet_doc_block_at(const socvet_doc *doc, uint32_t at);
/* 1-based line and column (in characters) of byte `at` in the text. */
SOCVET_API void socvet_doc_line_at(const socvet_doc *doc, uint32_t at, uint32_t *line,
                                   uint32_t *column);

/* A remark on words of a document. */
typedef struct {
    socvet_span span;   /* of the document's text; {0, 0}: on the document as a whole */
    socvet_str heading, body; /* lines; the heading is set in bold */
} socvet_comment;

/* The same Word document (`bytes`, which was read as document number `document` of the vacancy) with
 * comments on its words and nothing else changed. *out is the caller's; give it back with
 * socvet_bytes_free. Expected: SOCVET_E_FORMAT, SOCVET_E_EMPTY, SOCVET_E_UNSUPPORTED. */
SOCVET_API socvet_status socvet_docx_comment(socvet_str *out, socvet_str bytes, const socvet_doc *doc,
                                             size_t document, const socvet_comment *comments, size_t n,
                                             socvet_err *err);
SOCVET_API void socvet_bytes_free(socvet_str bytes);

/* The table of readers, for help pages: name and what it reads; NULL past the last. */
SOCVET_API const char *socvet_reader_name(size_t index, const char **description);

#ifdef __cplusplus
}
#endif
#endif
