/* hash.h: xxHash for tables, nettle's SHA-256 for names that must last. */
#ifndef BASE_HASH_H
#define BASE_HASH_H
#include "base.h"

uint64_t base_hash64(socvet_str s); /* XXH3; the same on every machine */

typedef struct {
    char hex[65];
} base_sha256;
base_sha256 base_sha256_of(socvet_str s);
#endif
