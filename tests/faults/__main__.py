"""`python -m tests.faults NAME [N]`: run a campaign, exit 1 where a goal is missed; without a name, list them."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from types import ModuleType

from tests.faults import shim


def campaigns() -> dict[str, ModuleType]:
    """The modules of this folder that are campaigns, by name: those with ABOUT, USUAL and `main(count)`."""
    import tests.faults

    names = [one.name for one in pkgutil.iter_modules(tests.faults.__path__)]
    modules = {
        name: importlib.import_module(f"tests.faults.{name}")
        for name in names
        if not name.startswith(("test_", "__"))
    }
    return {name.replace("_", "-"): module for name, module in modules.items() if hasattr(module, "ABOUT")}


def main(words: list[str]) -> int:
    """Run what the words name; returns the exit code."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    known = campaigns()
    if not words or words[0] not in known:
        print("python -m tests.faults NAME [N]\n")
        for name, module in known.items():
            print(f"  {name:10} {module.USUAL:>9,}  {module.ABOUT}")
        return 2 if words else 0
    if not shim.is_loaded():
        # All of it runs with the shim, which also sees which programs would be run.
        return shim.within(["tests.faults", *words])
    shim.clear()
    module = known[words[0]]
    if len(words) > 1 and not words[1].isdecimal():
        return int(module.again(words[1]))
    return int(module.main(int(words[1]) if len(words) > 1 else module.USUAL))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
