"""Fields of text: one line, several lines, one line with suggestions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit, QWidget

from app.french import fold
from app.views.widgets.field import Field, LineField

PAUSE_MS = 1000
_FOLDED = Qt.ItemDataRole.UserRole + 1


class TextField(LineField):
    """One line of text; `required` is the sentence shown when it is left empty."""

    def __init__(self, placeholder: str = "", required: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self._required = required
        self._value = ""

    def _read(self) -> str:
        text = self.line.text().strip()
        if self._required and not text:
            raise ValueError(self._required)
        return text


class LongTextField(Field):
    """Several lines of plain text, committed when left and after a pause of one second; grows with its text."""

    def __init__(
        self, placeholder: str = "", lines: int = 3, max_lines: int = 14, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._value = ""
        self._lines, self._max_lines = lines, max_lines
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(placeholder)
        self.text.setTabChangesFocus(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self._install(self.text)
        self.text.textChanged.connect(self._on_text)
        self._fit()

    def set_read_only(self, read_only: bool) -> None:
        """Forbid or allow typing."""
        self.text.setReadOnly(read_only)

    def typed(self) -> str:
        """Return the text as it stands in the editor, committed or not."""
        return self.text.toPlainText()

    def commit(self) -> bool:
        self._pause.stop()
        return super().commit()

    def _read(self) -> str:
        return self.text.toPlainText().strip()

    def _write(self, value: Any) -> None:
        text = value or ""
        if text == self.text.toPlainText().strip():
            return  # the same words: the caret, the spaces being typed and Qt's own undo stay
        caret = self.text.textCursor().position()
        self.text.blockSignals(True)
        self.text.setPlainText(text)
        self.text.blockSignals(False)
        if self.text.hasFocus():
            cursor = self.text.textCursor()
            cursor.setPosition(min(caret, len(text)))
            self.text.setTextCursor(cursor)
        self._pause.stop()
        self._fit()

    def _key(self, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
            return True
        return super()._key(event)

    @Slot()
    def _on_text(self) -> None:
        self._pause.start()
        self._fit()

    def _fit(self) -> None:
        if self._max_lines <= 0:
            return  # the layout decides
        rows = max(self._lines, min(self.text.document().blockCount(), self._max_lines))
        self.text.setFixedHeight(rows * self.text.fontMetrics().lineSpacing() + 20)


class SuggestField(TextField):
    """One line of text with suggestions, found anywhere in them whatever the accents and the case."""

    def __init__(
        self, choices: Iterable[str] = (), placeholder: str = "", required: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(placeholder, required, parent)
        self._model = QStandardItemModel(self)
        completer = _FoldingCompleter(self._model, self)
        self.line.setCompleter(completer)
        completer.activated.connect(self._picked)
        self.set_choices(choices)

    def set_choices(self, choices: Iterable[str]) -> None:
        """Replace the suggestions."""
        self._model.clear()
        for choice in choices:
            item = QStandardItem(choice)
            item.setData(fold(choice), _FOLDED)
            self._model.appendRow(item)

    @Slot(str)
    def _picked(self, _text: str) -> None:
        QTimer.singleShot(0, self.commit)  # the completer writes its text after this signal


class _FoldingCompleter(QCompleter):
    def __init__(self, model: QStandardItemModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        popup = QListView()
        popup.setObjectName("suggestions")
        self.setPopup(popup)
        self.setCompletionRole(_FOLDED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(9)

    def splitPath(self, path: str) -> list[str]:
        return [fold(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))
