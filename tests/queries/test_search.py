"""What Ctrl+K finds, and in which order."""

import time

from app.commands.fields import Delete, SetField
from app.commands.plan import AddAction, AddProgress
from app.commands.territory import AddOrganization, AddPerson
from app.queries.search import excerpt, search


def titles(dossier, text, **options):
    return [hit.title for hit in dossier.ask(search, text, **options)]


def test_accents_apostrophes_and_case_do_not_matter(dossier):
    dossier.run(AddAction("Créer l’École de l’Énergie", number="4.1"))
    for text in ("ecole energie", "L'ÉCOLE", "l’energie", "4.1"):
        assert titles(dossier, text) == ["4.1 Créer l’École de l’Énergie"]


def test_every_word_must_occur(dossier):
    dossier.run(AddAction("Dépolluer la friche", number="3.1"))
    dossier.run(AddAction("Inventorier la friche", number="3.2"))
    assert titles(dossier, "friche depolluer") == ["3.1 Dépolluer la friche"]
    assert titles(dossier, "friche château") == []


def test_nothing_asked_finds_nothing(dossier):
    dossier.run(AddAction("Dépolluer la friche"))
    assert titles(dossier, "  ") == []


def test_percent_and_underscore_are_ordinary_characters(dossier):
    dossier.run(AddAction("Réduire de 30 % la consommation", number="1.1"))
    dossier.run(AddAction("Réduire les délais", number="1.2"))
    assert titles(dossier, "%") == ["1.1 Réduire de 30 % la consommation"]
    assert titles(dossier, "_") == []


def test_titles_come_before_texts_and_texts_say_where(dossier):
    noted = dossier.run(AddAction("Halle d’essais", number="2.1")).created("action")
    dossier.run(SetField("action", noted, "context", "Un premier constat.\nLa chaufferie du site attend l’accord."))
    dossier.run(AddAction("Rénover la chaufferie", number="2.2"))
    first, second = dossier.ask(search, "chaufferie")
    assert (first.title, first.excerpt) == ("2.2 Rénover la chaufferie", "")
    assert second.title == "2.1 Halle d’essais"
    assert second.excerpt == "La chaufferie du site attend l’accord."
    assert second.kind_label == "Action"


def test_a_note_leads_to_its_action(dossier):
    action = dossier.run(AddAction("Halle d’essais")).created("action")
    note = dossier.run(AddProgress(action, highlights="Consultation infructueuse")).created("progress_note")
    (hit,) = dossier.ask(search, "infructueuse")
    assert (hit.table, hit.key, hit.owner_table, hit.owner_key) == ("progress_note", note, "action", action)


def test_people_and_structures_are_found_and_the_deleted_are_not(dossier):
    dossier.run(AddPerson("Odile", "FICTIVE", function="Directrice"))
    body = dossier.run(AddOrganization("Fonderies Imaginaires")).created("organization")
    assert titles(dossier, "fictive") == ["Odile FICTIVE"]
    assert titles(dossier, "fonderies") == ["Fonderies Imaginaires"]
    dossier.run(Delete("organization", body))
    assert titles(dossier, "fonderies") == []


def test_limit_is_kept(dossier):
    for rank in range(5):
        dossier.run(AddAction(f"Atelier {rank}"))
    assert len(titles(dossier, "atelier", limit=3)) == 3


def test_an_excerpt_is_cut_around_the_word():
    body = " ".join(f"mot{rank}" for rank in range(30))
    assert excerpt(body, ["mot15"]).startswith("… mot8 ")
    assert excerpt(body, ["mot15"]).endswith(" mot22 …")
    assert excerpt(body, ["absent"]) == ""


class ManyActions:
    label = "Beaucoup d’actions"

    def __call__(self, uow):
        from app.models import Action

        for rank in range(3000):
            uow.session.add(Action(title=f"Action n° {rank} de décarbonation", description="Texte ordinaire. " * 20))


def test_thousands_of_rows_answer_at_once(dossier):
    dossier.run(ManyActions())
    start = time.perf_counter()
    assert len(dossier.ask(search, "decarbonation 2999")) == 1
    assert time.perf_counter() - start < 0.5
