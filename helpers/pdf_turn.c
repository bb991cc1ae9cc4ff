/* pdf_turn.c: which way the text of a page runs. */
#include <math.h>

#include "pdf.h"

typedef enum { RIGHT, DOWN, UP, LEFT } way;

static way way_of(const pdf_word *w)
{
    if (fabsf(w->dx) >= fabsf(w->dy))
        return w->dx < -w->size ? LEFT : RIGHT;
    return w->dy > 0 ? DOWN : UP;
}

bool pdf_word_is_upright(const pdf_word *w)
{
    return w->to - w->from < 3 || way_of(w) == RIGHT;
}

static void turn_word(const pdf_page *p, pdf_word *w, way to)
{
    pdf_box b = w->box;

    if (to == DOWN)
        w->box = (pdf_box){b.y0, p->width - b.x1, b.y1, p->width - b.x0};
    else if (to == UP)
        w->box = (pdf_box){p->height - b.y1, b.x0, p->height - b.y0, b.x1};
    else
        w->box = (pdf_box){p->width - b.x1, p->height - b.y1, p->width - b.x0, p->height - b.y0};
    float dx = w->dx;
    w->dx = to == DOWN ? w->dy : to == UP ? -w->dy : -w->dx;
    w->dy = to == LEFT ? -w->dy : -dx;
}

void pdf_turn(pdf_page *p)
{
    size_t letters[4] = {0}, all = 0;
    way most = RIGHT;

    for (size_t i = 0; i < p->n_words; i++) {
        size_t n = p->words[i].to - p->words[i].from;
        if (n < 3)
            continue;
        letters[way_of(&p->words[i])] += n;
        all += n;
    }
    for (int k = DOWN; k <= LEFT; k++)
        if (letters[k] * 2 > all)
            most = (way)k;
    if (most == RIGHT)
        return;
    for (size_t i = 0; i < p->n_words; i++)
        turn_word(p, &p->words[i], most);
    if (most != LEFT) {
        float width = p->width;
        p->width = p->height;
        p->height = width;
    }
    p->turned = true;
}
