"""The project's own files agree with each other and with the code: what they tell is there, what is there is told."""

import ast
import hashlib
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import app
from index.reading import read_reports
from index.settings import Settings, describe

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MANIFEST: list[dict[str, Any]] = tomllib.loads((ROOT / "seeds/manifest.toml").read_text(encoding="utf-8"))["report"]
READMES = ("README.md", "README.en.md")
DOCS = (*READMES, "CHANGELOG.md", "THIRD-PARTY-NOTICES.md", "docs/architecture.md", "docs/operations.md")
COMMANDS = (
    'pip install -c constraints.txt . && shinchoku ask "外国人観光客の進捗は？"',
    'pip install -c constraints.txt ".[test]" && python -m pytest',
)
PACKAGES = ("assistant", "evaluation", "index", "seeds")
# Byte for byte as published: a changed report would move the lines that citations and questions name.
SEEDS = {
    "chiikizukuri-kofukin-kpi": "58f95c16a4dd32d2a75b7f497ce96754c092164e5715a156cdfb8a1ec6b4c15e",
    "hokkaido-shichoson-r7": "22ad3934c366386235fd6e93c325dd278f7ad4a04cfff1551bfe6230d7fe61d6",
    "hokkaido-sosei-2018": "e6ec6a4509a2e4aabe038fb85c0f47f0dcfb3914c4d07fb9d283d3df745efcae",
    "kihon-hyoka-0510-r2": "b62bfff266908cde8ea89e7d13523115d2eed236d0a37b8cf22932b896122dca",
    "sapporo-renkei-2021": "a199c3cb492031021714a355d35ba39b92f8c90398303e3be2bef030514d38c3",
}
_FENCED = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_ROW = re.compile(r"^\|(.+)\|$", re.MULTILINE)
# Written so that the expression does not find itself.
_MACHINE_PATH = re.compile(r"""(?:^|["'` (=])/(?:work|farm|tmp|root|home|Users)/\w""", re.MULTILINE)
_REGISTRY = re.compile(r"--(?:extra-)?index-url[ =]https?:|--find-links[ =]\S*/")


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _rows(text: str) -> list[list[str]]:
    """The rows of the tables in a Markdown text, header and rule included."""
    return [[cell.strip() for cell in row.split("|")] for row in _ROW.findall(text)]


def _section(text: str, heading: str) -> str:
    """The text under a heading of the second level."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"there is no heading {heading!r}"
    return found[1]


def _requirement_name(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return _canonical(found[0])


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _project_files() -> list[Path]:
    """Every file that is, or is about to be, under version control."""
    done = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


in_work_tree = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git work tree")


# --- the READMEs


@pytest.mark.parametrize("name", READMES)
def test_a_readme_opens_with_exactly_the_two_commands(name: str) -> None:
    head = re.split(r"^## ", _read(name), maxsplit=1, flags=re.MULTILINE)[0]
    assert tuple(block.strip() for block in _FENCED.findall(head)) == COMMANDS
    prose_before = _FENCED.split(head)[0].strip().splitlines()
    assert len(prose_before) <= 1, "only the title stands before the first command"


@pytest.mark.parametrize("name", READMES)
def test_a_readme_names_every_report_as_the_manifest_does(name: str) -> None:
    told = {(row[0].strip("`"), row[1]) for row in _rows(_read(name)) if row[0].strip("`") in SEEDS}
    assert told == {(entry["id"], entry["title"]) for entry in MANIFEST}


def test_ci_takes_the_commands_from_the_readme() -> None:
    script = _read(".ci/run")
    assert "-c constraints.txt" not in script
    assert "readme_command 1" in script
    assert "readme_command 2" in script


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_ci_reads_the_commands_as_they_stand() -> None:
    function = re.search(r"^readme_command\(\) \{\n.*?^\}\n", _read(".ci/run"), re.MULTILINE | re.DOTALL)
    assert function
    for number, command in enumerate(COMMANDS, start=1):
        script = f'root="$1"\n{function[0]}\nreadme_command {number}'
        done = subprocess.run(["bash", "-c", script, "-", str(ROOT)], capture_output=True, text=True, check=True)
        assert done.stdout == f"{command}\n"


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_ci_is_a_script_that_can_run() -> None:
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert subprocess.run(["bash", "-n", str(ROOT / ".ci/run")], capture_output=True, check=False).returncode == 0


# --- the documents


def test_every_file_that_the_architecture_names_exists() -> None:
    code = _CODE.findall(_read("docs/architecture.md"))
    named = {name for name in code if re.fullmatch(r"[\w./-]+\.(?:py|toml|md)", name)}
    missing = sorted(name for name in named if not (ROOT / name).is_file())
    assert len(named) > 30
    assert not missing


def test_every_module_has_its_line_in_the_architecture() -> None:
    told = set(_CODE.findall(_read("docs/architecture.md")))
    modules = {
        path.relative_to(ROOT).as_posix()
        for package in ("assistant", "index")
        for path in (ROOT / package).rglob("*.py")
        if path.name != "__init__.py"
    }
    assert not sorted(modules - told), "give each module a line in docs/architecture.md"


@pytest.mark.parametrize("name", DOCS)
def test_every_link_leads_somewhere(name: str) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", _read(name))
    missing = [target for target in targets if not (ROOT / name).parent.joinpath(target).exists()]
    assert not missing


def test_operations_tell_every_setting_and_no_other() -> None:
    rows = _rows(_section(_read("docs/operations.md"), "Settings"))
    told = [(row[0].strip("`"), row[1].strip("`"), row[3]) for row in rows[2:]]
    assert told == describe()


def test_operations_tell_the_defaults_of_the_settings() -> None:
    rows = _rows(_section(_read("docs/operations.md"), "Settings"))
    told = {row[0].strip("`"): row[2].strip("`") for row in rows[2:]}
    settings = Settings.load({}, environment={})
    assert {name: told[name] for name in ("model", "chroma_host", "chroma_port")} == {
        "model": settings.model,
        "chroma_host": settings.chroma_host or "(empty)",
        "chroma_port": str(settings.chroma_port),
    }


@pytest.mark.parametrize("name", (*DOCS, "docs/evaluation.md"))
def test_documents_name_only_commands_that_exist(name: str) -> None:
    text = _read(name)
    code = "\n".join((*_FENCED.findall(text), *_CODE.findall(_FENCED.sub("", text))))
    assert set(re.findall(r"(?<![\w/.-])shinchoku ([a-z]+)", code)) <= _commands()


def test_operations_tell_every_command() -> None:
    text = _read("docs/operations.md")
    assert not [command for command in _commands() if f"`shinchoku {command}" not in text]


def _commands() -> set[str]:
    return {str(one.name or (one.callback and one.callback.__name__)) for one in app.registered_commands}


# --- the reports


def test_the_packaged_reports_are_those_published() -> None:
    stored = {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in (ROOT / "seeds").glob("*.txt")}
    assert stored == SEEDS


def test_the_manifest_says_all_that_is_known_of_each_report() -> None:
    assert {entry["id"]: entry["file"] for entry in MANIFEST} == {report: f"{report}.txt" for report in SEEDS}
    for entry in MANIFEST:
        assert set(entry) == {"id", "file", "title", "publisher", "published", "as_of", "audience", "source", "licence"}
        words = {name: value for name, value in entry.items() if name not in ("published", "as_of")}
        assert all(isinstance(value, str) and value.strip() == value != "" for value in words.values()), words
        assert isinstance(entry["published"], date)
        assert isinstance(entry["as_of"], date)
        assert entry["as_of"] <= entry["published"], "a report cannot hold figures of days after it"


def test_the_reports_can_be_read_as_the_manifest_names_them() -> None:
    reports = read_reports(ROOT / "seeds")
    assert [(report.id, report.title) for report in reports] == [(entry["id"], entry["title"]) for entry in MANIFEST]
    assert {report.id: report.sha256 for report in reports} == SEEDS


# --- packaging


def test_the_version_is_the_newest_of_the_changelog() -> None:
    versions = re.findall(r"^## (\d+\.\d+\.\d+)", _read("CHANGELOG.md"), re.MULTILINE)
    assert versions == sorted(versions, key=lambda text: [int(part) for part in text.split(".")], reverse=True)
    assert versions[0] == PROJECT["project"]["version"]


def test_a_release_opens_with_what_it_is() -> None:
    newest = re.split(r"^## ", _read("CHANGELOG.md"), flags=re.MULTILINE)[1]
    opening = newest.split("\n\n")[1]
    assert len(opening) > 80
    assert not opening.startswith(("-", "#", "*"))


def test_the_licence_is_apache_2() -> None:
    assert PROJECT["project"]["license"] == "Apache-2.0"
    # The text as the Apache Software Foundation publishes it.
    digest = hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest()
    assert digest == "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
    assert all((ROOT / name).is_file() for name in PROJECT["project"]["license-files"])


def test_the_notices_name_every_direct_dependency_and_no_other() -> None:
    project = PROJECT["project"]
    extras = [one for requirements in project["optional-dependencies"].values() for one in requirements]
    requirements = (*project["dependencies"], *extras, *PROJECT["build-system"]["requires"])
    needed = {_requirement_name(requirement) for requirement in requirements}
    rows = _rows(_read("THIRD-PARTY-NOTICES.md"))
    assert {row[0] for row in rows if row[0] != "package" and not row[0].startswith("-")} == needed
    assert all(len(row) == 3 and row[2] for row in rows)


def test_the_wheel_holds_code_and_data() -> None:
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel == {"packages": list(PACKAGES)}, "an `include` or `exclude` would have to be looked at here"
    data = [
        "seeds/manifest.toml",
        *(f"seeds/{report}.txt" for report in SEEDS),
        "assistant/lexicon.toml",
        "evaluation/thresholds.toml",
        "evaluation/questions/dev.jsonl",
        "evaluation/questions/documents.toml",
        *(path.relative_to(ROOT).as_posix() for path in (ROOT / "evaluation/figures").glob("*.csv")),
    ]
    missing = [name for name in data if not (ROOT / name).is_file()]
    assert not missing


@in_work_tree
def test_no_file_of_the_wheel_is_ignored_by_git() -> None:
    # The build backend leaves out whatever git ignores.
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()]
    names = [path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts]
    command = ["git", "-C", str(ROOT), "check-ignore", "--no-index", "--", *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == []
    assert done.returncode == 1


def test_every_command_starts_in_the_package() -> None:
    assert PROJECT["project"]["scripts"] == {"shinchoku": "assistant.cli:main"}


def test_every_import_comes_with_a_declared_dependency() -> None:
    declared = {_requirement_name(one) for one in PROJECT["project"]["dependencies"]}
    # sentence-transformers is written for these two layers, and what they always need is there with them.
    brought = {
        _requirement_name(requirement)
        for name in ("sentence-transformers", "transformers")
        for requirement in importlib.metadata.requires(name) or ()
        if "extra ==" not in requirement
    }
    providers = importlib.metadata.packages_distributions()
    undeclared = {
        (path.relative_to(ROOT).as_posix(), module)
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for module in _third_party_imports(path)
        if not {_canonical(name) for name in providers.get(module, ())} & (declared | brought)
    }
    assert not sorted(undeclared)


def _third_party_imports(path: Path) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            modules.add(node.module.split(".")[0])
    return modules - set(sys.stdlib_module_names) - set(PACKAGES)


# --- what does not belong here


@in_work_tree
def test_no_file_names_a_place_of_one_machine() -> None:
    found = []
    for path in _project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in _MACHINE_PATH.finditer(text)]
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in _REGISTRY.finditer(text)]
    assert not found
