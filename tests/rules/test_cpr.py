"""CPR and replacement numbers. Test persons and constructed numbers only; none of a living person."""

from datetime import date

import pytest

from accounts.words import cpr_text
from gop.cpr import CprError, age_on, modulus11_ok, parse


@pytest.mark.parametrize(
    ("number", "birth", "sex"),
    [
        ("2512489996", date(1948, 12, 25), "kvinde"),
        ("1502779995", date(1977, 2, 15), "mand"),
        ("0211223989", date(1922, 11, 2), "mand"),  # 7th digit 3: 1900s
        ("2311143995", date(1914, 11, 23), "mand"),
        ("0505059996", date(2005, 5, 5), "kvinde"),  # 9 and 00-36: 2000s
        ("3101229995", date(2022, 1, 31), "mand"),
        ("3103979995", date(1997, 3, 31), "mand"),  # 9 and 37-99: 1900s
        ("0101364000", date(2036, 1, 1), "kvinde"),  # 4 and 00-36: 2000s
        ("0101575000", date(2057, 1, 1), "kvinde"),  # 5 and 00-57: 2000s
        ("0101655000", date(1865, 1, 1), "kvinde"),  # 5 and 58-99: 1800s
        ("0101885003", date(1888, 1, 1), "mand"),
        ("2902365000", date(2036, 2, 29), "kvinde"),
    ],
)
def test_seventh_digit_tells_the_century_and_the_last_the_sex(number: str, birth: date, sex: str) -> None:
    found = parse(number)
    assert (found.number, found.kind, found.birth_date, found.sex) == (number, "cpr", birth, sex)


@pytest.mark.parametrize("number", ["2512489996", "0101655000", "0101885000", "0101364000", "0101575000"])
def test_a_number_that_fails_modulus_11_is_accepted(number: str) -> None:
    assert not modulus11_ok(number)
    assert parse(number).number == number


@pytest.mark.parametrize("number", ["0101655059", "0101885003", "0101364003", "0101575039"])
def test_modulus_11_is_a_hint(number: str) -> None:
    assert modulus11_ok(number)


def test_modulus_11_of_a_replacement_number_is_not_asked() -> None:
    assert not modulus11_ok("2512481AB6")


@pytest.mark.parametrize("written", ["251248-9996", "251248 9996", " 2512489996 ", "251248 - 9996", "25 12 48 9996", "251248\u00a09996"])
def test_blanks_and_one_hyphen_are_tolerated(written: str) -> None:
    assert parse(written).number == "2512489996"


@pytest.mark.parametrize(
    ("written", "number", "birth", "sex"),
    [
        ("2512481AB6", "2512481AB6", date(1948, 12, 25), "kvinde"),
        ("251248-1ab6", "2512481AB6", date(1948, 12, 25), "kvinde"),
        ("0203291WQ3", "0203291WQ3", date(1929, 3, 2), "mand"),
        ("0505057AB1", "0505057AB1", date(2005, 5, 5), "mand"),
        ("2512480AB6", "2512480AB6", None, "kvinde"),  # decentral: the digit tells no century
        ("2512485AB6", "2512485AB6", None, "kvinde"),
        ("2512486AB6", "2512486AB6", None, "kvinde"),
        ("8512489996", "8512489996", date(1948, 12, 25), "kvinde"),  # day 25 + 60
    ],
)
def test_replacement_numbers_are_accepted(written: str, number: str, birth: date | None, sex: str) -> None:
    found = parse(written)
    assert (found.number, found.kind, found.birth_date, found.sex) == (number, "ecpr", birth, sex)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "empty"),
        ("          ", "empty"),
        ("251248999", "short"),
        ("251248-999", "short"),
        ("25124899960", "long"),
        ("25124899A6", "letters"),
        ("AB12489996", "letters"),
        ("251248ABC6", "letters"),
        ("2512481AB", "short"),
        ("２５１２４８９９９６", "characters"),
        ("٢٥١٢٤٨٩٩٩٦", "characters"),
        ("251248999²", "characters"),
        ("251248/9996", "characters"),
        ("2512-489996", "hyphen"),
        ("251248--9996", "hyphen"),
        ("0113800000", "month"),
        ("0000000000", "month"),
        ("0100800000", "month"),
        ("0001800000", "date"),
        ("3201800000", "date"),
        ("3002800000", "date"),
        ("3104805000", "date"),
        ("2902000000", "date"),
        ("2902010000", "date"),
        ("9999999999", "month"),
        ("2512482AB6", "ecpr_century"),
        ("3202481AB6", "date"),
        ("3002480AB6", "date"),
    ],
)
def test_each_fault_has_its_own_code_and_a_danish_message(written: str, code: str) -> None:
    with pytest.raises(CprError) as fault:
        parse(written)
    assert fault.value.code == code
    assert fault.value.message.endswith(".")
    assert "ugyldig" not in fault.value.message.lower()
    assert written.strip() == "" or written not in fault.value.message  # a number never ends in a log


def test_different_faults_have_different_messages() -> None:
    wrong = [
        "",
        "251248999",
        "25124899960",
        "25124899A6",
        "２５１２４８９９９６",
        "2512-489996",
        "0113800000",
        "3002800000",
    ]
    messages = set()
    for written in wrong:
        with pytest.raises(CprError) as fault:
            parse(written)
        messages.add(fault.value.message)
    assert len(messages) == len(wrong)


def test_date_message_names_the_date() -> None:
    with pytest.raises(CprError, match=r"findes ikke: 30\.02\.1980\."):
        parse("3002800000")


def test_written_with_its_hyphen_whatever_stood_between() -> None:
    assert {cpr_text(one) for one in ("2512489996", "251248-9996", "251248 9996")} == {"251248-9996"}


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(1948, 12, 25), date(2026, 11, 22), 77),
        (date(1948, 12, 25), date(2026, 12, 25), 78),
        (date(2036, 2, 29), date(2054, 2, 28), 17),
        (date(2036, 2, 29), date(2054, 3, 1), 18),
        (date(2026, 11, 22), date(2026, 11, 22), 0),
    ],
)
def test_age_is_whole_years(birth: date, day: date, age: int) -> None:
    assert age_on(birth, day) == age
