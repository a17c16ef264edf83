"""The figures of `resume`."""

import json

from app.commands.fields import SetField
from app.commands.finance import AddCommitment, AddPayment
from app.commands.plan import AddAction, AddAxis
from app.queries.summary import summary
from app.vocabulary import Application, CommitmentKind, Status


def commitment(dossier, action, kind=CommitmentKind.FUNDING, **fields):
    key = dossier.run(AddCommitment("Région Fictive", action, kind=kind)).created("commitment")
    for field, value in fields.items():
        dossier.run(SetField("commitment", key, field, value))
    return key


def test_a_blank_dossier_counts_nothing_and_names_every_status(dossier):
    figures = dossier.ask(summary)
    assert figures["territoire"] == "Vallée de la Sambrelle"
    assert figures["actions"]["par_statut"] == {status.label: 0 for status in Status}
    assert figures["couts"] == {"connus_centimes": 0, "inconnus": 0}
    assert json.loads(json.dumps(figures)) == figures


def test_sub_actions_and_unknown_costs_are_apart(dossier):
    top = dossier.run(AddAxis("Foncier")).created("axis")
    sub = dossier.run(AddAxis("Friches", top)).created("axis")
    main = dossier.run(AddAction("Dépolluer", sub)).created("action")
    dossier.run(AddAction("Étudier", parent=main))
    dossier.run(AddAction("Sans rien"))
    dossier.run(SetField("action", main, "status", Status.RUNNING))
    dossier.run(SetField("action", main, "total_cost_cents", 195_000_000))
    figures = dossier.ask(summary)
    assert figures["actions"]["total"] == 2
    assert figures["actions"]["sous_actions"] == 1
    assert figures["actions"]["par_statut"]["En cours"] == 1
    assert figures["actions"]["par_statut"]["À venir"] == 1
    assert figures["actions"]["par_axe"] == {"1 Foncier": 1, "Sans axe": 1}
    assert figures["axes"] == {"total": 1}
    assert figures["couts"] == {"connus_centimes": 195_000_000, "inconnus": 1}


def test_stages_stay_apart_and_refused_money_is_not_counted(dossier):
    action = dossier.run(AddAction("Dépolluer")).created("action")
    alive = commitment(
        dossier, action, announced_cents=500, requested_cents=400, granted_cents=300, contracted_cents=200
    )
    dossier.run(AddPayment(alive, 100))
    commitment(dossier, action, announced_cents=7_000, requested_cents=7_000, application=Application.REFUSED)
    commitment(dossier, action, kind=CommitmentKind.ENGINEERING, announced_cents=9_000)
    figures = dossier.ask(summary)
    assert figures["engagements"] == {"total": 3}
    assert figures["financements"] == {
        "annonce_centimes": 500,
        "demande_centimes": 400,
        "accorde_centimes": 300,
        "conventionne_centimes": 200,
        "verse_centimes": 100,
    }
