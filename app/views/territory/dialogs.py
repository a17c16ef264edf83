"""The small dialogs that create what the Territoire screen lists: one command each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.commands.territory import AddCommittee, AddLocalAuthority, AddOrganization, AddPerson, AddSeat
from app.dto.territory import TerritorySheet
from app.shell.workspace import Workspace
from app.views.dialogs.form_dialog import Entry, FormDialog
from app.views.territory.fields import CIVILITIES, SirenField
from app.views.widgets import ChoiceField, DateField, Field, NumberField, SuggestField, TextField
from app.vocabulary import AuthorityKind, College, CommitteeKind, Family, SeatRole


def add_authority(workspace: Workspace, parent: QWidget) -> FormDialog:
    """Return the dialog that adds a member of the perimeter."""
    entries = [
        Entry("name", "&Nom", TextField(required="Donnez un nom.")),
        Entry("kind", "&Type", _chosen(ChoiceField(AuthorityKind), AuthorityKind.EPCI)),
        Entry("siren", "&SIREN", SirenField()),
        Entry("population", "&Population", NumberField()),
    ]
    return FormDialog(workspace, "Nouvelle collectivité membre", entries, _authority, act="Ajouter", parent=parent)


def _authority(values: Mapping[str, Any]) -> AddLocalAuthority:
    return AddLocalAuthority(**values)


def add_organization(workspace: Workspace, parent: QWidget) -> FormDialog:
    """Return the dialog that adds a structure."""
    entries = [
        Entry("name", "&Nom", TextField(required="Donnez un nom.")),
        Entry("short_name", "Si&gle", TextField()),
        Entry("family", "&Famille", _chosen(ChoiceField(Family), Family.OTHER)),
        Entry("siren", "&SIREN", SirenField()),
    ]
    return FormDialog(workspace, "Nouvelle structure", entries, _organization, act="Ajouter", parent=parent)


def _organization(values: Mapping[str, Any]) -> AddOrganization:
    return AddOrganization(**values)


def add_person(workspace: Workspace, sheet: TerritorySheet, parent: QWidget) -> FormDialog:
    """Return the dialog that adds a person."""
    entries = [
        Entry("civility", "&Civilité", SuggestField(CIVILITIES)),
        Entry("first_name", "&Prénom", TextField()),
        Entry("last_name", "&Nom", TextField(required="Donnez un nom.")),
        Entry("function", "&Fonction", TextField()),
        Entry("organization", "&Structure", SuggestField(_names(sheet.organization_choices))),
        Entry("email", "C&ourriel", TextField()),
        Entry("phone", "&Téléphone", TextField()),
    ]
    return FormDialog(workspace, "Nouvel interlocuteur", entries, _person, act="Ajouter", parent=parent)


def _person(values: Mapping[str, Any]) -> AddPerson:
    return AddPerson(**values)


def add_committee(workspace: Workspace, parent: QWidget) -> FormDialog:
    """Return the dialog that adds an instance."""
    entries = [
        Entry("name", "&Nom", TextField("Groupe de travail foncier", "Donnez un nom.")),
        Entry("short_name", "Si&gle", TextField("GT Foncier", "Donnez un sigle.")),
        Entry("kind", "&Type", _chosen(ChoiceField(CommitteeKind), CommitteeKind.WORKING_GROUP)),
    ]
    return FormDialog(workspace, "Nouvelle instance", entries, _committee, act="Créer", parent=parent)


def _committee(values: Mapping[str, Any]) -> AddCommittee:
    return AddCommittee(**values)


def add_seat(
    workspace: Workspace, sheet: TerritorySheet, committee: int, parent: QWidget, role: SeatRole = SeatRole.VOTING
) -> FormDialog:
    """Return the dialog that seats someone in a committee, in a role proposed first."""
    college = College.PAIR if role.is_chair else College.GUESTS
    names = [(row.key, row.values["name"]) for row in sheet.committees]
    entries = [
        Entry("committee", "&Instance", _chosen(ChoiceField(names), committee)),
        Entry("person", "&Personne", SuggestField(_names(sheet.people_choices), "Prénom NOM")),
        Entry("organization", "&Structure", SuggestField(_names(sheet.organization_choices))),
        Entry("capacity", "&Qualité", TextField("Présidente, sous-préfet, directeur de site…")),
        Entry("college", "&Collège", _chosen(ChoiceField(College), college)),
        Entry("role", "&Rôle", _chosen(ChoiceField(SeatRole), role)),
        Entry("starts_on", "&Début de mandat", DateField(workspace.today)),
    ]
    return FormDialog(workspace, "Nouveau siège", entries, _seat, act="Ajouter", parent=parent)


def _seat(values: Mapping[str, Any]) -> AddSeat:
    return AddSeat(**values)


def _chosen(field: ChoiceField, value: object) -> Field:
    field.set_value(value)
    return field


def _names(choices: Iterable[tuple[int, str]]) -> list[str]:
    return [name for _, name in choices]
