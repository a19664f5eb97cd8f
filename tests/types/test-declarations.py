#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The declarations of TypeScript: nothing is missing in them, and the compiler says by them what is right and what is
wrong. TypeScript and the types of GLib and GJS come from the npm registry, in the versions of package-lock.json."""

import json
import os
import re
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

from expected import difference

HERE = Path(__file__).resolve().parent
SOURCE = Path(os.environ["LEREN_SOURCE_ROOT"])
BUILD = Path(os.environ["LEREN_BUILD_ROOT"])
DECLARATIONS = [BUILD / "bindings/javascript" / name for name in ("Leren-1.0.d.ts", "Leren-1.0-gobject.d.ts")]
API = json.loads((BUILD / "bindings/javascript/overrides/_leren/api.json").read_text(encoding="utf-8"))
NODE = BUILD / "tests/types/node"
WANTED = ("package.json", "package-lock.json")
MESSAGE = re.compile(r"^(?P<file>[^\s(]+)\((?P<line>\d+),\d+\): error (?P<text>.*(?:\n .*)*)$", re.M)
CLEAN = {**os.environ, "LD_PRELOAD": ""}


def install():
    """Has npm put into the build folder what the checks need; once, and again where other versions are wanted."""
    there = NODE / "node_modules/.package-lock.json"
    if there.exists() and all((NODE / name).exists() and (NODE / name).read_bytes() == (HERE / name).read_bytes() for name in WANTED):
        return
    shutil.rmtree(NODE, ignore_errors=True)
    NODE.mkdir(parents=True)
    print("npm installs TypeScript and the types of GLib and GJS (44 MB) …", file=sys.stderr, flush=True)
    for name in WANTED:
        shutil.copyfile(HERE / name, NODE / name)
    try:
        done = subprocess.run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=http"], cwd=NODE, env=CLEAN,
            stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=300,
        )
        said, code = done.stderr, done.returncode
    except (OSError, subprocess.TimeoutExpired) as error:
        said, code = str(error), 1
    if code != 0:
        shutil.rmtree(NODE)
        sys.exit(
            f"{said}\nThe declarations cannot be checked without TypeScript and the types of GLib and GJS. They come from\n"
            f"the npm registry: install npm (Debian: apt-get install nodejs npm), and run this test once where the\n"
            f"registry can be reached; what it installs stays in {NODE}.\n"
            "Without a network, leave it out: meson test --no-suite types"
        )


def configure():
    """How the compiler looks at JavaScript that GJS runs."""
    packages = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    return {
        "compilerOptions": {
            "target": "ES2022",
            "lib": ["ES2022"],
            "module": "ESNext",
            "moduleResolution": "Bundler",
            "strict": True,
            "noEmit": True,
            "allowJs": True,
            "checkJs": True,
            # what is global in GJS, such as print() and TextDecoder, is a part of its own
            "types": [*(name for name in packages if name.startswith("@girs/")), "@girs/gjs/dom"],
        },
    }


def take_declarations():
    """Copies them into the project, beside node_modules: there they find the types that they stand on."""
    return [shutil.copy(file, NODE) for file in DECLARATIONS]


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, env=CLEAN, cwd=NODE)


class Complete(unittest.TestCase):
    """Whatever is public is declared."""

    @classmethod
    def setUpClass(cls):
        config = NODE / "tsconfig.json"
        config.write_text(json.dumps({**configure(), "files": []}), encoding="utf-8")
        done = run("node", HERE / "declared.cjs", config, take_declarations()[0], "Leren")
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        cls.declared = json.loads(done.stdout)

    def test_of_the_description(self):
        missing = []
        for kind in ("classes", "enums", "functions", "constants"):
            missing += [name for name in API[kind] if name not in self.declared]
        for name, described in API["classes"].items():
            own = [*described["methods"], *(each.replace("-", "_") for each in described["properties"])]
            own += [f"vfunc_{each}" for each in described["virtual_methods"]]
            missing += self.missing(name, "own", own)
            missing += self.missing(name, "static", [*described["functions"], *described["constructors"]])
        self.assertEqual(missing, [])

    def test_of_the_namespace(self):
        """What the overrides made of it, property by property."""
        done = subprocess.run(["gjs", "-m", HERE / "members.js"], check=True, capture_output=True, text=True)
        there = {name: each for name, each in json.loads(done.stdout).items() if not is_of_c(name)}
        missing = [name for name in there if name not in self.declared]
        for name, each in there.items():
            if each is not None and name in self.declared:
                for kind in ("static", "own"):
                    # with dashes it is one that is there with underscores too
                    missing += self.missing(name, kind, [key for key in each[kind] if "-" not in key])
        self.assertEqual(missing, [])

    def missing(self, name, kind, wanted):
        declared = (self.declared.get(name) or {}).get(kind, ())
        return [f"{name}.{each}" for each in wanted if each not in declared]


def is_of_c(name):
    """Whether it is the structure that C has for the methods of a class, or a function under a second name."""
    return name.removesuffix("Class") in API["classes"] and name not in API["classes"] or any(
        name == f"{snake(cls)}_{function}"
        for cls, described in API["classes"].items()
        for function in described["functions"]
    ) or name == "error_quark"


def snake(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Checked(unittest.TestCase):
    """What the compiler says."""

    def check(self, *files):
        config = NODE / "tsconfig.json"
        settings = {**configure(), "files": [*take_declarations(), *map(str, files)]}
        config.write_text(json.dumps(settings), encoding="utf-8")
        done = run(NODE / "node_modules/.bin/tsc", "--project", config, "--pretty", "false")
        found = [
            (Path(NODE, each["file"]).resolve(), int(each["line"]), each["text"]) for each in MESSAGE.finditer(done.stdout)
        ]
        # what it says of no file is of the configuration
        self.assertEqual(done.returncode == 0, found == [], done.stdout + done.stderr)
        return found

    def test_use(self):
        """Lines that are right pass, and lines that are wrong do not."""
        file = HERE / "typed.ts"
        found = [(line, text) for _, line, text in self.check(file)]
        self.assertEqual(difference(file.read_text(encoding="utf-8"), found), [])

    def test_examples(self):
        files = sorted((SOURCE / "examples").rglob("*.js"))
        self.assertGreater(len(files), 0)
        found = [f"{where.name}:{line}: {text}" for where, line, text in self.check(*files)]
        self.assertEqual(found, [])


if __name__ == "__main__":
    install()
    unittest.main()
