socvet_test(soc_dict unit/test_soc_dict.c)
socvet_test(dict_titles unit/test_dict_titles.c)
