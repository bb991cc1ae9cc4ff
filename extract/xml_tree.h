/* xml_tree.h: an XML part -> a small tree of what the office readers know. DOCTYPE is refused, so
 * that no entity can be declared; depth, elements and work are counted. Names are numbers
 * (xml_names.h); attributes of other names are dropped. */
#ifndef EXTRACT_XML_TREE_H
#define EXTRACT_XML_TREE_H
#include "extract_int.h"
#include "xml_names.h"

typedef struct {
    uint16_t name; /* xml_name; the namespace does not matter in the vocabularies we read */
    uint8_t ns;
    socvet_str value; /* NUL-terminated */
} xml_attr;

typedef struct xml_node xml_node;
struct xml_node {
    uint16_t name; /* xml_name; XN_text_node for text */
    uint8_t ns;    /* xml_ns */
    uint16_t n_attrs;
    const xml_attr *attrs;
    xml_node *child, *next;
    socvet_str text;
};

typedef struct {
    extract_builder *b;
    bool keep_blank; /* keep text that is only white space everywhere, not just in <t> */
    /* Elements of this name are handed over whole and then forgotten; the others make the tree. */
    xml_name each;
    bool (*on_each)(const xml_node *n, void *user); /* false stops reading */
    void *user;
} xml_tree_opts;

/* The tree lives in the document's arena; *root is NULL when not even a root element was read.
 * *damaged says that the part is not well formed and what stands in the tree was read before.
 * Expected: SOCVET_E_FORMAT (a DOCTYPE, nothing readable), SOCVET_E_LIMIT (depth, elements, work). */
socvet_status xml_tree_read(const xml_tree_opts *o, socvet_str bytes, const xml_node **root,
                            bool *damaged, socvet_err *err);

/* An attribute; {"", 0} when absent. */
socvet_str xml_attr_of(const xml_node *n, xml_name name);
bool xml_has_attr(const xml_node *n, xml_name name);
long xml_int_of(const xml_node *n, xml_name name, long otherwise);
/* The first child of that name; NULL is fine as n. */
const xml_node *xml_child(const xml_node *n, xml_name name);
const xml_node *xml_next_named(const xml_node *after, xml_name name); /* the next such sibling */
/* OOXML's on/off elements: present without a value is on. */
bool xml_is_on(const xml_node *n);
/* All text below, in order; depth is bounded by the parser's. */
void xml_text_of(const xml_node *n, base_buf *out);
bool xml_understands(socvet_str requires_prefixes);
#endif
