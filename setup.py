"""What pyproject.toml cannot say: the configs of the checkout travel inside the package."""

from pathlib import Path

from setuptools import find_packages, setup

INSIDE = "experiments.configs"  # where `experiments.config.shipped` looks for them
FOLDERS = [path.name for path in sorted(Path("configs").iterdir()) if path.is_dir() and not path.name.startswith("_")]

setup(
    packages=[*find_packages(include=["vitaminb*", "sim*", "experiments*", "classroom*"]), INSIDE],
    package_dir={INSIDE: "configs"},
    package_data={INSIDE: ["*.yaml", "*.json", *(f"{folder}/*.{kind}" for folder in FOLDERS for kind in ("yaml", "py", "csv"))]},
)
