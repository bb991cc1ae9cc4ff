socvet_test(patterns unit/test_patterns.c)
socvet_test(salary unit/test_salary.c)
socvet_test(hours unit/test_hours.c)
socvet_test(contract unit/test_contract.c)
