/* kappa.c: how far two coders agree beyond chance, and how sure that is. */
#include "kappa.h"

#include <math.h>
#include <stdlib.h>

#include "../base/err.h"

enum { CLASSES = 10000 };

/* The first digits as a number; what is no code is the class 0. */
static unsigned class_of(const char *code, size_t digits)
{
    unsigned v = 0;

    for (size_t i = 0; i < digits && code[i] >= '0' && code[i] <= '9'; i++)
        v = v * 10 + (unsigned)(code[i] - '0');
    return v % CLASSES;
}

static double squared(double v)
{
    return v * v;
}

/* The variance's sum over the pairs: those that agree, those that do not. */
static double spread(const corpus_code_pair *pairs, size_t n, size_t digits, const double *a,
                     const double *b, double po, double pe)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++) {
        unsigned x = class_of(pairs[i][0], digits), y = class_of(pairs[i][1], digits);
        sum += x == y ? squared((1 - pe) - (a[x] + b[x]) * (1 - po)) : squared(1 - po) * squared(b[x] + a[y]);
    }
    return sum / (double)n - squared(po * pe - 2 * pe + po);
}

socvet_status corpus_kappa(const corpus_code_pair *pairs, size_t n, size_t digits, socvet_kappa *k,
                           socvet_err *err)
{
    double *a = calloc(2 * CLASSES, sizeof *a), *b = a ? a + CLASSES : NULL;
    double po = 0, pe = 0, each = n ? 1 / (double)n : 0;

    *k = (socvet_kappa){0};
    if (!a)
        return base_fail(err, SOCVET_E_NOMEM, "corpus", SOCVET_NO_OFFSET, "memory ran out");
    size_t same = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned x = class_of(pairs[i][0], digits), y = class_of(pairs[i][1], digits);
        a[x] += each;
        b[y] += each;
        same += x == y;
    }
    po = (double)same * each;
    for (size_t i = 0; i < CLASSES; i++)
        pe += a[i] * b[i];
    k->agreement = po;
    k->kappa = k->low = k->high = 1;
    if (n && 1 - pe > 1e-12) {
        double v = spread(pairs, n, digits, a, b, po, pe);
        double se = v > 0 ? sqrt(v / (double)n) / squared(1 - pe) : 0;
        k->kappa = (po - pe) / (1 - pe);
        k->low = fmax(k->kappa - 1.96 * se, -1);
        k->high = fmin(k->kappa + 1.96 * se, 1);
    }
    free(a);
    return SOCVET_OK;
}
