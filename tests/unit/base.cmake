socvet_test(base unit/test_base.c)
socvet_test(base_needs unit/test_needs.c)
socvet_test(base_lexicon unit/test_lexicon.c)
