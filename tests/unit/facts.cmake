socvet_test(patterns unit/test_patterns.c)
