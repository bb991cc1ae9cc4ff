socvet_test(columns unit/test_columns.c)
socvet_test(cells_in unit/test_cells_in.c)
