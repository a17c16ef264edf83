"""Funding rules with the worked examples of DOMAIN R1, R3, R10, R11."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.funding import (
    Balance,
    OwnerShare,
    Stages,
    balance_finding,
    owner_share_finding,
    permille,
    public_aid_finding,
    rate,
    remaining_to_pay,
    stage_findings,
)

K = 100_000  # cents in a thousand euros


def test_example_4_1_is_balanced() -> None:
    plan = Balance(800 * K, (320 + 160 + 40 + 280) * K)
    assert plan.is_balanced
    assert balance_finding(plan) is None


@pytest.mark.parametrize(
    ("resources", "said"), [(700, "Reste à financer : 100\u202f000\u00a0€"), (900, "Sur-financement de 100\u202f000")]
)
def test_a_gap_is_said_in_euros(resources: int, said: str) -> None:
    finding = balance_finding(Balance(800 * K, resources * K))
    assert finding is not None
    assert said.replace("\u00a0", " ").replace("\u202f", " ") in finding.message.replace("\u00a0", " ").replace(
        "\u202f", " "
    )


def test_an_unknown_cost_is_no_alarm() -> None:
    assert balance_finding(Balance(None, 10 * K)) is None


def test_r3_example_a() -> None:
    assert OwnerShare(150 * K, 500 * K).is_enough


def test_r3_example_b() -> None:
    owner = OwnerShare(70 * K, 400 * K)
    assert not owner.is_enough
    assert (owner.minimum_at_same_total, owner.minimum_at_same_aids) == (80 * K, 82_500_00)
    finding = owner_share_finding(owner)
    assert finding is not None
    assert finding.reference.startswith("CGCT")


def test_r3_example_c_is_accepted_though_only_12_percent_of_the_cost() -> None:
    assert owner_share_finding(OwnerShare(60 * K, 300 * K)) is None


def test_r3_can_be_turned_off() -> None:
    assert owner_share_finding(OwnerShare(0, 300 * K, percent=0)) is None


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.sampled_from([20, 30]))
def test_the_two_minimums_are_just_enough(share: int, aids: int, percent: int) -> None:
    owner = OwnerShare(share, share + aids, percent)
    at_total, at_aids = owner.minimum_at_same_total, owner.minimum_at_same_aids
    assert OwnerShare(at_total, share + aids, percent).is_enough
    assert at_total == 0 or not OwnerShare(at_total - 1, share + aids, percent).is_enough
    assert OwnerShare(at_aids, at_aids + aids, percent).is_enough
    assert at_aids == 0 or not OwnerShare(at_aids - 1, at_aids - 1 + aids, percent).is_enough


def test_r10_warns_when_stages_go_backwards() -> None:
    rules = stage_findings(Stages(requested=100, granted=120, contracted=130, paid=140), "Région")
    assert [f.rule for f in rules] == ["R10"] * 3
    assert stage_findings(Stages(requested=100, granted=90, contracted=90, paid=10), "Région") == []
    assert stage_findings(Stages(paid=10), "Région") == []


def test_r10_what_remains_to_be_paid() -> None:
    assert remaining_to_pay(Stages(contracted=500, paid=120)) == 380
    assert remaining_to_pay(Stages(granted=500)) is None


def test_r11_expected_money_is_never_acquired() -> None:
    assert Stages(announced=100, requested=100).acquired is None
    assert Stages(granted=100).acquired == 100
    assert Stages(announced=1, contracted=3, granted=2).firmest == 3
    assert rate([100, None, 50], 1000) == (150, 1000)
    assert rate([100], None) is None


def test_r10_an_unknown_stage_hides_nothing() -> None:
    found = stage_findings(Stages(granted=100, paid=140), "Région")
    assert len(found) == 1
    assert "accordé" in found[0].message


def test_r3_findings_of_an_overfunded_plan_and_of_a_full_threshold() -> None:
    assert OwnerShare(10, 100, percent=100).minimum_at_same_aids == 90


@pytest.mark.parametrize(
    ("aids", "eligible", "level"),
    [(80, 100, None), (81, 100, "info"), (101, 100, "attention"), (None, 100, None), (5, None, None)],
)
def test_r5_the_general_80_percent_is_a_remark_only(aids: int | None, eligible: int | None, level: str | None) -> None:
    finding = public_aid_finding(aids, eligible)
    assert (None if finding is None else finding.level) == level


def test_r11_rates_to_a_tenth_of_percent() -> None:
    assert permille(613, 1000) == 613
    assert permille(1, 3) == 333
    assert permille(2, 3) == 667
    assert permille(1, None) is None
    assert permille(1, 0) is None
