socvet_test(rules unit/test_rules.c)
