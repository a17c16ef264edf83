"""How cells are painted: one line, elided, told whole in a tooltip; pills, bars and icons where a column says so."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from app.shell import icons, theme
from app.views.tables.row_model import CELL_ROLE, Bar, IconText
from app.views.widgets.bars import paint_bar
from app.views.widgets.pill import Look, paint_pill

Index = QModelIndex | QPersistentModelIndex
PAD = 10
ROW_HEIGHT = 32


class RowCell(QStyledItemDelegate):
    """Paints any cell of a `RowTableModel`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width() + 2 * PAD, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        tokens = theme.current()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        painter.save()
        painter.fillRect(rect, QColor(tokens.accent_ground if selected else tokens.card))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(PAD, 0, -PAD, -1)
        cell = index.data(CELL_ROLE)
        if isinstance(cell, Look):
            paint_pill(painter, inside, cell)
        elif isinstance(cell, Bar):
            self._paint_progress(painter, inside, cell, str(index.data() or ""))
        elif isinstance(cell, IconText):
            self._paint_icon(painter, inside, cell, option)
        else:
            self._paint_text(painter, inside, option)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Show the cell's own tooltip, else its whole text when it does not fit."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        told = index.data(Qt.ItemDataRole.ToolTipRole) or ""
        cell, text = index.data(CELL_ROLE), str(index.data() or "")
        room = view.visualRect(index).width() - 2 * PAD
        alone = isinstance(cell, IconText) and cell.alone
        if not told and (alone or view.fontMetrics().horizontalAdvance(text) > room):
            told = text
        QToolTip.showText(event.globalPos(), told, view)
        return True

    def _paint_text(self, painter: QPainter, inside: QRect, option: QStyleOptionViewItem) -> None:
        painter.setFont(option.font)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        text = option.text.replace("\n", " ")
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(option.displayAlignment), words)

    def _paint_icon(self, painter: QPainter, inside: QRect, cell: IconText, option: QStyleOptionViewItem) -> None:
        box = QRect(inside.left(), inside.center().y() - icons.SIDE // 2 + 1, icons.SIDE, icons.SIDE)
        icons.paint_icon(painter, box, cell.icon, icons.colour(cell.role))
        if not cell.alone:
            self._paint_text(painter, inside.adjusted(icons.SIDE + 6, 0, 0, 0), option)

    def _paint_progress(self, painter: QPainter, inside: QRect, cell: Bar, text: str) -> None:
        painter.setFont(theme.font(tabular=True))
        words = painter.fontMetrics().horizontalAdvance("100 %") + 8
        paint_bar(painter, inside.adjusted(0, 0, -words, 0), cell.percent, cell.role)
        painter.setPen(QColor(theme.current().secondary))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)


PillCell = BarCell = IconCell = RowCell
