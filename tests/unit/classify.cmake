socvet_test(classify unit/test_classify.c)
socvet_test(title_noise unit/test_title_noise.c)
socvet_test(coder_kinds unit/test_coder_kinds.c)
# Our own labelled titles and adverts: the score is printed and must not fall.
foreach(gold titles:soc2020:digits4=0.99 titles:soc2010:digits4=0.99
             adverts:soc2020:digits4=0.95,lenient1=0.965,top5=0.985 adverts:soc2010:digits4=0.92,top5=0.985)
  string(REPLACE ":" ";" gold ${gold})
  list(GET gold 0 set)
  list(GET gold 1 edition)
  list(GET gold 2 least)
  add_test(NAME gold.${set}.${edition} COMMAND socvet_program eval --edition ${edition} --require ${least}
           ${PROJECT_SOURCE_DIR}/corpus/gold/${set}.jsonl)
endforeach()
