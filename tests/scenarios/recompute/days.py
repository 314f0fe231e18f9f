"""Days, months and business days of the Gregorian calendar."""

import datetime

ONE = datetime.timedelta(days=1)
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS_OF = {"month": 1, "2 months": 2, "quarter": 3, "3 months": 3, "4 months": 4, "6 months": 6, "year": 12}


def day(text):
    """The day written '2020-03-20'."""
    return datetime.date.fromisoformat(text)


def later(start, count):
    """The day that many days after another."""
    return start + datetime.timedelta(days=count)


def month_of(on):
    """The month of a day as '2020-03'."""
    return on.isoformat()[:7]


def months_before(on, count):
    """The months before that of a day, newest first, each as '2020-03'."""
    number = on.year * 12 + on.month - 1
    return [f"{(number - back) // 12:04}-{(number - back) % 12 + 1:02}" for back in range(1, count + 1)]


def next_month(on):
    """The first day of the next month."""
    return datetime.date(on.year + on.month // 12, on.month % 12 + 1, 1)


def month_length(on):
    """How many days the month of a day has."""
    return (next_month(on) - on.replace(day=1)).days


def period_begins(on, every):
    """Whether a period such as 'month' or '2 months' begins on the day."""
    if every == "day":
        return True
    return on.day == 1 and (on.month - 1) % MONTHS_OF[every] == 0


def period_ends(on, every):
    """Whether the day is the last of a period."""
    return period_begins(on + ONE, every)


def days_between_inclusive(item):
    """The first and last day of an entry with `from` and `to`."""
    return day(item["from"]), day(item["to"])


class BusinessDays:
    """Counts the days on which both sides work."""

    def __init__(self, days_off, holidays):
        self.off = {WEEKDAYS.index(name) for name in days_off}
        self.holidays = {day(text) for text in holidays}

    def works(self, on):
        """Whether the day is a business day."""
        return on.weekday() not in self.off and on not in self.holidays

    def later(self, start, count):
        """The day that many business days after another."""
        while count:
            start += ONE
            count -= self.works(start)
        return start
