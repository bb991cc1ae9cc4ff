/* odt.h: what the files of the OpenDocument text reader share. */
#ifndef EXTRACT_ODT_H
#define EXTRACT_ODT_H
#include "package.h"
#include "xml_tree.h"

enum { ODT_LEVELS = 10 };

typedef struct {
    socvet_str name, parent, list;
    int8_t hidden, bold; /* 1, 0, -1: not said */
    bool title;          /* named Title or Subtitle */
    bool automatic;      /* of the part that is being read; else common to all */
    uint8_t part;        /* 0: content.xml, 1: styles.xml; automatic styles are each part's own */
} odt_style;

typedef struct {
    bool numbered;
    char format; /* '1', 'a', 'A', 'i', 'I'; 0: none */
    socvet_str prefix, suffix;
    long start;
    int display; /* levels shown */
} odt_level;

typedef struct {
    socvet_str name;
    uint8_t part;
    bool automatic;
    odt_level level[ODT_LEVELS];
} odt_list;

typedef struct {
    const odt_list *list;
    long count[ODT_LEVELS];
} odt_counter;

typedef struct {
    extract_builder *b;
    extract_package *package; /* NULL: flat */
    odt_style *styles;
    odt_list *lists;
    size_t n_styles, cap_styles, n_lists, cap_lists;
    odt_list outline;
    long outline_count[ODT_LEVELS];
    uint8_t part;
    base_buf hidden, line, *cell;
    const xml_node **notes;
    size_t n_notes, cap_notes;
    odt_counter counter; /* of the list that is open */
    odt_counter last[8]; /* lists that ended, for those that go on */
    int n_last;
    int list_depth, item_state; /* 1: the item's first paragraph is to come; 2: it came */
    bool header_item;           /* a text:list-header */
    int depth;
    bool damaged;
} odt;

void odt_read_styles(odt *d, const xml_node *root, uint8_t part);
const odt_style *odt_find_style(const odt *d, socvet_str name);
const odt_list *odt_find_list(const odt *d, socvet_str name);
/* Counts one item of the open list and writes its number and a blank. */
void odt_number(const odt_list *list, long *count, int level, base_buf *out);

void odt_walk(odt *d, const xml_node *parent);
void odt_table(odt *d, const xml_node *table); /* odt_table.c */
/* A part of the package as a tree; NULL when it cannot be read. */
const xml_node *odt_part(odt *d, const char *name, socvet_err *err);
#endif
