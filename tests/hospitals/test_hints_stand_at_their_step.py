"""A hint is of use only where its field is: the form of a criterion's step asks for the criterion's field."""

import pytest

from gop.criteria import CRITERIA
from gop.criteria.criterion import Criterion
from hospitals.web.steps import FORMS, field_name


@pytest.mark.parametrize("criterion", CRITERIA, ids=[one.key for one in CRITERIA])
def test_the_field_of_a_criterion_is_on_the_form_of_its_step(criterion: Criterion) -> None:
    form = FORMS[criterion.step]
    assert field_name(criterion.field) in {*form.base_fields, *form.line_lists}
