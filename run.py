"""Set everything up, then open the demonstration territory or run the tests, with nothing but Python installed.

    python3 run.py            opens the demonstration; without a display, writes its documents in ./binome-demo
    python3 run.py tests      runs the test suite (further arguments go to pytest)

The first run makes `.venv` and, on Debian and Ubuntu, installs the system libraries Qt needs. The following ones find
it ready and start at once. It must parse under Python 3.8, to tell its users that theirs is too old.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "binome-ready"
STARTED = VENV / "binome-unfinished"
OLDEST = (3, 11)

# Shared libraries Qt's wheels expect from the system (found by ldd on its plugins), each with its Debian package.
BASE_LIBRARIES = """libGL.so.1 libgl1, libEGL.so.1 libegl1, libfontconfig.so.1 libfontconfig1,
    libdbus-1.so.3 libdbus-1-3, libxkbcommon.so.0 libxkbcommon0, libglib-2.0.so.0 libglib2.0-0"""
X11_LIBRARIES = """libX11-xcb.so.1 libx11-xcb1, libxcb-cursor.so.0 libxcb-cursor0, libxcb-icccm.so.4 libxcb-icccm4,
    libxcb-image.so.0 libxcb-image0, libxcb-keysyms.so.1 libxcb-keysyms1, libxcb-randr.so.0 libxcb-randr0,
    libxcb-render-util.so.0 libxcb-render-util0, libxcb-shape.so.0 libxcb-shape0, libxcb-xkb.so.1 libxcb-xkb1,
    libxkbcommon-x11.so.0 libxkbcommon-x11-0"""
WAYLAND_LIBRARIES = "libwayland-client.so.0 libwayland-client0, libwayland-cursor.so.0 libwayland-cursor0"


class SetupError(Exception):
    """What prevents the set-up, in a French sentence that says what to do."""


def say(text: str) -> None:
    """Print one progress line at once, whatever the output is."""
    print(text, flush=True)


# --- the machine -----------------------------------------------------------------------------------------------------
def check_python() -> None:
    """Hand over to a recent enough Python of this machine when this one is too old."""
    if sys.version_info >= OLDEST:
        return
    for minor in (13, 12, 11):
        newer = shutil.which(f"python3.{minor}")
        if newer and subprocess.call([newer, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            raise SystemExit(subprocess.call([newer, __file__, *sys.argv[1:]]))
    how = " Sous Debian ou Ubuntu : sudo apt-get install python3.11 python3.11-venv" if shutil.which("apt-get") else ""
    raise SetupError("Python 3.11 ou plus récent est nécessaire, voici {}.{}.".format(*sys.version_info[:2]) + how)


def has_display() -> bool:
    """Whether a window can be shown here."""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal"):
        return False
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def loads(library: str) -> bool:
    """Whether the system's loader finds this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def check_libraries(with_display: bool) -> None:
    """Install the system libraries Qt lacks on Linux, or say how to."""
    if sys.platform != "linux":
        return
    x11 = X11_LIBRARIES if with_display and os.environ.get("DISPLAY") else ""
    wayland = WAYLAND_LIBRARIES if with_display and os.environ.get("WAYLAND_DISPLAY") else ""
    pairs = [pair.split() for libraries in (BASE_LIBRARIES, x11, wayland) if libraries for pair in libraries.split(",")]
    missing = {library: package for library, package in pairs if not loads(library)}
    if not missing:
        return
    if not shutil.which("apt-get"):
        say("À installer si l’application ne s’ouvre pas, bibliothèques introuvables : " + ", ".join(missing))
        return
    apt_install(list(missing.values()), "Qt a besoin de bibliothèques système absentes")


def apt_install(packages: list[str], why: str) -> None:
    """Install Debian packages, when this user may do so without typing a password."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    prefix = root_prefix()
    if prefix is None:
        raise SetupError(f"{why}. Lancez cette commande, puis recommencez :\n  sudo {' '.join(install)}")
    say(f"Paquets système : {' '.join(packages)}…")
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    # The package lists of a fresh container are empty, those of a laptop are there: refresh them only when it fails.
    if subprocess.run([*quiet, *install], stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0:
        return
    subprocess.call([*quiet, "apt-get", "update"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    if subprocess.call([*quiet, *install], stdin=subprocess.DEVNULL) != 0:
        raise SetupError(f"{why}, et apt-get n’a pas pu les installer : {' '.join(packages)}.")


def root_prefix() -> list[str] | None:
    """What runs a command as root: nothing for root, sudo if it asks no password, else None."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.call([sudo, "-n", "true"], stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL) == 0:
        return [sudo, "-n"]
    return None


# --- the virtual environment -----------------------------------------------------------------------------------------
def constraints(with_tests: bool) -> Path:
    """The file of pinned versions: what the application needs, or that and what its tests need."""
    return ROOT / ("constraints-dev.txt" if with_tests else "constraints.txt")


def stamp_of(with_tests: bool) -> str:
    """The line that stands in the stamp file once these very versions are installed."""
    return f"{constraints(with_tests).name} {hashlib.sha256(constraints(with_tests).read_bytes()).hexdigest()}"


def is_ready(with_tests: bool) -> bool:
    """Whether an earlier run finished this set-up; what the tests need includes what the application needs."""
    if not STAMP.is_file():
        return False
    wanted = {stamp_of(True)} if with_tests else {stamp_of(True), stamp_of(False)}
    return STAMP.read_text("utf-8") in wanted and venv_works("pip", "PySide6", "sqlalchemy", "docx")


def venv_works(*modules: str) -> bool:
    """Whether the Python of the environment runs, at its own version, and finds these modules."""
    find = f"import sys, importlib.util as u; sys.exit(not all(map(u.find_spec, {modules!r})))"
    try:
        return subprocess.call([str(PYTHON), "-c", find], env=clean_environment(), stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def prepare(with_tests: bool) -> None:
    """Make the environment hold the pinned versions; begin again whatever an interruption left half done."""
    if is_ready(with_tests):
        return
    if VENV.exists() and (STARTED.exists() or not venv_works("pip")):
        say("Environnement incomplet : il est refait.")
        shutil.rmtree(VENV)
    if not VENV.exists():
        make_venv()
    STARTED.touch()
    STAMP.unlink(missing_ok=True)
    say("Installation des dépendances, aux versions vérifiées (une centaine de Mo la première fois)…")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "-q"]
    options = ["--require-hashes", "--only-binary=:all:", "-r", str(constraints(with_tests))]
    if subprocess.call([*pip, "install", *options], env=clean_environment(), stdin=subprocess.DEVNULL) != 0:
        raise SetupError(
            "L’installation a échoué (voir ci-dessus). Elle demande un accès au dépôt des paquets Python et un système "
            "assez récent : Windows 10, macOS 14, ou un Linux à glibc 2.34 (Debian 12, Ubuntu 22.04)."
        )
    STAMP.write_text(stamp_of(with_tests), "utf-8")
    STARTED.unlink()
    say("Environnement prêt.")


def make_venv() -> None:
    """Create `.venv` with pip in it; Debian ships that part of Python in a package of its own."""
    if not importlib.util.find_spec("ensurepip"):
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        if not shutil.which("apt-get"):
            raise SetupError("Ce Python n’a pas ses modules venv et ensurepip : installez-les.")
        apt_install([package], "Python ne sait pas créer d’environnement virtuel")
    say("Création de l’environnement Python (.venv)…")
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)], stdin=subprocess.DEVNULL) != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetupError(f"L’environnement Python n’a pas pu être créé dans « {VENV} ».")


def clean_environment() -> dict[str, str]:
    """The caller's environment, less what would make Python or pip look outside `.venv`."""
    return {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET")}


# --- what it is for --------------------------------------------------------------------------------------------------
def run_tests(arguments: list[str]) -> int:
    """Run pytest, off screen unless the caller chose a platform."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **clean_environment()}
    return subprocess.call([str(PYTHON), "-m", "pytest", "-n", "2", *arguments], env=environment, cwd=str(ROOT))


def application(*arguments: str, **environment: str) -> int:
    """Run the application with these arguments and give its exit status."""
    command = [str(PYTHON), str(ROOT / "main.py"), *arguments]
    return subprocess.call(command, env={**clean_environment(), **environment})


def write_documents() -> int:
    """Write the demonstration dossier, its documents and its screens in ./binome-demo."""
    folder = Path.cwd() / "binome-demo"
    folder.mkdir(exist_ok=True)
    dossier = folder / "demonstration.binome"
    dossier.unlink(missing_ok=True)
    say("Pas d’écran ici : la démonstration est écrite dans un dossier.")
    minutes, table, screens = folder / "compte-rendu-copil-6.docx", folder / "tableau-de-suivi.xlsx", folder / "ecrans"
    for arguments in (
        ("demo", str(dossier)),
        ("exporter", "compte-rendu", str(dossier), "--seance", "6", "-o", str(minutes)),
        ("exporter", "tableau-de-suivi", str(dossier), "-o", str(table)),
        ("captures", str(dossier), "-o", str(screens)),
    ):
        status = application(*arguments, QT_QPA_PLATFORM="offscreen")
        if status != 0:
            return status
    say(f"Dossier, compte rendu, tableau de suivi et écrans : {folder}")
    return 0


def main(arguments: list[str]) -> int:
    """Set up, then do what is asked; the exit status is that of the last program run."""
    if arguments and arguments[0] != "tests":
        print("Usage : run.py (ouvre la démonstration) ou run.py tests (lance les tests)", file=sys.stderr)
        return 2
    with_tests = bool(arguments)
    try:
        check_python()
        check_libraries(with_display=not with_tests and has_display())
        prepare(with_tests)
        if with_tests:
            return run_tests(arguments[1:])
        if has_display():
            say("Ouverture du territoire de démonstration…")
            return application("--demo")
        return write_documents()
    except SetupError as problem:
        print(problem, file=sys.stderr)
    except OSError as problem:
        print(f"Impossible d’écrire ou de lire un fichier : {problem}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nInterrompu.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
