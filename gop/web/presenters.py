def case_rows(c): return c
def plan_rows(c): return c
