"""The room of configs: from YAML to a checked experiment, and back."""

from .build import AROUND, at_point, build, loads
from .load import check_points, load
from .records import KEYS, Experiment, Keep, NetworkFrom, Stop
from .schema import SCHEMA_FILE, for_editors, schema
from .schema import text as schema_text
from .tree import to_tree, write_yaml

__all__ = [
    "AROUND", "KEYS", "SCHEMA_FILE", "Experiment", "Keep", "NetworkFrom", "Stop", "at_point", "build", "check_points",
    "for_editors", "load", "loads", "schema", "schema_text", "to_tree", "write_yaml",
]  # fmt: skip
