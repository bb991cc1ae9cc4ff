/* assets.c: the page's own files, embedded in the program. */
#include <string.h>

#include "serve.h"

#define ASSET(name) extern const char name[]; extern const size_t name##_size;
ASSET(serve_index_html)
ASSET(serve_page_css)
ASSET(serve_page_js)
ASSET(serve_catalogue_css)
ASSET(serve_queue_js)
ASSET(serve_icon_svg)

/* The links stand before the promise at the head. */
void serve_index_with_links(base_buf *out)
{
    static const char links[] = "<nav aria-label=\"Pages\"><ul>\n<li><a href=\"catalogue\">Overview</a></li>\n<li><a href=\"adverts\">Adverts</a></li>\n"
                                "<li><a href=\"queue\">Review</a></li>\n<li><a href=\"decisions\">Decisions</a></li>\n"
                                "<li><a href=\"./\" aria-current=\"page\">Check an advert</a></li>\n</ul></nav>\n";
    const char *at = strstr(serve_index_html, "<p class=\"promise\">");
    size_t before = at ? (size_t)(at - serve_index_html) : 0;

    base_buf_init(out, 0);
    base_buf_add(out, (socvet_str){serve_index_html, before});
    base_buf_add_z(out, at ? links : "");
    base_buf_add(out, (socvet_str){serve_index_html + before, serve_index_html_size - before});
}

bool serve_asset_find(const char *path, serve_asset *out)
{
    const serve_asset all[] = {
        {"", "text/html; charset=utf-8", {serve_index_html, serve_index_html_size}},
        {"page.css", "text/css; charset=utf-8", {serve_page_css, serve_page_css_size}},
        {"report.css", "text/css; charset=utf-8", socvet_report_css()},
        {"page.js", "text/javascript; charset=utf-8", {serve_page_js, serve_page_js_size}},
        {"catalogue.css", "text/css; charset=utf-8", {serve_catalogue_css, serve_catalogue_css_size}},
        {"queue.js", "text/javascript; charset=utf-8", {serve_queue_js, serve_queue_js_size}},
        {"icon.svg", "image/svg+xml", {serve_icon_svg, serve_icon_svg_size}},
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i].path, path) == 0) {
            *out = all[i];
            return true;
        }
    return false;
}
