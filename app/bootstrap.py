"""The composition root: reads the command line, builds the singletons, opens the window. Nobody imports it."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.paths import Folders

log = logging.getLogger("app")

VERBS = {"demo", "nouveau", "importer", "verifier", "exporter", "resume"}


def main(arguments: Sequence[str]) -> int:
    """Run the command line or the window; returns the exit status."""
    if arguments and arguments[0] in {"-h", "--help", "--aide"} | VERBS:
        from app.cli.main import main as run_command

        return run_command(arguments)
    if arguments and arguments[0] == "captures":
        return _captures(arguments)
    options = [argument for argument in arguments if argument != "--demo"]
    if len(options) > 1 or any(option.startswith("-") or _is_no_path(option) for option in options):
        sys.stderr.write("Commande incomprise. Essayez « main.py --aide ».\n")
        return 2
    if not _has_display():
        sys.stderr.write(
            "Aucun écran n’est disponible : la fenêtre ne peut pas s’ouvrir. "
            "Les commandes de « main.py --aide » fonctionnent sans écran.\n"
        )
        return 1
    return _window(Path(options[0]) if options else None, demo="--demo" in arguments)


def _is_no_path(argument: str) -> bool:
    """Whether a word is neither a file nor something that could name one: a mistyped command."""
    path = Path(argument)
    return not path.suffix and path.parent == Path() and not path.exists()


def _has_display() -> bool:
    named = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"} & {name for name, value in os.environ.items() if value}
    return not sys.platform.startswith("linux") or bool(named)


def _captures(arguments: Sequence[str]) -> int:
    from app.cli.parser import UsageError, parser
    from app.errors import AppError

    try:
        options = parser().parse_args(list(arguments))
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from tempfile import TemporaryDirectory

        from app.views.captures import capture_all

        with TemporaryDirectory() as folder:
            app = application(Path(folder))
            made = capture_all(app, options.dossier, options.sortie, options.taille, options.theme)
    except AppError as error:
        sys.stderr.write(f"{error}\n")
        return 2 if isinstance(error, UsageError) else 1
    print(f"{len(made)} images écrites dans {options.sortie}")  # noqa: T201
    return 0


def _window(path: Path | None, *, demo: bool) -> int:
    from app.paths import user_folders

    folders = user_folders()
    _start_log(folders)
    app = application(folders.config)
    from app.clock import Clock
    from app.settings import SettingsFile
    from app.shell.collector import Collector
    from app.shell.failures import FailureReporter
    from app.shell.jobs import Jobs
    from app.shell.theme import apply_theme
    from app.views.dialogs.crash_report import offer_report
    from app.views.main_window import MainWindow

    settings = SettingsFile(folders.config / "preferences.json")
    apply_theme(app, settings.value.theme)
    Collector(app)
    jobs = Jobs(app)
    window = MainWindow(settings, jobs, Clock.from_environment(), folders)
    reporter = FailureReporter(window.tell, lambda report: offer_report(report, window), app)
    reporter.install()
    window.show()
    window.start(path, demo=demo)  # once the shell has painted
    status = app.exec()
    window.close_dossier()
    jobs.close()
    logging.shutdown()
    sys.stdout.flush()
    os._exit(status)  # everything is committed: unloading the libraries would only cost a quarter of a second


def application(folder: Path) -> QApplication:
    """The one QApplication, in French; what the window remembers of itself goes to `folder`."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTranslator
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from app.paths import resource
    from app.shell.constants_guard import keep_constants_alive

    keep_constants_alive()
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Binôme")
    app.setOrganizationName("Binome")
    app.setDesktopFileName("binome")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    app.setWindowIcon(QIcon(str(resource("app.svg"))))
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    translator = QTranslator(app)
    if translator.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    return app


def _start_log(folders: Folders) -> None:
    try:
        folders.logs.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folders.logs / "binome.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8")
        faulthandler.enable((folders.logs / "plantage.log").open("a", encoding="utf-8"))
    except OSError:
        faulthandler.enable()
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
