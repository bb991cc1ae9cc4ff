socvet_test(soc_dict unit/test_soc_dict.c)
