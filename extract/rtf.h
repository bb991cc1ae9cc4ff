/* rtf.h: tokens of RTF and the meaning of its words; for read_rtf.c and rtf_*.c alone. */
#ifndef EXTRACT_RTF_H
#define EXTRACT_RTF_H
#include "codepage.h"
#include "flow.h"

typedef enum {
    RTF_END,
    RTF_OPEN,
    RTF_CLOSE,
    RTF_WORD,   /* text: the word; has_value, value */
    RTF_SYMBOL, /* text: one character after "\" */
    RTF_HEX,    /* value: a byte */
    RTF_TEXT    /* text: a run of bytes, without line ends */
} rtf_kind;

typedef struct {
    rtf_kind kind;
    socvet_str text;
    bool has_value;
    int32_t value;
} rtf_token;

typedef struct {
    socvet_str bytes;
    size_t at;
} rtf_lexer;

rtf_token rtf_next(rtf_lexer *x);
void rtf_skip_bytes(rtf_lexer *x, size_t n); /* of \bin */

/* What a control word is about. */
typedef enum {
    RTF_NOTHING,
    /* destinations: what is inside them is ... */
    RTF_D_SKIP, RTF_D_BODY, RTF_D_FONTS, RTF_D_STYLES, RTF_D_HEADER, RTF_D_FOOTER, RTF_D_NOTE,
    RTF_D_COMMENT, RTF_D_LIST, RTF_D_SHAPE, RTF_D_UPR, RTF_D_UD, RTF_D_HTMLTAG, RTF_D_DROPPED,
    /* characters and marks */
    RTF_CHAR, RTF_PAR, RTF_LINE, RTF_TAB, RTF_CELL, RTF_ROW, RTF_NEST_CELL, RTF_NEST_ROW,
    RTF_PAGE,
    /* properties */
    RTF_PARD, RTF_PLAIN, RTF_HIDDEN, RTF_DELETED, RTF_INSERTED, RTF_IN_TABLE, RTF_DEPTH, RTF_STYLE,
    RTF_OUTLINE, RTF_LS, RTF_ILVL, RTF_FONT, RTF_CHARSET, RTF_CPG, RTF_DEFAULT_FONT, RTF_UC,
    RTF_UNICODE, RTF_BIN, RTF_ANSICPG, RTF_MAC, RTF_PC, RTF_PCA, RTF_FROM_HTML, RTF_HTML_RTF,
    RTF_ROW_DEFAULTS, RTF_ROW_HEADER, RTF_CELLX, RTF_V_FIRST, RTF_V_MERGE, RTF_H_FIRST, RTF_H_MERGE
} rtf_meaning;

rtf_meaning rtf_meaning_of(socvet_str word, uint32_t *character);

/* ---- what is known while reading ---- */

enum { RTF_FONT_MOST = 32768, RTF_STYLE_MOST = 4096, RTF_STORIES = 4, RTF_GROUPS_MOST = 10000 };

typedef enum {
    RTF_TO_BODY,
    RTF_TO_NOWHERE,
    RTF_TO_DROPPED, /* nowhere, but a text box inside it is read */
    RTF_TO_FONTS,
    RTF_TO_STYLES,
    RTF_TO_LIST,
    RTF_TO_UPR,
    RTF_TO_HTML
} rtf_target;

typedef struct {
    uint8_t target; /* rtf_target */
    bool hidden, deleted, in_table, html_off, nested_row, symbol_star, began, upr_live;
    bool story; /* one was opened by this group */
    uint8_t uc, heading, style_heading, ilvl;
    uint16_t depth, font, list;
} rtf_state;

typedef struct {
    flow_edge edges[FLOW_CELLS];
    size_t n;
    flow_edge next;
    bool header;
} rtf_row;

typedef struct {
    flow_story flow;
    rtf_meaning what; /* RTF_D_HEADER, ... */
    base_buf marker;  /* of a list item */
    rtf_row row, inner;
    bool listed;      /* a marker was given */
} rtf_story;

typedef struct {
    extract_builder *b;
    rtf_lexer lexer;
    rtf_state *groups, now;
    size_t n_groups, cap_groups;
    rtf_story *stories[RTF_STORIES];
    size_t n_stories;
    flow_story headers, footers, notes, comments;
    base_buf raw, style_name, hidden, html, seen;
    codepage pages;
    uint16_t *fonts;   /* code page of each; 0: the document's */
    uint8_t *headings; /* level of each style */
    unsigned page, default_font, font, style, skip;
    uint32_t surrogate;
    bool is_html, tracked, failed, too_deep;
} rtf;

bool rtf_open_story(rtf *r, rtf_meaning what);
void rtf_close_story(rtf *r);
void rtf_bytes(rtf *r, socvet_str bytes); /* of the font's code page */
void rtf_character(rtf *r, uint32_t cp);
void rtf_flush(rtf *r);                   /* decodes what waits */
void rtf_end_paragraph(rtf *r);
void rtf_end_cell(rtf *r, bool nested);
void rtf_end_row(rtf *r, bool nested);
#endif
