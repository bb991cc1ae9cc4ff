/* hash.c: hashes, from libraries that are kept well. */
#include "hash.h"

#include <nettle/sha2.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t base_hash64(socvet_str s)
{
    return XXH3_64bits(s.ptr ? s.ptr : "", s.len);
}

base_sha256 base_sha256_of(socvet_str s)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t raw[SHA256_DIGEST_SIZE];
    struct sha256_ctx ctx;
    base_sha256 out;

    sha256_init(&ctx);
    sha256_update(&ctx, s.len, (const uint8_t *)(s.ptr ? s.ptr : ""));
    sha256_digest(&ctx, sizeof raw, raw);
    for (int i = 0; i < SHA256_DIGEST_SIZE; i++) {
        out.hex[2 * i] = digits[raw[i] >> 4];
        out.hex[2 * i + 1] = digits[raw[i] & 15];
    }
    out.hex[64] = '\0';
    return out;
}
