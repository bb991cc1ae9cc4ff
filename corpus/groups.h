/* groups.h: what `group` found, looked up by a row's hash; for corpus/ alone. */
#ifndef CORPUS_GROUPS_H
#define CORPUS_GROUPS_H
#include "row.h"

typedef struct {
    uint64_t hash;
    uint64_t vacancy;          /* the first row of its vacancy */
    socvet_str media;          /* of all its adverts, comma separated */
    int32_t other_stage_days;  /* length of the longest other run of the advert; 0: none */
    bool repost;
} corpus_member;

/* NULL: the row stands in no group. */
const corpus_member *corpus_member_of(const socvet_groups *g, const char *row_hash);
#endif
