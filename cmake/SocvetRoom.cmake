# socvet_room(name SOURCES ... [USES rooms...] [LIBS targets...]): one floor of the house, an object
# library that goes into libsocvet. USES are rooms below (tests/floors.tsv checks the #includes).
function(socvet_room name)
  cmake_parse_arguments(R "" "" "SOURCES;USES;LIBS" ${ARGN})
  add_library(socvet_${name} OBJECT ${R_SOURCES})
  target_include_directories(socvet_${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(socvet_${name} PRIVATE socvet_flags ${R_LIBS})
  set_target_properties(socvet_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON C_VISIBILITY_PRESET hidden)
  set_property(GLOBAL APPEND PROPERTY SOCVET_ROOMS socvet_${name})
  set_property(GLOBAL APPEND PROPERTY SOCVET_LIBS ${R_LIBS})
endfunction()

# socvet_embed(target file symbol): the file's bytes as `const char symbol[]` and
# `const size_t symbol_size`, in read-only memory, without a copy at start.
function(socvet_embed target file symbol)
  set(asm ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.S)
  get_filename_component(path ${file} ABSOLUTE)
  file(WRITE ${asm}.new "/* generated from ${file} by socvet_embed */
    .section .rodata
    .global ${symbol}
    .hidden ${symbol}
    .global ${symbol}_size
    .hidden ${symbol}_size
    .balign 64
${symbol}:
    .incbin \"${path}\"
1:  .byte 0
    .balign 8
${symbol}_size:
    .quad 1b - ${symbol}
    .section .note.GNU-stack,\"\",%progbits
")
  configure_file(${asm}.new ${asm} COPYONLY)
  set_source_files_properties(${asm} PROPERTIES OBJECT_DEPENDS ${path})
  target_sources(${target} PRIVATE ${asm})
endfunction()
