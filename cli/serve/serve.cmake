# The page on this computer: a part of the program, not of the library.
pkg_check_modules(libmicrohttpd REQUIRED IMPORTED_TARGET libmicrohttpd)
file(READ_SYMLINK ${libmicrohttpd_LIBRARY_DIRS}/libmicrohttpd.so libmicrohttpd_name)
set_source_files_properties(serve/library.c PROPERTIES COMPILE_DEFINITIONS SOCVET_LIBMICROHTTPD="${libmicrohttpd_name}")
target_sources(socvet_program PRIVATE
  cmd_serve.c serve/http.c serve/gate.c serve/form.c serve/job.c serve/queue.c serve/visitors.c
  serve/reply.c serve/answer.c serve/keep.c serve/assets.c serve/library.c
  serve/put.c serve/overview.c serve/adverts.c serve/review.c serve/decided.c)
socvet_embed(socvet_program serve/assets/index.html serve_index_html)
socvet_embed(socvet_program serve/assets/page.css serve_page_css)
socvet_embed(socvet_program serve/assets/page.js serve_page_js)
socvet_embed(socvet_program serve/assets/icon.svg serve_icon_svg)
socvet_embed(socvet_program serve/assets/catalogue.css serve_catalogue_css)
socvet_embed(socvet_program serve/assets/queue.js serve_queue_js)
