socvet_test(base unit/test_base.c)
