/* assets.c: the page's own files, embedded in the program. */
#include <string.h>

#include "serve.h"

#define ASSET(name) extern const char name[]; extern const size_t name##_size;
ASSET(serve_index_html)
ASSET(serve_page_css)
ASSET(serve_page_js)
ASSET(serve_icon_svg)

bool serve_asset_find(const char *path, serve_asset *out)
{
    const serve_asset all[] = {
        {"", "text/html; charset=utf-8", {serve_index_html, serve_index_html_size}},
        {"page.css", "text/css; charset=utf-8", {serve_page_css, serve_page_css_size}},
        {"report.css", "text/css; charset=utf-8", socvet_report_css()},
        {"page.js", "text/javascript; charset=utf-8", {serve_page_js, serve_page_js_size}},
        {"icon.svg", "image/svg+xml", {serve_icon_svg, serve_icon_svg_size}},
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i].path, path) == 0) {
            *out = all[i];
            return true;
        }
    return false;
}
