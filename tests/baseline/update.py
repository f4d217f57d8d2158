"""`python tests/baseline/update.py`: write the numbers of the model as it is now, and say which of them moved."""

from baseline_numbers import FILE, kept, measured, write

before = kept() if FILE.exists() else {}
write()
moved = [
    f"{scenario}: {name}: {before.get(scenario, {}).get(name)} -> {value}"
    for scenario, numbers in measured().items()
    for name, value in numbers.items()
    if before.get(scenario, {}).get(name) != value
]
print("\n".join(moved) or "Nothing moved.")
