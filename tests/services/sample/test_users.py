from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.services.ikm.sample import minimum_sample
from app.services.sample.users import MOST, most_users, users_of


@given(st.text(max_size=30), st.integers(5, 2000))
def test_users_are_always_the_same_and_what_they_say(code: str, respondents: int) -> None:
    users, suffices = users_of(code, respondents)
    assert users_of(code, respondents) == (users, suffices)
    assert respondents <= users or suffices
    assert suffices == (minimum_sample(users) <= respondents)


@given(st.integers(0, 500))
def test_no_more_users_have_this_sample(sample: int) -> None:
    users = most_users(sample)
    assert minimum_sample(users) <= sample
    assert users == MOST or minimum_sample(users + 1) > sample


def test_most_units_ask_enough() -> None:
    asked = [users_of(f"KEL-{number}", 150).suffices for number in range(400)]
    assert 360 < sum(asked) < 392
