#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes a notebook of a script in the percent format: notebook.py SCRIPT NOTEBOOK

The format is the one that Jupytext, Spyder and Visual Studio Code know: `# %%` begins a cell and
`# %% [markdown]` one of text; a cell tagged `active-py` is for the script alone, and one tagged
`active-ipynb`, which the script carries as a comment, for the notebook alone.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

MARK = re.compile(r"^# %%(.*)\n", re.M)


def uncommented(text: str) -> str:
    return re.sub(r"^# ?", "", text, flags=re.M)


def cells(script: str) -> Iterator[nbformat.NotebookNode]:
    _, *parts = MARK.split(script)
    for number, (kind, text) in enumerate(zip(parts[::2], parts[1::2])):
        text = text.strip("\n")
        if "[markdown]" in kind:
            yield new_markdown_cell(uncommented(text), id=f"cell-{number}")
        elif "active-ipynb" in kind:
            yield new_code_cell(uncommented(text), id=f"cell-{number}")
        elif "active-py" not in kind:
            yield new_code_cell(text, id=f"cell-{number}")


def notebook(script: str) -> nbformat.NotebookNode:
    return new_notebook(
        cells=list(cells(script)),
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(nbformat.writes(notebook(Path(sys.argv[1]).read_text(encoding="utf-8"))) + "\n", encoding="utf-8")
