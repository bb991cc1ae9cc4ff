# The page on this computer: a part of the program, not of the library.
pkg_check_modules(libmicrohttpd REQUIRED IMPORTED_TARGET libmicrohttpd)
target_link_libraries(socvet_program PRIVATE PkgConfig::libmicrohttpd)
target_sources(socvet_program PRIVATE
  cmd_serve.c serve/http.c serve/gate.c serve/form.c serve/job.c serve/queue.c serve/visitors.c
  serve/reply.c serve/answer.c serve/assets.c)
socvet_embed(socvet_program serve/assets/index.html serve_index_html)
socvet_embed(socvet_program serve/assets/page.css serve_page_css)
socvet_embed(socvet_program serve/assets/page.js serve_page_js)
socvet_embed(socvet_program serve/assets/icon.svg serve_icon_svg)
