/* office.h: an Open Packaging document (Word, Excel): its parts by relationship, zipped or flat,
 * and what Word and Excel share: symbol fonts, charts, diagrams. */
#ifndef EXTRACT_OFFICE_H
#define EXTRACT_OFFICE_H
#include "package.h"
#include "xml_tree.h"

typedef struct {
    extract_builder *b;
    extract_package *package; /* NULL: flat */
    const xml_node *flat;     /* <pkg:package> */
    bool damaged;             /* a part was not well formed; what could be read was */
} office;

typedef struct {
    socvet_str id, type; /* the last piece of the type's address: "header" */
    socvet_str target;   /* name of the part, NUL-terminated; as written when external */
    bool external;
} office_rel;

/* Expected: SOCVET_E_ENCRYPTED, SOCVET_E_FORMAT, SOCVET_E_LIMIT. */
socvet_status office_open(office *o, extract_builder *b, socvet_str bytes, socvet_err *err);
void office_close(office *o); /* says so when something was damaged */
bool office_has(const office *o, const char *part);
socvet_status office_tree(office *o, const char *part, const xml_node **root, socvet_err *err);
socvet_status office_bytes(office *o, const char *part, base_buf *out, socvet_err *err);
/* Relationships of a part ("" for the package); none when they are missing or damaged. */
size_t office_rels(office *o, const char *part, const office_rel **out);
const office_rel *office_rel_of_type(const office_rel *r, size_t n, const char *type);
const office_rel *office_rel_of_id(const office_rel *r, size_t n, socvet_str id);
/* The main part, by relationship, else by content type (`word` is a piece of it), else `name`. */
socvet_status office_main(office *o, const char *word, const char *name, socvet_str *part,
                          socvet_err *err);

/* A character of a symbol font as what a reader sees: a tick, a cross, a bullet, a box. */
void office_symbol(base_buf *out, socvet_str font, uint32_t code);
bool office_symbol_font(socvet_str font);
/* Text in which private-use characters are mapped; all of it when the font is a symbol font. */
void office_add_text(base_buf *out, socvet_str text, socvet_str font);
/* A chart part: title, and its categories and series as a grid; a diagram part: a line a node. */
void office_chart(office *o, const xml_node *chart);
void office_diagram(const xml_node *data, base_buf *lines);
#endif
