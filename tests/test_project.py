"""Promises the repository makes as a whole: what it may not name, what it pins, habits that cost too much."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PINS = ("constraints.txt", "constraints-dev.txt")
BINARY = {".ttf", ".png", ".ico", ".icns", ".binome", ".xlsx", ".xls", ".ods", ".docx", ".db"}
LICENCES = {"LICENSE", "OFL.txt", "LICENSE.txt"}  # legal texts stand as their authors wrote them

# Written in pieces, or this file would be the first offender.
REGISTRY_HOSTS = re.compile(
    "|".join([r"pypi\." + "org", "python" + "hosted", r"registry\." + "npm", r"proxy\." + "golang"])
)
MACHINE_PATHS = re.compile(
    "|".join([r"/ro" + r"ot/", r"/wo" + r"rk/", r"/opt/(?:py" + "pi|wheels)", r"\.py" + "env/versions"])
)


@cache
def tracked_files() -> tuple[Path, ...]:
    """Files of the repository; the test is skipped where there is none (an archive, a package)."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git clone")
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return tuple(path for path in paths if path.is_file())


def written_in_text(pattern: re.Pattern[str]) -> list[str]:
    """`file:line` of every match in a text file of ours."""
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked_files()
        if path.suffix not in BINARY and path.name not in LICENCES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def test_no_tracked_file_names_a_package_registry():
    assert written_in_text(REGISTRY_HOSTS) == []


def test_no_tracked_file_names_a_path_of_the_machine_it_was_written_on():
    assert written_in_text(MACHINE_PATHS) == []


def test_the_licence_is_the_one_the_project_declares():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["license"]
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert declared == "EUPL-1.2"
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert [f"{n}." for n in range(1, 16) if not re.search(rf"^{n}\. ?[A-Z]", text, re.MULTILINE)] == []


# --- pinned versions -------------------------------------------------------------------------------------------------
def pins(name: str) -> dict[str, list[str]]:
    """Package → its `version` then its hashes, as read by pip."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / name).read_text("utf-8").replace("\\\n", " ").splitlines():
        if line and not line.startswith("#"):
            requirement, *hashes = line.split("--hash=")
            package, _, version = requirement.split(";")[0].strip().partition("==")
            found[package] = [version.strip(), *map(str.strip, hashes)]
    return found


def declared(*, dev: bool) -> dict[str, str]:
    """Package → lowest version, of what pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"]["dev"] if dev else [])
    floors = (re.fullmatch(r"([\w-]+)>=([\d.]+)(?:,.*)?", one) for one in wanted)
    return {floor[1]: floor[2] for floor in floors if floor}


def numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


@pytest.mark.parametrize(("name", "dev"), [("constraints.txt", False), ("constraints-dev.txt", True)])
def test_everything_declared_is_pinned_at_or_above_its_floor(name, dev):
    pinned = pins(name)
    floors = declared(dev=dev)
    assert len(floors) == (15 if dev else 7)
    assert set(floors) - set(pinned) == set()
    assert [package for package, floor in floors.items() if numbers(pinned[package][0]) < numbers(floor)] == []


@pytest.mark.parametrize("name", PINS)
def test_every_pin_carries_hashes(name):
    assert pins(name)
    for package, (version, *hashes) in pins(name).items():
        assert re.fullmatch(r"[\d.]+", version), package
        assert hashes, package
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes), package


def test_tests_run_with_the_very_versions_that_users_have():
    assert pins("constraints.txt").items() <= pins("constraints-dev.txt").items()


def test_compiled_dependencies_are_pinned_for_every_platform():
    """Windows, macOS and two Linux processors at the least: one hash alone would be the writer's own machine."""
    pinned = pins("constraints.txt")
    assert all(len(pinned[name]) - 1 >= 4 for name in ("pyside6-essentials", "shiboken6", "lxml", "python-calamine"))


# --- run.py ----------------------------------------------------------------------------------------------------------
def test_the_set_up_needs_nothing_but_python():
    tree = ast.parse((ROOT / "run.py").read_text("utf-8"), feature_version=(3, 8))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


def test_the_set_up_refuses_what_it_does_not_know_in_one_french_line():
    ran = subprocess.run(
        [sys.executable, ROOT / "run.py", "n’importe"], capture_output=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 2
    assert ran.stderr.startswith("Usage")
    assert len(ran.stderr.splitlines()) == 1


# --- habits ----------------------------------------------------------------------------------------------------------
def lambdas_holding_self(tree: ast.AST) -> list[int]:
    """Lines where `….connect(lambda …: … self …)` or a partial of it keeps a widget alive for ever (PySide6)."""
    return [
        call.lineno
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "connect"
        for given in call.args
        if isinstance(given, ast.Lambda)
        or (isinstance(given, ast.Call) and ast.unparse(given.func).endswith("partial"))
        if any(isinstance(name, ast.Name) and name.id == "self" for name in ast.walk(given))
    ]


def test_a_connected_lambda_holding_self_would_be_found():
    assert lambdas_holding_self(ast.parse("button.clicked.connect(lambda: self.save())")) == [1]
    assert lambdas_holding_self(ast.parse("button.clicked.connect(partial(self.save, 1))")) == [1]
    assert lambdas_holding_self(ast.parse("button.clicked.connect(self.save)")) == []


@pytest.mark.parametrize("path", sources("app"), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_signal_keeps_its_widget_alive(path):
    assert lambdas_holding_self(ast.parse(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", sources("exports/word"), ids=lambda path: path.name)
def test_word_tables_are_filled_by_rows(path):
    """`table.cell(i, j)` reads the whole table again: 800 rows took 159 s instead of 0.3 s."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    assert [c.lineno for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr == "cell"] == []


@pytest.mark.parametrize("path", sources("app/rules", "app/commands", "app/queries", "exports"), ids=lambda p: p.stem)
def test_the_clock_is_always_given(path):
    calls = [
        ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    ]
    assert [
        call for call in calls if re.fullmatch(r"(datetime\.)?(date\.today|datetime\.(now|today|utcnow))", call)
    ] == []
