/* report_html_css.h: the style of the printable report: contrast of WCAG 2.2 AA, no colour alone. */
#ifndef REPORT_HTML_CSS_H
#define REPORT_HTML_CSS_H
static const char report_html_css[] =
    "body{font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0 auto;max-width:56rem;padding:1rem}\n"
    "h1{font-size:1.6rem;margin:.5rem 0}h2{font-size:1.25rem;border-bottom:2px solid #444;margin-top:2rem}\n"
    "h3{font-size:1.05rem;margin:.5rem 0}table{border-collapse:collapse;width:100%}\n"
    "th,td{border:1px solid #767676;padding:.3rem .5rem;text-align:left;vertical-align:top}th{background:#eee}\n"
    ".verdict{font-size:1.3rem;font-weight:700;border-left:.6rem solid;padding:.4rem .8rem;background:#f4f4f4}\n"
    ".verdict.error{border-color:#a40000}.verdict.warning{border-color:#8a5a00}.verdict.pass{border-color:#0b6b2b}\n"
    ".findings{padding-left:1.6rem}.findings>li{border-left:.4rem solid #555;padding:.2rem .8rem;margin:.8rem 0;background:#fafafa}\n"
    ".findings>li.error{border-color:#a40000}.findings>li.warning{border-color:#8a5a00}.findings>li.note{border-color:#1c4f9c}\n"
    ".badge{font-size:.8rem;border:1px solid #1a1a1a;border-radius:.3rem;padding:0 .4rem;background:#fff}\n"
    "blockquote{margin:.4rem 0;padding:.2rem .8rem;border-left:3px solid #767676;font-style:italic}\n"
    ".working{font-family:ui-monospace,monospace;font-size:.9rem}.source,footer,.file{color:#4a4a4a;font-size:.85rem}\n"
    "mark{background:#fff3b0;color:inherit;border-bottom:3px double #8a5a00}mark.error{background:#ffe0e0;border-bottom:3px solid #a40000}\n"
    "mark.note{background:#e3edfb;border-bottom:2px dotted #1c4f9c}mark.unknown{background:#eee;border-bottom:2px dashed #555}\n"
    "mark a{color:inherit;text-decoration:none}mark sup{font-weight:700}\n"
    "@media print{body{max-width:none;font-size:10.5pt}h2{break-after:avoid}.findings>li{break-inside:avoid}}\n";
#endif
