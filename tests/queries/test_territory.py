"""The territory as its screen receives it."""

from datetime import date

import pytest

from app.commands.fields import SetField
from app.commands.territory import AddLocalAuthority, AddOrganization, AddPerson, AddSeat
from app.queries.territory import mandate, territory_sheet
from app.vocabulary import College, SeatRole

TODAY = date(2026, 11, 23)


def sheet(dossier):
    return dossier.ask(territory_sheet, TODAY)


def test_seats_are_ordered_by_college_and_past_ones_come_last(dossier):
    dossier.run(AddSeat(1, "Odile FICTIVE", "Région Fictive", college=College.REGION))
    dossier.run(AddSeat(1, "Jean IMAGINAIRE", college=College.PAIR, role=SeatRole.CHAIR_ELECTED))
    old = dossier.run(AddSeat(1, "Ancien TITULAIRE", college=College.PAIR)).created("seat")
    dossier.run(SetField("seat", old, "ends_on", date(2026, 11, 22)))
    seats = sheet(dossier).seats
    assert [(seat.names["holder"], seat.is_past) for seat in seats] == [
        ("Jean IMAGINAIRE", False),
        ("Odile FICTIVE", False),
        ("Ancien TITULAIRE", True),
    ]
    assert seats[1].names["organization_id"] == "Région Fictive"


def test_a_mandate_that_ends_today_still_runs(dossier):
    key = dossier.run(AddSeat(1, "Odile FICTIVE")).created("seat")
    dossier.run(SetField("seat", key, "ends_on", TODAY))
    assert not sheet(dossier).seats[0].is_past


def test_names_are_in_french_order_and_people_by_surname(dossier):
    for name in ("Zinguerie", "École de production", "Ets Exemple"):
        dossier.run(AddOrganization(name))
    dossier.run(AddPerson("Zoé", "ABSENTE"))
    dossier.run(AddPerson("Anne", "ÉTRANGE", organization="Zinguerie"))
    found = sheet(dossier)
    assert [name for _, name in found.organization_choices] == ["École de production", "Ets Exemple", "Zinguerie"]
    assert [person.values["last_name"] for person in found.people] == ["ABSENTE", "ÉTRANGE"]
    assert found.people[1].names["organization_id"] == "Zinguerie"


def test_members_of_the_perimeter_carry_their_values(dossier):
    dossier.run(AddLocalAuthority("CC Inventée", population=31_400))
    (member,) = sheet(dossier).authorities
    assert (member.values["name"], member.values["population"], member.values["siren"]) == ("CC Inventée", 31_400, "")


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "text"),
    [
        (date(2024, 3, 1), None, "depuis le 01/03/2024"),
        (date(2024, 3, 1), date(2026, 6, 30), "du 01/03/2024 au 30/06/2026"),
        (None, date(2026, 6, 30), "jusqu’au 30/06/2026"),
        (None, None, ""),
    ],
)
def test_mandates_in_words(starts_on, ends_on, text):
    assert mandate(starts_on, ends_on) == text
