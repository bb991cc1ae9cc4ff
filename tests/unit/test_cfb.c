/* test_cfb.c: compound files: what is found, and what lies and circles end in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../../base/str.h"
#include "../../extract/cfb.h"
#include "cfb_build.h"

static char large[5000];
static const cb_entry entries[] = {
    {"WordDocument", -1, large, sizeof large},
    {"1Table", -1, "the table", 9},
    {"ObjectPool", -1, NULL, 0},
    {"Inner", 2, "inside", 6},
    {"Empty", 2, "", 0},
    {"Last", -1, "the last stream, longer than one small sector of sixty-four bytes", 65},
};

typedef struct {
    base_arena *a;
    unsigned char *p;
    size_t len;
} fixture;

static void make(fixture *f)
{
    for (size_t i = 0; i < sizeof large; i++)
        large[i] = (char)('a' + i % 26);
    f->a = base_arena_new(0);
    f->p = cb_build(entries, (int)(sizeof entries / sizeof *entries), &f->len);
}

static void drop(fixture *f)
{
    base_arena_free(f->a);
    free(f->p);
}

static socvet_status open_it(const fixture *f, cfb **c, socvet_err *err)
{
    *err = (socvet_err){0};
    return cfb_open(c, f->a, (socvet_str){(const char *)f->p, f->len}, err);
}

static void finds_streams(void **state)
{
    fixture f;
    cfb *c;
    socvet_err err;
    socvet_str s;
    int n = 0;

    (void)state;
    make(&f);
    assert_int_equal(open_it(&f, &c, &err), SOCVET_OK);
    for (uint32_t e = cfb_at(c, CFB_ROOT)->child; e != CFB_NONE; e = cfb_at(c, e)->next)
        n++;
    assert_int_equal(n, 4);
    assert_int_equal(cfb_read(c, cfb_find(c, CFB_ROOT, "worddocument"), &s, &err), SOCVET_OK);
    assert_int_equal(s.len, sizeof large);
    assert_memory_equal(s.ptr, large, s.len);
    assert_int_equal(cfb_read(c, cfb_find(c, CFB_ROOT, "Last"), &s, &err), SOCVET_OK);
    assert_true(base_str_eq_z(s, entries[5].data));
    uint32_t pool = cfb_find(c, CFB_ROOT, "ObjectPool");
    assert_int_equal(cfb_read(c, cfb_find(c, pool, "Inner"), &s, &err), SOCVET_OK);
    assert_true(base_str_eq_z(s, "inside"));
    assert_int_equal(cfb_read(c, cfb_find(c, pool, "Empty"), &s, &err), SOCVET_OK);
    assert_int_equal(s.len, 0);
    assert_int_equal(cfb_find(c, CFB_ROOT, "Inner"), CFB_NONE);
    assert_int_equal(cfb_read(c, pool, &s, &err), SOCVET_E_FORMAT);
    assert_false(cfb_damaged(c));
    drop(&f);
}

/* Every reader's way through the file: open, walk, read all. */
static socvet_status read_all(const fixture *f, socvet_err *err)
{
    cfb *c;
    socvet_status s = open_it(f, &c, err), worst = s;
    socvet_str bytes;

    for (uint32_t e = 0; !s && cfb_at(c, e); e++) {
        *err = (socvet_err){0};
        socvet_status r = cfb_at(c, e)->kind == CFB_STREAM ? cfb_read(c, e, &bytes, err) : SOCVET_OK;
        worst = r ? r : worst;
    }
    return worst;
}

static void circles_end(void **state)
{
    static const struct {
        const char *label;
        size_t at; /* where in the file */
        uint32_t value;
        socvet_status want;
    } cases[] = {
        {"the directory's chain goes back to itself", 512 + 13 * 4, 13, SOCVET_E_FORMAT},
        {"a stream's chain goes back, its size is a lie", 512 + 4 * 4, 1, SOCVET_E_FORMAT},
        {"no table at all", 44, 0, SOCVET_E_FORMAT},
        {"sectors of two bytes", 30, 1 | 6 << 16, SOCVET_E_FORMAT},
        {"the list of tables circles", 68, 1, SOCVET_OK},
    };
    fixture f;
    socvet_err err;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        make(&f);
        uint32_t dir_at = (uint32_t)f.p[48];
        assert_int_equal(dir_at, 13);
        if (i == 1)
            cb_put(f.p + (dir_at + 1) * 512 + 128 + 120, 0x7FFFFFFF, 4);
        cb_put(f.p + cases[i].at, cases[i].value, 4);
        socvet_status s = read_all(&f, &err);
        if (s != cases[i].want)
            fail_msg("%s: status %d (%s)", cases[i].label, (int)s, err.text);
        drop(&f);
    }
}

/* Children that point at each other or at the root are visited once. */
static void tree_has_no_circle(void **state)
{
    fixture f;
    cfb *c;
    socvet_err err;

    (void)state;
    for (uint32_t to = 0; to < 7; to++)
        for (size_t field = 68; field <= 76; field += 4) {
            make(&f);
            unsigned char *dir = f.p + ((size_t)f.p[48] + 1) * 512;
            for (int e = 0; e < 7; e++)
                cb_put(dir + e * 128 + field, to, 4);
            assert_int_equal(open_it(&f, &c, &err), SOCVET_OK);
            int n = 0;
            for (uint32_t s = 0; cfb_at(c, s); s++)
                for (uint32_t e = cfb_at(c, s)->child; e != CFB_NONE; e = cfb_at(c, e)->next)
                    n++;
            assert_true(n <= 6);
            drop(&f);
        }
}

static void cut_anywhere(void **state)
{
    fixture f;
    socvet_err err;

    (void)state;
    make(&f);
    size_t whole = f.len;
    for (f.len = 0; f.len < whole; f.len += f.len < 600 ? 1 : 37)
        if (read_all(&f, &err) && !err.text[0])
            fail_msg("cut at %zu: an error without words", f.len);
    drop(&f);
}

/* Many streams over the same sectors would cost far more than the file's length. */
static void overlap_is_bounded(void **state)
{
    enum { N = 60 };
    cb_entry many[N];
    char names[N][16], *filling = calloc(1, 20000);
    fixture f = {base_arena_new(0), NULL, 0};
    cfb *c;
    socvet_err err;
    socvet_str s;
    socvet_status r = SOCVET_OK;

    (void)state;
    for (int i = 0; i < N; i++) {
        snprintf(names[i], sizeof names[i], "s%d", i);
        many[i] = (cb_entry){names[i], -1, filling, i ? 0 : 20000};
    }
    f.p = cb_build(many, N, &f.len);
    /* swap two links so that the stream lies in two pieces and must be copied */
    cb_put(f.p + 512 + 4, 3, 4);
    cb_put(f.p + 512 + 12, 2, 4);
    cb_put(f.p + 512 + 8, 4, 4);
    unsigned char *dir = f.p + ((size_t)f.p[48] + 1) * 512;
    for (int e = 1; e <= N; e++) {
        cb_put(dir + e * 128 + 116, 1, 4);
        cb_put(dir + e * 128 + 120, 20000, 4);
    }
    assert_int_equal(open_it(&f, &c, &err), SOCVET_OK);
    for (int round = 0; round < 40 && !r; round++)
        for (uint32_t e = 1; e <= N && !r; e++)
            r = cfb_read(c, e, &s, &err);
    assert_int_equal(r, SOCVET_E_LIMIT);
    free(filling);
    drop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_streams),      cmocka_unit_test(circles_end),
        cmocka_unit_test(tree_has_no_circle), cmocka_unit_test(cut_anywhere),
        cmocka_unit_test(overlap_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
