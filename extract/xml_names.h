/* xml_names.h: the element and attribute names and namespaces that the office readers know. */
#ifndef EXTRACT_XML_NAMES_H
#define EXTRACT_XML_NAMES_H

/* clang-format off */
#define XML_NAMES(X) \
    X(AlternateContent) X(Choice) X(Fallback) X(Requires) \
    X(Override) X(Default) X(PartName) X(ContentType) X(Extension) \
    X(Relationship) X(Relationships) X(Id) X(Type) X(Target) X(TargetMode) \
    X(package) X(part) X(name) X(xmlData) X(binaryData) \
    X(document) X(body) X(p) X(r) X(t) X(tab) X(ptab) X(br) X(cr) X(sym) X(font) X(noBreakHyphen) X(softHyphen) \
    X(char_) X(type) X(val) X(id) X(pPr) X(rPr) X(pStyle) X(rStyle) X(numPr) X(numId) X(ilvl) X(outlineLvl) \
    X(vanish) X(specVanish) X(rFonts) X(ascii) X(hAnsi) X(b) X(bCs) X(ins) X(del) X(moveFrom) X(moveTo) X(delText) X(instrText) \
    X(fldChar) X(fldCharType) X(fldSimple) X(instr) X(ffData) X(checkBox) X(checked) X(default_) X(ddList) X(result) X(listEntry) \
    X(hyperlink) X(smartTag) X(customXml) X(bdo) X(dir) X(sdt) X(sdtPr) X(sdtContent) X(showingPlcHdr) X(placeholder) \
    X(tbl) X(tblPr) X(tblGrid) X(gridCol) X(tr) X(trPr) X(tc) X(tcPr) X(gridSpan) X(vMerge) X(hMerge) X(gridBefore) X(tblHeader) \
    X(tblPrEx) X(cellDel) X(cellIns) X(hidden) X(altChunk) X(subDoc) X(sectPr) X(drawing) X(pict) X(object) X(txbxContent) X(textbox) X(txbx) \
    X(footnoteReference) X(endnoteReference) X(footnote) X(endnote) X(comment) X(hdr) X(ftr) X(footnotes) X(endnotes) X(comments) \
    X(headerReference) X(footerReference) X(relIds) X(dm) X(chart) X(graphicFrame) X(ruby) X(rubyBase) X(rt) X(titlePg) \
    X(oMath) X(oMathPara) X(f) X(num) X(den) X(sSup) X(sSub) X(rad) X(deg) X(sup) X(sub) X(e) \
    X(styles) X(style) X(styleId) X(basedOn) X(docDefaults) X(link) \
    X(numbering) X(abstractNum) X(abstractNumId) X(lvl) X(lvlOverride) X(startOverride) X(start) X(numFmt) X(lvlText) X(suff) X(isLgl) \
    X(lvlRestart) X(numStyleLink) X(styleLink) X(pPrChange) X(rPrChange) X(tblPrChange) X(trPrChange) X(tcPrChange) X(sectPrChange) X(numberingChange) \
    X(textpath) X(string) X(contentPart) X(lang) \
    /* charts, diagrams, drawings */ \
    X(ptLst) X(pt) X(title) X(ser) X(tx) X(cat) X(xVal) X(yVal) X(v) X(idx) X(rich) X(plotArea) X(barChart) X(autoTitleDeleted) \
    X(sp) X(txBody) X(strCache) X(numCache) X(strRef) X(numRef) X(strLit) X(numLit) X(ptCount) X(chartSpace) X(chartTitle) \
    /* spreadsheets */ \
    X(workbook) X(sheets) X(sheet) X(state) X(workbookPr) X(date1904) X(worksheet) X(sheetData) X(row) X(c) X(s) X(is) X(si) X(rPh) X(sst) \
    X(mergeCells) X(mergeCell) X(ref) X(cols) X(col) X(min) X(max) X(numFmts) X(numFmtId) X(formatCode) X(cellXfs) X(xf) X(legacyDrawing) \
    X(author) X(text) X(authors) X(commentList) X(sheetPr) X(spans) X(tableParts) X(chartsheet) X(dialogsheet) X(twoCellAnchor) X(oneCellAnchor) X(absoluteAnchor) X(wsDr) \
    /* OpenDocument */ \
    X(spreadsheet) X(presentation) X(h) X(span) X(a) X(line_break) X(soft_page_break) X(list) X(list_item) X(list_header) X(section) X(note) X(note_body) X(note_citation) \
    X(note_class) X(table) X(table_row) X(table_cell) X(covered_table_cell) X(table_header_rows) X(table_rows) X(table_row_group) X(table_header_columns) \
    X(number_columns_spanned) X(number_rows_spanned) X(number_columns_repeated) X(number_rows_repeated) X(frame) X(text_box) X(image) X(annotation) \
    X(annotation_end) X(tracked_changes) X(changed_region) X(deletion) X(insertion) X(change) X(change_start) X(change_end) X(change_id) X(format_change) \
    X(style_name) X(parent_style_name) X(display_name) X(family) X(display) X(outline_level) X(default_outline_level) X(list_style_name) X(text_properties) X(paragraph_properties) \
    X(condition) X(hidden_text) X(hidden_paragraph) X(is_hidden) X(string_value) X(conditional_text) X(ruby_base) X(ruby_text) X(bookmark) X(bookmark_ref) \
    X(list_style) X(list_level_style_number) X(list_level_style_bullet) X(level) X(num_format) X(num_prefix) X(num_suffix) X(start_value) X(display_levels) \
    X(continue_numbering) X(continue_list) X(bullet_char) X(outline_style) X(outline_level_style) X(header) X(footer) X(header_left) X(footer_left) X(header_first) X(footer_first) X(master_page) X(master_styles) \
    X(automatic_styles) X(document_content) X(document_styles) X(font_face_decls) X(table_of_content) X(index_body) X(index_title) X(alphabetical_index) \
    X(illustration_index) X(table_index) X(object_index) X(user_index) X(bibliography) X(table_of_content_source) X(alphabetical_index_source) X(illustration_index_source) X(table_index_source) \
    X(object_index_source) X(user_index_source) X(bibliography_source) X(forms) X(scripts) X(event_listeners) X(desc) X(custom_shape) X(g) X(rect) X(numbered_paragraph) X(sequence_decls) \
    X(value) X(value_type) X(time_value) X(date_value) X(boolean_value) X(visibility) X(href) X(math) X(semantics) X(annotation_xml) X(encoding) X(meta) X(settings) X(page_number) X(dropdown) \
    X(label) X(current_selected) X(text_input) X(bibliography_mark) X(dde_source) X(script) X(formula) X(shapes) X(soft_edge) X(plugin) X(floating_frame) X(mimetype) X(binary_data) \
    X(columns) X(number) X(creator) X(date) X(drop_cap) X(object_ole) X(page) X(notes) X(font_weight) X(continue_) X(mi) X(mo) X(mn) X(mtext) X(msup) X(msub) X(mfrac) X(mrow) X(encryption_data) X(manifest) X(file_entry) X(msubsup) X(list_level_label_alignment) X(bookmark_start) X(s_) X(c_) X(object_) X(is_list_header) X(toggle) X(variable_decls) X(user_field_decls)
/* clang-format on */

typedef enum {
    XN_none,
    XN_text_node,
#define XML_ENUM(id) XN_##id,
    XML_NAMES(XML_ENUM)
#undef XML_ENUM
    XN_count
} xml_name;

typedef enum {
    NS_other,
    NS_w, NS_r, NS_mc, NS_wp, NS_a, NS_wps, NS_wpg, NS_wpc, NS_v, NS_o, NS_m, NS_dgm, NS_c, NS_pkg, NS_s,
    NS_rels, NS_types, NS_xdr, NS_w14, NS_understood, /* an extension that Choice may ask for */
    NS_office, NS_text, NS_table, NS_draw, NS_style, NS_fo, NS_svg, NS_number, NS_mathml, NS_dc, NS_chart, NS_loext
} xml_ns;
#endif
