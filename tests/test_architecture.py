"""What the rooms of the house may know of each other, read from the sources."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from sim.strategies import SHELF

ROOT = Path(__file__).resolve().parents[1]
SIM = sorted((ROOT / "sim").rglob("*.py"))
EXPERIMENTS = sorted((ROOT / "experiments").rglob("*.py"))
CLASSROOM = sorted((ROOT / "classroom").rglob("*.py"))
LIBRARIES_OF_THE_MODEL = {"mesa", "numba", "llvmlite", "numpy", "pydantic", "scipy", "networkx"}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports_of(path: Path) -> set[str]:
    """Full dotted names of all modules that a file imports, wherever in the file."""
    package = path.relative_to(ROOT).parent.parts
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level + 1]) if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found |= {module} if node.module else {f"{module}.{name.name}" for name in node.names}
    return found


@cache
def called(path: Path) -> set[str]:
    """Dotted names of everything that a file calls."""
    return {ast.unparse(node.func) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)}


def who_imports(files: list[Path], library: str) -> set[str]:
    """Files, as posix paths, that import a library or a package."""
    wanted = {path for path in files for name in imports_of(path) if name == library or name.startswith(library + ".")}
    return {path.relative_to(ROOT).as_posix() for path in wanted}


def test_the_sources_are_found_and_imports_are_read():
    assert len(SIM) > 40 and len(EXPERIMENTS) > 40 and len(CLASSROOM) > 8
    assert "sim.rules.arithmetic" in imports_of(ROOT / "sim/rules/acceptance.py")
    assert "sim.rules.trust" in imports_of(ROOT / "sim/phases/age.py")
    assert "sim.strategies.idle" in imports_of(ROOT / "sim/strategies/__init__.py")


ROOMS = [  # of `experiments/`, from the ground up: a room knows only rooms on the floors below its own
    {"errors", "words"},
    {"extras", "files", "apart"},
    {"networks", "responses"},
    {"config", "statistics"},
    {"results"},
    {"report", "running"},
    {"evidence", "studies", "study"},
    {"claims"},
    {"cli"},
]


def test_rooms_know_only_what_lies_below_them():
    floor = {room: number for number, rooms in enumerate(ROOMS) for room in rooms}
    for path in EXPERIMENTS:
        here = path.relative_to(ROOT).with_suffix("").parts[1]
        if here == "__init__":
            continue
        known = {name.split(".")[1] for name in imports_of(path) if name.startswith("experiments.")} - {here}
        upwards = {room for room in known if floor[room] >= floor[here]}
        assert not upwards, f"{path.name} of {here} imports {upwards}"


def test_the_model_never_imports_the_studies():
    assert who_imports(SIM, "experiments") == set()


def test_only_its_command_knows_the_classroom():
    assert who_imports(SIM, "classroom") == set()
    assert who_imports(EXPERIMENTS, "classroom") == {"experiments/cli/classroom.py"}


def test_the_classroom_runs_and_draws_nothing_itself():
    """Years are run by the project's own runner or in the page; a page is text, so no library draws or serves it."""
    for library in ("mesa", "numba", "matplotlib", "seaborn", "pandas", "jinja2"):
        assert who_imports(CLASSROOM, library) == set()
    assert who_imports(CLASSROOM, "experiments") == {"classroom/bands.py", "classroom/pack.py"}


def test_the_translator_knows_no_page_and_no_study():
    imported = {name for path in CLASSROOM if "translation" in path.parts for name in imports_of(path)}
    assert imported and not [name for name in imported if name.startswith(("experiments", "classroom.engine"))]


def test_the_model_needs_few_libraries():
    outside = {name.split(".")[0] for path in SIM for name in imports_of(path)}
    standard = {"__future__", "collections", "concurrent", "copy", "dataclasses", "difflib", "functools", "hashlib", "importlib", "inspect",
                "itertools", "math", "os", "pathlib", "shutil", "subprocess", "sys", "types", "typing", "warnings"}  # fmt: skip
    assert outside - standard - {"sim"} <= LIBRARIES_OF_THE_MODEL


def test_mesa_is_only_in_its_own_driver():
    assert who_imports(SIM, "mesa") == {"sim/agents/model.py", "sim/agents/networker.py"}


def test_numba_is_only_where_compiling_happens():
    assert who_imports(SIM, "numba") == {"sim/compiling.py"}


@pytest.mark.parametrize("path", sorted((ROOT / "sim/rules").glob("*.py")), ids=lambda path: path.stem)
def test_rules_import_nothing_but_shared_shapes(path):
    assert imports_of(path) <= {"math", "sim.compiling", "sim.parameters", "sim.rules.arithmetic"}


@pytest.mark.parametrize("path", sorted((ROOT / "sim/strategies").glob("*.py")), ids=lambda path: path.stem)
def test_strategies_see_neither_rules_nor_phases_nor_columns(path):
    allowed = {"sim.strategies.base"}
    if path.stem == "base":
        allowed = {"sim.actions", "sim.compiling", "sim.parameters", "sim.rules.kinds_of_ties"}
    if path.stem == "__init__":
        allowed |= {f"sim.strategies.{name}" for name in SHELF} | {"inspect", "collections.abc", "types", "typing"}
    assert imports_of(path) <= allowed


@pytest.mark.parametrize("room", ["rules", "encounters", "phases", "kernel"])
def test_consequences_never_see_a_strategys_name(room):
    for path in [*(ROOT / "sim" / room).glob("*.py"), ROOT / "sim/randomness.py"]:
        assert who_imports([path], "sim.strategies") == set()
        words = set(re.findall(r"\w+", path.read_text(encoding="utf-8")))
        assert not words & set(SHELF), f"{path.name} names {words & set(SHELF)}"


def test_only_the_scenario_knows_the_shelf():
    assert who_imports(SIM, "sim.strategies") <= {"sim/scenario.py", *(f"sim/strategies/{name}.py" for name in ("__init__", *SHELF))}


def test_state_and_actions_do_not_depend_on_rules():
    for name in ("actions", "state", "records", "measures", "randomness", "parameters", "compiling"):
        imported = imports_of(ROOT / f"sim/{name}.py")
        assert not [module for module in imported if module.startswith(("sim.rules", "sim.strategies", "sim.phases", "sim.scenario"))]


def test_rules_and_phases_use_no_function_whose_bits_depend_on_a_library():
    forbidden = {"exp", "log", "log2", "log10", "log1p", "pow", "sin", "cos", "tanh", "hypot"}
    for path in [path for room in ("rules", "encounters", "phases", "kernel") for path in (ROOT / "sim" / room).glob("*.py")]:
        assert not {name.split(".")[-1] for name in called(path)} & forbidden, path.name
        assert not [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Pow)], path.name


def test_chance_comes_from_counters_only():
    for path in SIM:
        assert not [name for name in imports_of(path) if name.split(".")[0] in ("random", "secrets", "time", "datetime")], path.name
        assert not [name for name in called(path) if name.startswith(("np.random", "random."))], path.name


def test_nothing_in_the_model_prints():
    assert [path.name for path in SIM if "print" in called(path)] == []


def test_no_file_of_the_model_is_long():
    assert [path.name for path in SIM if len(path.read_text(encoding="utf-8").splitlines()) > 400] == []


@pytest.mark.parametrize("room", ["encounters", "phases"])
def test_what_people_do_takes_at_most_seven_arguments(room):
    functions = [(path, node) for path in (ROOT / "sim" / room).glob("*.py") for node in ast.walk(tree_of(path))]
    found = [f"{path.name}: {node.name}" for path, node in functions if isinstance(node, ast.FunctionDef) and len(node.args.args) > 7]
    assert functions and found == []


def test_every_strategy_fits_on_two_pages():
    for path in (ROOT / "sim/strategies" / f"{name}.py" for name in SHELF):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 90, path.name


def test_code_is_only_made_from_text_where_strategies_are_compiled():
    makers = {path.relative_to(ROOT).as_posix() for path in SIM + EXPERIMENTS + CLASSROOM if called(path) & {"eval", "exec", "compile"}}
    assert makers == {"sim/kernel/shelf.py", "experiments/config/strategy_files.py"}
    loaders = {path.name for path in SIM + EXPERIMENTS for name in called(path) if name.endswith(("exec_module", "run_path"))}
    assert loaders == set(), "Python may find stale bytecode for a file that was hashed"


def test_nothing_unpickles_and_yaml_is_read_safely():
    for path in SIM + EXPERIMENTS + CLASSROOM:
        roots = {name.split(".")[0] for name in imports_of(path)}
        assert not roots & {"pickle", "cloudpickle", "dill", "marshal", "shelve", "yaml", "joblib"}, path.name
        assert not [name for name in called(path) if name.endswith(("read_pickle", "unsafe_load", "os.system"))], path.name
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("YAML"):
                kind = {word.arg: ast.unparse(word.value) for word in node.keywords}.get("typ", "'rt'")
                assert kind in ("'safe'", "'rt'"), f"{path.name}, line {node.lineno}"
            if isinstance(node, ast.keyword) and node.arg in ("shell", "allow_pickle"):
                assert ast.unparse(node.value) == "False", path.name


def test_pictures_are_drawn_where_figures_are():
    drawing = who_imports(EXPERIMENTS, "matplotlib") | who_imports(EXPERIMENTS, "seaborn")
    elsewhere = {path for path in drawing if not path.startswith("experiments/report/figures/")}
    assert elsewhere <= {
        "experiments/report/style.py", "experiments/report/page.py", "experiments/claims/figures.py",
        "experiments/evidence/figure.py",
    }  # fmt: skip


def test_every_folder_with_code_is_a_package():
    """setuptools finds packages by their `__init__.py`; a folder without one would be left out."""
    for path in SIM + EXPERIMENTS + CLASSROOM:
        assert (path.parent / "__init__.py").is_file(), path


def test_a_command_starts_without_the_model_and_large_libraries():
    asked = "import sys, experiments.cli; print(*sorted(sys.modules))"
    loaded = set(subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, cwd=ROOT, check=True).stdout.split())
    assert "typer" in loaded and not loaded & {"sim", "numpy", "numba", "pandas", "pyarrow", "pydantic", "matplotlib", "ruamel.yaml"}
