/* sketch.h: a sketch of a text, so that near duplicates are found without the text: one-permutation
 * minhash over shingles of words; for corpus/ alone. */
#ifndef CORPUS_SKETCH_H
#define CORPUS_SKETCH_H
#include "../base/base.h"

enum { CORPUS_SKETCH_BINS = 128, CORPUS_SKETCH_WORDS = 4 /* a shingle */,
       CORPUS_SKETCH_HEX = CORPUS_SKETCH_BINS * 2 };

/* Writes CORPUS_SKETCH_HEX digits and a NUL; false (and "") for a text too short to judge by. */
bool corpus_sketch_of(char *hex, socvet_str text);
/* False when it is none. */
bool corpus_sketch_read(uint8_t bins[CORPUS_SKETCH_BINS], socvet_str hex);
/* How alike the shingles of the two texts are (Jaccard), estimated: 0 to 1. */
double corpus_sketch_alike(const uint8_t *a, const uint8_t *b);
#endif
