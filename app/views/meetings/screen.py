"""The « Séances » entry: the list of meetings, then one of them."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.queries.meetings import meeting_of
from app.shell.workspace import Workspace
from app.views.meetings.list_page import MeetingListPage
from app.views.meetings.page import MeetingPage
from app.views.screen import Screen
from app.views.widgets.buttons import primary


class MeetingsScreen(Screen):
    """List, or meeting."""

    name, title, icon = "seances", "Séances", "calendar-days"
    tables = (
        "meeting",
        "agenda_item",
        "agenda_item_action",
        "attendance",
        "decision",
        "decision_action",
        "task",
        "action",
        "milestone",
        "progress_note",
        "commitment",
        "committee",
        "seat",
        "person",
        "organization",
    )

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.list = MeetingListPage(workspace)
        self.list.opened.connect(self.open_meeting)
        self.add = primary("Nouvelle séance", "calendar-plus", self.list.add)
        self.add.setParent(self)
        self.add.hide()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.list)

    @cached_property
    def page(self) -> MeetingPage:
        """The page of a meeting, built when one is first opened."""
        made = MeetingPage(self.workspace)
        made.left.connect(self.show_list)
        made.header_changed.connect(self.header_changed)
        self._stack.addWidget(made)
        return made

    def heading(self) -> str:
        return self.page.heading() if self._is_in_meeting() else self.title

    def header_actions(self) -> list[QWidget]:
        return self.page.acts() if self._is_in_meeting() else [self.add]

    def has_search(self) -> bool:
        return not self._is_in_meeting()

    def refresh(self) -> None:
        if self._is_in_meeting():
            self.page.refresh()
        else:
            self.list.refresh()

    def show_key(self, table: str, key: int) -> None:
        if table == "meeting":
            self.open_meeting(key)
            return
        found = self.workspace.ask(meeting_of, table, key)
        if found is not None:
            self.open_meeting(found[0])
            if found[1] is not None:
                self.page.show_item(found[1])

    @Slot(int)
    def open_meeting(self, key: int) -> None:
        """Show one meeting at the step where it stands."""
        page = self.page
        self._stack.setCurrentWidget(page)
        page.show_meeting(key)
        self.header_changed.emit()

    @Slot()
    def show_list(self) -> None:
        """Show the list again."""
        self._stack.setCurrentWidget(self.list)
        self.list.refresh()
        self.header_changed.emit()

    def _is_in_meeting(self) -> bool:
        return self._stack.currentWidget() is not self.list
