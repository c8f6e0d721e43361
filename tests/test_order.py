"""Which sentences come next."""

from hypothesis import given
from hypothesis import strategies as st

from reader.order import Order


def test_without_a_wish_they_come_one_after_another() -> None:
    order = Order(5)
    assert [order.take(2), order.take(2), order.take(2), order.take(2)] == [[0, 1], [2, 3], [4], []]


def test_what_is_on_screen_comes_first_then_onward_then_the_rest() -> None:
    order = Order(6)
    order.first([3, 4], place=3)
    assert [order.take(2), order.take(2), order.take(9)] == [[3, 4], [5, 0], [1, 2]]


def test_a_new_place_changes_what_comes_next_at_once() -> None:
    order = Order(100)
    order.take(10)
    order.first([], place=50)
    assert order.take(3) == [50, 51, 52]


def test_what_is_missing_on_screen_comes_again() -> None:
    order = Order(4)
    order.take(4)
    order.first([2], place=2)
    assert order.take(4) == [2]


def test_nothing_beyond_reach_is_handed_out_until_the_reader_comes_near() -> None:
    order = Order(100, reach=3)
    assert order.take(10) == [0, 1, 2]
    order.first([], place=50)
    assert order.take(10) == [50, 51, 52, 47, 48, 49]


def test_what_is_on_screen_may_come_first_without_moving_the_place() -> None:
    order = Order(100)
    order.take(10)
    order.first([50, 51])
    assert order.take(4) == [50, 51, 10, 11]


@given(st.integers(0, 50), st.lists(st.tuples(st.integers(1, 7), st.integers(-3, 60))))
def test_each_is_handed_out_once(count: int, moves: list[tuple[int, int]]) -> None:
    order, taken = Order(count), []
    for size, place in moves:
        order.first([], place)
        taken += order.take(size)
    taken += order.take(count)
    assert sorted(taken) == list(range(count))


def test_what_is_to_be_seen_is_urgent_until_something_is_handed_out() -> None:
    order = Order(9)
    told = [order.urgent]
    for missing in ([], [3, 4], []):
        order.take(2)
        order.first(missing, place=3)
        told.append(order.urgent)
    assert told == [True, False, True, False]
