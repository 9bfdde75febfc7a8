"""No number in the repository can be a living person's: each is a published test person's, or fails modulus 11."""

import re

from tests.support.files import ROOT, tracked

NUMBER = re.compile(r"(?<![\d-])(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(\d{2})-?(\d{4})(?![\d-])")
READ = {".py", ".html", ".md", ".csv", ".js", ".typ", ".toml", ".sql"}
WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
# Examples of the rule itself, of nobody alive: born 1865, 1888, 2036 and 2057.
OF_THE_RULE = {"0101655059", "0101885003", "0101364003", "0101575039", "0101364000", "0101575000", "0101655000", "0101885000"}


def test_no_number_passes_modulus_11_or_is_of_1_january_but_the_examples_of_the_rule() -> None:
    passing = set()
    for path in (ROOT / name for name in tracked()):
        if path.suffix in READ and path.name != "package-lock.json" and path.exists():
            for found in NUMBER.finditer(path.read_text("utf-8", "ignore")):
                number = "".join(found.groups())
                if sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=True)) % 11 == 0 or number.startswith("0101"):
                    passing.add(number)
    assert passing - OF_THE_RULE == set()
