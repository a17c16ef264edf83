"""What screens rely on: changes announced after commit, undo told, refusals in a sentence."""

from __future__ import annotations

import pytest

from app.commands.territory import AddLocalAuthority
from app.errors import ReadOnly, ValidationFailed
from app.queries.shell import identity
from app.settings import SettingsFile
from app.shell.workspace import Workspace


def test_a_command_is_announced_after_commit(qtbot, workspace) -> None:
    heard = []
    workspace.changed.connect(heard.append)
    workspace.run(AddLocalAuthority("CC du Val Inventé"), origin="essai")
    assert [change.origin for change in heard] == ["essai"]
    assert heard[0].touches("local_authority")
    assert workspace.saved_at == workspace.now()


def test_a_refusal_writes_nothing_and_announces_nothing(qtbot, workspace) -> None:
    with qtbot.assertNotEmitted(workspace.changed), pytest.raises(ValidationFailed):
        workspace.run(AddLocalAuthority(""))
    assert workspace.saved_at is None


def test_an_attempt_tells_the_refusal_in_a_toast(qtbot, workspace) -> None:
    with qtbot.waitSignal(workspace.notified) as notified:
        assert workspace.attempt(AddLocalAuthority("")) is None
    (notice,) = notified.args
    assert notice.tone == "danger"
    assert notice.text


def test_an_attempt_that_succeeds_offers_to_take_it_back(qtbot, workspace) -> None:
    notices = []
    workspace.notified.connect(notices.append)
    workspace.attempt(AddLocalAuthority("CC du Val Inventé"), done="Collectivité ajoutée.")
    assert notices[-1].action == "Annuler"
    notices[-1].act()
    assert "Nouvelle collectivité membre" in notices[-1].text
    assert notices[-1].action == "Rétablir"
    assert workspace.dossier.history.redo_label == "Nouvelle collectivité membre"
    notices[-1].act()
    assert notices[-1].action == "Annuler"


def test_nothing_to_undo_is_said(qtbot, workspace) -> None:
    workspace.undo()  # the territory itself: the dossier is blank again
    with qtbot.waitSignal(workspace.notified) as notified:
        workspace.undo_and_tell()
    assert notified.args[0].text == "Il n’y a rien à annuler."


def test_questions_are_answered_with_plain_data(workspace) -> None:
    assert workspace.ask(identity).territory == "Vallée de la Sambrelle"
    assert workspace.today().isoformat() == "2026-11-23"


def test_the_author_follows_the_preferences(qtbot, workspace) -> None:
    with qtbot.waitSignal(workspace.settings_changed):
        workspace.update_settings(author="Dominique Inventé", theme="sombre")
    assert workspace.dossier.author == "Dominique Inventé"
    assert workspace.settings.theme == "sombre"


def test_a_read_only_dossier_refuses_to_write(qapp, dossier_file, office, tmp_path) -> None:
    from app.db import lifecycle

    dossier = lifecycle.open_(dossier_file, office, read_only=True)
    reading = Workspace(dossier, SettingsFile(tmp_path / "preferences.json"))
    assert reading.is_read_only
    with pytest.raises(ReadOnly):
        reading.run(AddLocalAuthority("CC du Val Inventé"))
    dossier.close()
    reading.jobs.close()
