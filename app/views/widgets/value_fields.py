"""Fields of dates, money, numbers, closed lists and yes or no."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QDate, QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QCheckBox, QComboBox, QMenu, QWidget, QWidgetAction

from app.french import NBSP, euros, number, short_date
from app.rules.money_text import parse_amount
from app.shell import icons, theme
from app.views.widgets.buttons import icon_button
from app.views.widgets.field import Field, LineField
from app.views.widgets.typed_dates import read_date
from app.vocabulary import Term


class DateField(LineField):
    """A date or nothing, typed (« 12/3 », « fin janvier », « +3 sem. ») or picked in a calendar (Alt+↓)."""

    def __init__(self, today: Callable[[], date], required: str = "", parent: QWidget | None = None) -> None:
        """`today` gives the day relative dates start from: `workspace.today`."""
        self._today, self._required = today, required
        self._open = icon_button("calendar", "Choisir dans un calendrier (Alt+↓)")
        super().__init__("jj/mm/aaaa", parent, self._open)
        self._open.clicked.connect(self.open_calendar)
        self._open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.line.setToolTip("12/03/2026, 12/3, 12 mars, fin janvier, +3 sem., lundi…")
        self.line.setMinimumWidth(104)

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self._open.setEnabled(not read_only)

    @Slot()
    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        menu, calendar = QMenu(self), QCalendarWidget()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        shown = self._value or self._today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        calendar.activated.connect(menu.close)
        calendar.clicked.connect(menu.close)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.popup(self.mapToGlobal(QPoint(0, self.line.height())))
        calendar.setFocus()

    @Slot(QDate)
    def _picked(self, day: QDate) -> None:
        self.line.setText(f"{day.day():02}/{day.month():02}/{day.year():04}")
        self.commit()

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return True
        return super()._key(event)

    def _read(self) -> date | None:
        found = read_date(self.line.text(), self._today())
        if found is None and self._required:
            raise ValueError(self._required)
        return found

    def _shown(self, value: Any) -> str:
        return short_date(value)


class MoneyField(LineField):
    """An amount in integer cents, or None: unknown, which is not zero."""

    def __init__(self, placeholder: str = "inconnu", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setFont(theme.with_tabular_figures(self.line.font()))
        self.line.setToolTip(f"Par exemple{NBSP}: 150{NBSP}000, 150{NBSP}k€, 1,2{NBSP}M€. Vide{NBSP}: inconnu.")

    def _read(self) -> int | None:
        text = self.line.text()
        if text.replace("\u202f", " ").replace(NBSP, " ") == self._shown(self._value).replace("\u202f", " ").replace(
            NBSP, " "
        ):
            return self._value if self._value is None else int(self._value)
        read = parse_amount(text)
        if not read.understood:
            raise ValueError(f"Montant non compris{NBSP}: {read.note}. Écrivez par exemple 150{NBSP}k€ ou 1,2{NBSP}M€.")
        if read.cents is not None and read.cents < 0:
            raise ValueError("Un montant ne peut pas être négatif.")
        return read.cents

    def _shown(self, value: Any) -> str:
        return euros(value, unknown="")


class NumberField(LineField):
    """A number or nothing: an int, or a Decimal when `decimals` is not 0."""

    def __init__(
        self,
        minimum: int | None = 0,
        maximum: int | None = None,
        *,
        decimals: int = 0,
        unit: str = "",
        required: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self._minimum, self._maximum, self._decimals = minimum, maximum, decimals
        self._unit, self._required = unit, required
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setFont(theme.with_tabular_figures(self.line.font()))

    def _read(self) -> int | Decimal | None:
        text = self.line.text().strip()
        if self._unit and text.endswith(self._unit):
            text = text.removesuffix(self._unit)
        for space in ("\u202f", NBSP, " "):
            text = text.replace(space, "")
        if not text:
            if self._required:
                raise ValueError(self._required)
            return None
        try:
            value = Decimal(text.replace(",", ".").replace("−", "-"))
        except InvalidOperation:
            raise ValueError("Écrivez un nombre.") from None
        if not value.is_finite() or (value != round(value, self._decimals)):
            raise ValueError("Écrivez un nombre entier." if not self._decimals else "Trop de décimales.")
        self._check_range(value)
        return value if self._decimals else int(value)

    def _check_range(self, value: Decimal) -> None:
        low, high = self._minimum, self._maximum
        if low is not None and high is not None and not low <= value <= high:
            raise ValueError(f"Écrivez un nombre de {number(low)} à {number(high)}.")
        if low is not None and value < low:
            raise ValueError(f"Écrivez un nombre d’au moins {number(low)}.")
        if high is not None and value > high:
            raise ValueError(f"Écrivez un nombre d’au plus {number(high)}.")

    def _shown(self, value: Any) -> str:
        if value is None:
            return ""
        text = number(value, self._decimals)
        if self._decimals:
            text = text.rstrip("0").rstrip(",")
        return f"{text}{NBSP}{self._unit}" if self._unit else text


class ComboBox(QComboBox):
    """A list box whose arrow follows the theme, and which the wheel changes only when it has focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(16)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        box = QRect(self.width() - 24, 0, 16, self.height())
        icons.paint_icon(
            painter, QRect(box.x(), (self.height() - 14) // 2, 14, 14), "chevron-down", icons.colour("secondary")
        )
        painter.end()


class ChoiceField(Field):
    """One of a closed list; committed as soon as it is picked."""

    def __init__(
        self,
        choices: Iterable[Term] | Iterable[tuple[Any, str]] = (),
        *,
        allow_none: bool = False,
        none_label: str = "—",
        parent: QWidget | None = None,
    ) -> None:
        """`choices` is a vocabulary list (`Status`) or pairs (value, French label)."""
        super().__init__(parent)
        self._allow_none, self._none_label = allow_none, none_label
        self.box = ComboBox()
        self._install(self.box)
        self.box.activated.connect(self._picked)
        self.set_choices(choices)

    def set_choices(self, choices: Iterable[Term] | Iterable[tuple[Any, str]]) -> None:
        """Replace the list, keeping the value when it is still there."""
        self._choices = [(c, c.label) if isinstance(c, Term) else c for c in choices]
        if self._allow_none:
            self._choices.insert(0, (None, self._none_label))
        self.box.clear()
        self.box.addItems([text for _value, text in self._choices])
        self._write(self._value)

    def set_read_only(self, read_only: bool) -> None:
        """Forbid or allow picking."""
        self.box.setEnabled(not read_only)

    def _read(self) -> Any:
        chosen = self.box.currentIndex()
        return self._choices[chosen][0] if chosen >= 0 else None

    def _write(self, value: Any) -> None:
        found = [place for place, (known, _text) in enumerate(self._choices) if known == value]
        self.box.setCurrentIndex(found[0] if found else -1)

    @Slot(int)
    def _picked(self, _place: int) -> None:
        self.commit()


class TickBox(QCheckBox):
    """A check box whose tick follows the theme."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            square = QRect(2, (self.height() - 13) // 2, 13, 13)
            icons.paint_icon(painter, square, "check", QColor(theme.current().on_button).name())
            painter.end()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(20, 22))


class CheckField(Field):
    """Yes or no, committed at once."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = False
        self.box = TickBox(text)
        self._install(self.box)
        self.box.clicked.connect(self.commit)

    def set_read_only(self, read_only: bool) -> None:
        """Forbid or allow ticking."""
        self.box.setEnabled(not read_only)

    def _read(self) -> bool:
        return self.box.isChecked()

    def _write(self, value: Any) -> None:
        self.box.setChecked(bool(value))
