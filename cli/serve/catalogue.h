/* catalogue.h: the pages about a run's database: each is made on standard output by a process of its own.
 * They work without scripts; queue.js makes the queue quicker. */
#ifndef CLI_SERVE_CATALOGUE_H
#define CLI_SERVE_CATALOGUE_H
#include "corpus/catalogue.h"
#include "serve.h"

typedef int serve_answer(const serve_rooms *rooms, const serve_form *form);
serve_answer serve_overview;                                 /* overview.c */
serve_answer serve_adverts, serve_advert, serve_adverts_csv; /* adverts.c */
serve_answer serve_review, serve_accept;                     /* review.c */
serve_answer serve_decided, serve_decisions_csv, serve_decide, serve_decide_json, serve_accept_all, serve_undo,
    serve_undo_json;                                         /* decided.c */

/* ---- put.c: words on standard output ---- */
void put(const char *z);
void put_text(socvet_str s); /* escaped */
void put_z(const char *z);   /* the same */
void put_count(uint64_t n);  /* "1,234" */
void put_percent(const char *z); /* as a part of an address */
void put_argument(const char *name, const char *value); /* "&amp;name=value", nothing when empty */
void put_filter(const socvet_catalogue_filter *f);      /* as arguments, escaped for HTML */
void put_filter_raw(const socvet_catalogue_filter *f);  /* as arguments of an address */
void put_hidden(const char *name, const char *value);   /* a hidden field, nothing when empty */
void put_filter_hidden(const socvet_catalogue_filter *f);
/* "2119 – Natural and social science professionals"; edition: "soc2020", may be empty. */
void put_code(const serve_rooms *rooms, socvet_str code, socvet_str edition);
/* What a rule says of an advert that breaks it; the example where its own words have gaps to fill. */
void put_rule(const serve_rooms *rooms, socvet_str rule, socvet_str example);
const char *band_words(socvet_str band);
void put_head(const char *title, const char *page); /* page: which of the links is this one */
void put_foot(void);
/* What the filter is, in words, with a link that takes it away. */
void put_filter_words(const serve_rooms *rooms, const socvet_catalogue_filter *f, const char *page);

/* ---- reading ---- */
/* What a row's printer knows. */
typedef struct {
    const serve_rooms *rooms;
    const socvet_catalogue_filter *filter;
    socvet_catalogue *c;
    const char *reviewer;
    uint64_t from, n; /* where the page begins; rows so far */
    bool any;
} serve_asker;
socvet_catalogue_filter serve_filter(const serve_form *f);
int64_t serve_number(const serve_form *f, const char *name, int64_t otherwise);
/* The first field of the first row as a number; 0 when it cannot be. */
uint64_t serve_ask_number(socvet_catalogue *c, socvet_question q, const socvet_catalogue_filter *f);
int64_t serve_to_number(socvet_str s);
double serve_to_share(socvet_str s); /* "0.4213" */
/* Opens the catalogue, or says why not and returns NULL. */
socvet_catalogue *serve_catalogue_open(const serve_rooms *rooms, bool to_write);
/* Asks; says what went wrong and returns false. */
bool serve_ask(socvet_catalogue *c, socvet_question q, const socvet_catalogue_filter *f, socvet_catalogue_row each, void *user);

/* ---- adverts.c ---- */
/* The evidence, codes and findings of one advert, as `review` and `advert` show them. */
void put_words_for(const serve_rooms *rooms, socvet_catalogue *c, int64_t id, bool choose);
#endif
