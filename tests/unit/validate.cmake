socvet_test(rules unit/test_rules.c)
socvet_test(rule_tables unit/test_rule_tables.c)
socvet_test(likely unit/test_likely.c)
