#!/bin/bash
# documents.sh [TIMES]: CPU of reading one long document, beside the tools that people use for it, in
# turns within one run, and of single commands. Tools that are not installed are named: they are the Debian
# packages docx2txt, odt2txt, pandoc, antiword, catdoc, poppler-utils; LibreOffice makes the .doc and .pdf.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C
build=${BUILD-build/release} # a build that is there already, or one made now
[ -n "${BUILD-}" ] || { cmake --preset release >/dev/null; cmake --build --preset release >/dev/null; }
times=${1-10}
folder=$build/documents
python3 bench/make_documents.py "$folder"
if command -v soffice >/dev/null; then
    for to in "doc:MS Word 97" "pdf:writer_pdf_Export"; do
        [ -s "$folder/long.${to%%:*}" ] || soffice --headless --infilter="HTML (StarWriter)" --convert-to "$to" \
            --outdir "$folder" "$folder/long.html" >/dev/null 2>&1 || true
    done
else
    echo "absent: soffice (no .doc and no .pdf to read)"
fi
export TIMEFORMAT='%U %S'
cpu() { # one turn: milliseconds
    local t; t=$( { time "$@" >/dev/null 2>&1 </dev/null || true; } 2>&1 ); awk '{ printf "%.1f\n", ($1 + $2) * 1000 }' <<<"$t"
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
socvet=$build/cli/socvet
# against FILE COMMAND...: socvet and the command by turns
against() {
    local file=$1 i; shift
    [ -s "$file" ] || return 0
    command -v "$1" >/dev/null || { echo "absent: $1"; return 0; }
    rm -f "$folder"/ours "$folder"/theirs
    for i in $(seq "$times"); do
        cpu "$socvet" extract "$file" >>"$folder/ours"
        cpu "$@" >>"$folder/theirs"
    done
    printf '%-10s %4d kB  socvet %6.1f ms  %-10s %6.1f ms  of it %5.2f\n' "${file##*/}" $(($(stat -c %s "$file") / 1000)) \
        "$(median <"$folder/ours")" "$1" "$(median <"$folder/theirs")" \
        "$(awk -v a="$(median <"$folder/ours")" -v b="$(median <"$folder/theirs")" 'BEGIN { print a / b }')"
}
against "$folder/long.docx" docx2txt "$folder/long.docx" -
against "$folder/long.docx" pandoc -t plain "$folder/long.docx"
against "$folder/long.odt" odt2txt "$folder/long.odt"
against "$folder/long.odt" pandoc -t plain "$folder/long.odt"
against "$folder/long.doc" antiword "$folder/long.doc"
against "$folder/long.doc" catdoc "$folder/long.doc"
against "$folder/long.pdf" pdftotext "$folder/long.pdf" -
alone() {
    local i
    for i in $(seq "$times"); do cpu "$@"; done | median | awk -v what="${*#"$socvet"}" '{ printf "socvet%-44s %6.1f ms\n", what, $1 }'
}
alone "$socvet" help
alone "$socvet" classify --title "staff nurse"
advert=corpus/sample/01-lecturer/advert.docx
alone "$socvet" check "$advert"
alone "$socvet" check --spelling "$advert"
