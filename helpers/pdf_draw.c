/* SPDX-License-Identifier: GPL-3.0-or-later
 * pdf_draw.c: the rules of a page. poppler tells no lines of a page; it does draw them by cairo, and
 * the definitions of this file stand before those of libcairo: a page "rendered" by them leaves its
 * rules. What costs time and leaves none (pictures, letters, fonts of the system, colour profiles)
 * is refused, each in the way its library refuses what is damaged. */
#include <fontconfig/fontconfig.h>
#include <math.h>
#include <string.h>

#include "pdf_poppler.h"

enum { RULES_MOST = 20000, PAPER = 8, MASK_MOST = 4 * PAPER };

static struct {
    pdf_page *page;
    base_arena *arena;
    cairo_surface_t *paper;
    bool failed;
} drawing;

static void add_rule(bool across, double at, double from, double to)
{
    pdf_page *p = drawing.page;
    pdf_rule **list = across ? &p->across : &p->down;
    size_t *n = across ? &p->n_across : &p->n_down, *cap = across ? &p->cap_across : &p->cap_down;
    void *v = *list;

    if (*n >= RULES_MOST || drawing.failed || !isfinite(at) || !isfinite(from) || !isfinite(to))
        return;
    if (!base_arena_grow(drawing.arena, &v, cap, *n, sizeof **list)) {
        drawing.failed = true;
        return;
    }
    *list = v;
    (*list)[(*n)++] = (pdf_rule){(float)at, (float)(from < to ? from : to), (float)(from < to ? to : from)};
}

static void segment(double x0, double y0, double x1, double y1)
{
    if (fabs(y1 - y0) < 0.7 && fabs(x1 - x0) > 0.7)
        add_rule(true, (y0 + y1) / 2, x0, x1);
    else if (fabs(x1 - x0) < 0.7 && fabs(y1 - y0) > 0.7)
        add_rule(false, (x0 + x1) / 2, y0, y1);
}

static void thin_box(double x0, double y0, double x1, double y1)
{
    if (y1 - y0 <= 3 && x1 - x0 > y1 - y0)
        add_rule(true, (y0 + y1) / 2, x0, x1);
    else if (x1 - x0 <= 3 && y1 - y0 > x1 - x0)
        add_rule(false, (x0 + x1) / 2, y0, y1);
}

/* Walks the path in the page's points: as lines (stroke) or as boxes (fill). */
static void look_at_path(cairo_t *cr, bool fill)
{
    cairo_path_t *path = drawing.page ? cairo_copy_path(cr) : NULL;
    double x = 0, y = 0, sx = 0, sy = 0, box[4] = {1e9, 1e9, -1e9, -1e9};

    for (int i = 0; path && i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t *at = &path->data[i];
        cairo_path_data_type_t type = at->header.type;
        double nx = sx, ny = sy;
        if (type != CAIRO_PATH_CLOSE_PATH) {
            nx = at[at->header.length - 1].point.x;
            ny = at[at->header.length - 1].point.y;
            cairo_user_to_device(cr, &nx, &ny);
        }
        if (type == CAIRO_PATH_MOVE_TO) {
            if (fill && box[2] >= box[0])
                thin_box(box[0], box[1], box[2], box[3]);
            box[0] = box[2] = sx = nx;
            box[1] = box[3] = sy = ny;
        } else if (!fill && type != CAIRO_PATH_CURVE_TO) {
            segment(x, y, nx, ny);
        }
        box[0] = fmin(box[0], nx);
        box[1] = fmin(box[1], ny);
        box[2] = fmax(box[2], nx);
        box[3] = fmax(box[3], ny);
        x = nx;
        y = ny;
    }
    if (path && fill && box[2] >= box[0])
        thin_box(box[0], box[1], box[2], box[3]);
    if (path)
        cairo_path_destroy(path);
}

void cairo_stroke(cairo_t *cr)
{
    look_at_path(cr, false);
    cairo_new_path(cr);
}

void cairo_stroke_preserve(cairo_t *cr)
{
    look_at_path(cr, false);
}

void cairo_fill(cairo_t *cr)
{
    look_at_path(cr, true);
    cairo_new_path(cr);
}

void cairo_fill_preserve(cairo_t *cr)
{
    look_at_path(cr, true);
}

void cairo_paint(cairo_t *cr)
{
    (void)cr;
}

void cairo_paint_with_alpha(cairo_t *cr, double alpha)
{
    (void)cr, (void)alpha;
}

void cairo_mask(cairo_t *cr, cairo_pattern_t *pattern)
{
    (void)cr, (void)pattern;
}

void cairo_show_glyphs(cairo_t *cr, const cairo_glyph_t *glyphs, int n)
{
    (void)cr, (void)glyphs, (void)n;
}

void cairo_show_text_glyphs(cairo_t *cr, const char *utf8, int len, const cairo_glyph_t *glyphs, int n,
                            const cairo_text_cluster_t *clusters, int n_clusters,
                            cairo_text_cluster_flags_t flags)
{
    (void)cr, (void)utf8, (void)len, (void)glyphs, (void)n, (void)clusters, (void)n_clusters, (void)flags;
}

/* ---- what is refused ---- */

/* A picture is decoded only when there is somewhere to put it. (Soft masks are of the paper's size,
 * and poppler does not ask whether it got them.) */
cairo_surface_t *cairo_image_surface_create(cairo_format_t format, int width, int height)
{
    if (width > MASK_MOST || height > MASK_MOST || !drawing.paper)
        return cairo_image_surface_create_for_data(NULL, CAIRO_FORMAT_INVALID, 0, 0, 0); /* a surface in error */
    return cairo_surface_create_similar_image(drawing.paper, format, width, height);
}

/* Fonts of the system: found by reading all that fontconfig knows, to draw letters that nobody sees. */
FcBool FcConfigSubstitute(FcConfig *config, FcPattern *p, FcMatchKind kind)
{
    (void)config, (void)p, (void)kind;
    return FcTrue;
}

void FcDefaultSubstitute(FcPattern *p)
{
    (void)p;
}

FcFontSet *FcFontSort(FcConfig *config, FcPattern *p, FcBool trim, FcCharSet **csp, FcResult *result)
{
    (void)config, (void)p, (void)trim, (void)csp;
    *result = FcResultNoMatch;
    return NULL;
}

/* liblcms2, declared here: its header is not needed otherwise. */
void *cmsOpenProfileFromMem(const void *bytes, uint32_t size);
void *cmsOpenProfileFromMem(const void *bytes, uint32_t size)
{
    (void)bytes, (void)size;
    return NULL;
}

void pdf_draw(pdf_doc *d, pdf_page *p, PopplerPage *page)
{
    static unsigned char paper[PAPER * PAPER];
    cairo_surface_t *surface = cairo_image_surface_create_for_data(paper, CAIRO_FORMAT_A8, PAPER, PAPER, PAPER);
    cairo_t *cr = cairo_create(surface);

    drawing.page = p;
    drawing.arena = d->arena;
    drawing.paper = surface;
    poppler_page_render(page, cr);
    drawing.page = NULL;
    drawing.paper = NULL;
    d->failed |= drawing.failed;
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
}
