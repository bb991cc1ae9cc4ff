/* review_int.h: the queue of what a person should look at: review.c gathers and orders it,
 * review_table.c prints it; for corpus/ alone. */
#ifndef CORPUS_REVIEW_INT_H
#define CORPUS_REVIEW_INT_H
#include "../base/arena.h"
#include "corpus.h"

/* Records of one title with one answer; or one record that has no title of its own. */
typedef struct {
    uint64_t key, title_key;
    size_t order, turn; /* as met; 0 for the most valuable of its title */
    bool by_title;
    uint64_t records, disagree, abstained;
    double value, probability, margin; /* sums over the records */
    socvet_str title, id, hash, code, code_title, second, third, old_code, words, excerpt;
} corpus_item;

typedef struct {
    base_arena *arena, *scratch;
    corpus_item *items;
    size_t n, cap, n_buckets;
    size_t *buckets; /* by key: index + 1 */
} corpus_queue;

socvet_status corpus_queue_read(corpus_queue *q, const socvet_dict *dict, const char *run,
                                socvet_err *err);
void corpus_queue_sort(corpus_queue *q);
void corpus_queue_clear(corpus_queue *q);
#endif
