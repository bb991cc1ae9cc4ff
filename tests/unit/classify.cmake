socvet_test(classify unit/test_classify.c)
