"""How periods and days are written in rule, case and policy files."""

from typing import Final

from rightsgate import codes
from rightsgate.manifest.values import DAY_FORM, PERIOD, WrongValueError, dates
from rightsgate.text.holds import Shape, Wrong

PERIOD_FORM: Final = "a number and d, m or y: 12m"
# A day of the calendar, with the day that only leap years have. Some readers of `$` would take a line break at the end.
DAYS: Final = (
    r"^(?!0000)[0-9]{4}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)(?!\n)$"
)
LEAP_DAYS: Final = r"^([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)-02-29(?!\n)$"


def _wrong_period(_: str, text: str) -> Wrong | None:
    if PERIOD.fullmatch(text):
        return None
    return codes.INVALID_VALUE, f"'{text}' is not a period", f"write {PERIOD_FORM}"


def _wrong_day(key: str, text: str) -> Wrong | None:
    try:
        day = dates(text)
    except WrongValueError as error:
        return error.code, error.about(key), DAY_FORM
    if day.first == day.last:
        return None
    return codes.INVALID_DATE, f"'{key}' must be a whole day, not '{text}'", DAY_FORM


A_PERIOD: Final = Shape("a period", PERIOD_FORM, (rf"^{PERIOD.pattern}(?!\n)$",), _wrong_period)
A_DAY: Final = Shape("a day", "YYYY-MM-DD", (DAYS, LEAP_DAYS), _wrong_day)
