/* cfb_build.h: makes a small compound file in memory, for tests of what reads them. Entries are a
 * list in each storage; streams below 4096 bytes are small ones, as in real files. */
#ifndef TESTS_CFB_BUILD_H
#define TESTS_CFB_BUILD_H
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CB_SECTOR = 512, CB_MINI = 64, CB_CUTOFF = 4096, CB_MOST = 64, CB_SECTORS = 120 };

typedef struct {
    const char *name; /* ASCII */
    int parent;       /* index into the list, -1: the root */
    const void *data; /* NULL: a storage */
    size_t len;
} cb_entry;

typedef struct {
    unsigned char *p;
    size_t n_sectors;
    uint32_t fat[CB_SECTORS];
} cb_file;

static inline void cb_put(unsigned char *p, uint32_t v, int bytes)
{
    for (int i = 0; i < bytes; i++)
        p[i] = (unsigned char)(v >> 8 * i);
}

static inline unsigned char *cb_at(cb_file *f, size_t sector)
{
    return f->p + (sector + 1) * CB_SECTOR;
}

/* Copies the bytes into new sectors, chained; the number of the first. */
static inline uint32_t cb_store(cb_file *f, const void *data, size_t len)
{
    uint32_t first = (uint32_t)f->n_sectors;
    size_t n = (len + CB_SECTOR - 1) / CB_SECTOR;

    if (!n || f->n_sectors + n > CB_SECTORS)
        return 0xFFFFFFFE;
    memcpy(cb_at(f, first), data, len);
    for (size_t i = 0; i < n; i++, f->n_sectors++)
        f->fat[first + i] = i + 1 < n ? first + (uint32_t)i + 1 : 0xFFFFFFFE;
    return first;
}

static inline void cb_dir_entry(unsigned char *p, const char *name, int kind, uint32_t start, size_t size)
{
    size_t n = strlen(name);

    for (size_t i = 0; i < n; i++)
        p[i * 2] = (unsigned char)name[i];
    cb_put(p + 64, (uint32_t)(n + 1) * 2, 2);
    p[66] = (unsigned char)kind;
    p[67] = 1;
    cb_put(p + 68, 0xFFFFFFFF, 4);
    cb_put(p + 72, 0xFFFFFFFF, 4);
    cb_put(p + 76, 0xFFFFFFFF, 4);
    cb_put(p + 116, start, 4);
    cb_put(p + 120, (uint32_t)size, 4);
}

/* The whole file; free() it. Layout: sector 0 the table, then the rest. */
static inline unsigned char *cb_build(const cb_entry *e, int n, size_t *len)
{
    static unsigned char dir[(CB_MOST + 1) * 128], mini[CB_SECTORS * CB_SECTOR];
    static unsigned char mini_fat[CB_SECTOR];
    cb_file f = {calloc(CB_SECTORS + 1, CB_SECTOR), 1, {0xFFFFFFFD}};
    size_t n_mini = 0, dir_len = ((size_t)n + 1) * 128;
    int last[CB_MOST + 1];

    memset(dir, 0, sizeof dir);
    memset(mini, 0, sizeof mini);
    memset(mini_fat, 0xFF, sizeof mini_fat);
    memset(last, 0, sizeof last);
    for (int i = 0; i < n; i++) {
        uint32_t start = 0;
        if (e[i].data && e[i].len < CB_CUTOFF) {
            size_t k = (e[i].len + CB_MINI - 1) / CB_MINI;
            start = k ? (uint32_t)n_mini : 0xFFFFFFFE;
            memcpy(mini + n_mini * CB_MINI, e[i].data, e[i].len);
            for (size_t j = 0; j < k; j++, n_mini++)
                cb_put(mini_fat + n_mini * 4, j + 1 < k ? (uint32_t)n_mini + 1 : 0xFFFFFFFE, 4);
        } else if (e[i].data) {
            start = cb_store(&f, e[i].data, e[i].len);
        }
        cb_dir_entry(dir + (i + 1) * 128, e[i].name, e[i].data ? 2 : 1, start, e[i].data ? e[i].len : 0);
        int parent = e[i].parent + 1;
        if (last[parent]) /* each one the right neighbour of the one before */
            cb_put(dir + last[parent] * 128 + 72, (uint32_t)i + 1, 4);
        else
            cb_put(dir + parent * 128 + 76, (uint32_t)i + 1, 4);
        last[parent] = i + 1;
    }
    uint32_t child = (uint32_t)dir[76] | (uint32_t)dir[77] << 8;
    uint32_t root = n_mini ? cb_store(&f, mini, n_mini * CB_MINI) : 0xFFFFFFFE;
    cb_dir_entry(dir, "Root Entry", 5, root, n_mini * CB_MINI);
    cb_put(dir + 76, n ? child : 0xFFFFFFFF, 4);
    uint32_t mini_at = n_mini ? cb_store(&f, mini_fat, sizeof mini_fat) : 0xFFFFFFFE;
    uint32_t dir_at = cb_store(&f, dir, (dir_len + CB_SECTOR - 1) / CB_SECTOR * CB_SECTOR);
    for (size_t i = 0; i < CB_SECTOR / 4; i++)
        cb_put(cb_at(&f, 0) + i * 4, i < f.n_sectors ? f.fat[i] : 0xFFFFFFFF, 4);
    memcpy(f.p, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    cb_put(f.p + 24, 0x3E, 2);
    cb_put(f.p + 26, 3, 2);
    cb_put(f.p + 28, 0xFFFE, 2);
    cb_put(f.p + 30, 9, 2);
    cb_put(f.p + 32, 6, 2);
    cb_put(f.p + 44, 1, 4);
    cb_put(f.p + 48, dir_at, 4);
    cb_put(f.p + 56, CB_CUTOFF, 4);
    cb_put(f.p + 60, mini_at, 4);
    cb_put(f.p + 64, n_mini ? 1 : 0, 4);
    cb_put(f.p + 68, 0xFFFFFFFE, 4);
    memset(f.p + 76, 0xFF, 436);
    cb_put(f.p + 76, 0, 4);
    *len = (f.n_sectors + 1) * CB_SECTOR;
    return f.p;
}
#endif
