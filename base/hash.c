/* hash.c: hashes, from libraries that are kept well. */
#include "hash.h"

#include <sha256.h>
#include <sys/types.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t base_hash64(socvet_str s)
{
    return XXH3_64bits(s.ptr ? s.ptr : "", s.len);
}

base_sha256 base_sha256_of(socvet_str s)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t raw[SHA256_DIGEST_LENGTH];
    SHA256_CTX ctx;
    base_sha256 out;

    SHA256Init(&ctx);
    SHA256Update(&ctx, (const uint8_t *)(s.ptr ? s.ptr : ""), s.len);
    SHA256Final(raw, &ctx);
    for (int i = 0; i < SHA256_DIGEST_LENGTH; i++) {
        out.hex[2 * i] = digits[raw[i] >> 4];
        out.hex[2 * i + 1] = digits[raw[i] & 15];
    }
    out.hex[64] = '\0';
    return out;
}
