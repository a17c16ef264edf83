"""What every in-place field shares: it commits when the user has finished, never while it is being filled in."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.views.widgets.labels import label, restyle

_NOT_LEAVING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


class Field(QWidget):
    """An editor, the sentence that says what is wrong with it, and one signal.

    `committed(value)` is emitted when the user leaves the editor, presses Enter or picks, and only if the value is
    another one. `set_value` is silent. A text that cannot be understood stays, with its sentence, and keeps focus.
    A subclass builds `editor` with `_install`, and says how to `_read` it (ValueError with a French sentence) and
    `_write` it.
    """

    committed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor: QWidget
        self._value: Any = None
        self._problem = label("", "problem", wrap=True, parent=self)
        self._problem.hide()
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(3)

    def value(self) -> Any:
        """Return the last value committed or set."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show a value without committing it; a text being typed is kept when the value is the same."""
        typing = self.editor.hasFocus() and value == self._value
        self._value = value
        if not typing:
            self._write(value)
            self.show_problem("")

    def problem(self) -> str:
        """Return the sentence shown beside the field, "" when all is well."""
        return self._problem.text()

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong (a refusal of a command, for instance); "" takes it back."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.editor.setProperty("invalid", "true" if sentence else "false")
        self.editor.setAccessibleDescription(sentence)
        restyle(self.editor)

    def commit(self) -> bool:
        """Commit what is typed, if it is another value; False, with a sentence, when it cannot be understood."""
        try:
            value = self._read()
        except ValueError as error:
            self.show_problem(str(error))
            return False
        if self.problem() or value != self._value:
            self.show_problem("")
        changed, self._value = value != self._value, value
        self._normalise(value)
        if changed:
            self.committed.emit(value)
        return True

    def revert(self) -> None:
        """Forget what is typed."""
        self._write(self._value)
        self.show_problem("")

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self.editor.setFocus(reason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.editor:
            if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
                if event.reason() not in _NOT_LEAVING:
                    self._leave(event.reason())
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
            elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                return leave_undo_to_the_dossier(self.editor, event)
        return super().eventFilter(watched, event)

    # --- for subclasses -----------------------------------------------------------------

    def _install(self, editor: QWidget, *beside: QWidget) -> None:
        self.editor = editor
        self.setFocusProxy(editor)
        editor.installEventFilter(self)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(editor, 1)
        for widget in beside:
            line.addWidget(widget)
        self._stack.addLayout(line)
        self._stack.addWidget(self._problem)

    def _read(self) -> Any:
        raise NotImplementedError

    def _write(self, value: Any) -> None:
        raise NotImplementedError

    def _normalise(self, value: Any) -> None:
        """Show the value as the program writes it, once committed."""
        self._write(value)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self._is_touched():
            self.revert()
            return True
        return False

    def _is_touched(self) -> bool:
        try:
            return bool(self.problem()) or self._read() != self._value
        except ValueError:
            return True

    def _leave(self, reason: Qt.FocusReason) -> None:
        if not self.commit() and reason != Qt.FocusReason.ActiveWindowFocusReason:
            QTimer.singleShot(0, self._come_back)

    @Slot()
    def _come_back(self) -> None:
        if self.problem() and self.isVisible() and self.isEnabled():
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)


def leave_undo_to_the_dossier(editor: QWidget, event: QKeyEvent) -> bool:
    """Whether Ctrl+Z or Ctrl+Maj+Z goes to the window because the text has nothing of its own to take back."""
    undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
    if not undo and not redo:
        return False
    text = editor.document() if isinstance(editor, QPlainTextEdit) else editor
    if not isinstance(text, QLineEdit | QTextDocument):
        return False
    if text.isUndoAvailable() if undo else text.isRedoAvailable():
        return False
    event.ignore()
    return True


class LineField(Field):
    """A field whose editor is one line of text; Enter commits."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None, *beside: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.returnPressed.connect(self.commit)
        self._install(self.line, *beside)

    def set_read_only(self, read_only: bool) -> None:
        """Forbid or allow typing; the text can still be selected and copied."""
        self.line.setReadOnly(read_only)

    def typed(self) -> str:
        """Return the text as it stands in the editor, committed or not."""
        return self.line.text()

    def _write(self, value: Any) -> None:
        text = self._shown(value)
        if text != self.line.text():
            caret = self.line.cursorPosition()
            self.line.setText(text)
            if self.line.hasFocus():
                self.line.setCursorPosition(min(caret, len(text)))
            else:
                self.line.setCursorPosition(0)

    def _shown(self, value: Any) -> str:
        return str(value) if value is not None else ""
