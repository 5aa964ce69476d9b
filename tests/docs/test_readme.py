"""Everything the README shows is run, in its order, as a newcomer would."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
TOUR = re.findall(r"<!-- tour(?:: exit (\d))? -->\n```sh\n(.*?)```", README, re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def home(tmp_path):
    scripts = Path(sys.executable).parent
    assert shutil.which("trajecten", path=str(scripts)), "the package is not installed here"
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}
    return {"cwd": tmp_path, "env": environment, "capture_output": True, "text": True}


def test_the_tour_ends_as_it_says_block_by_block(home):
    assert [code for code, _ in TOUR] == ["", "1", "", "", ""]
    script = "".join(
        f"(\nset -e\n{block}) 0<&-\ntest $? = {code or 0} || exit 99\nset +e\n"
        for code, block in TOUR
    )
    settings = next(line for line in TOUR[0][1].splitlines() if line.startswith("export"))

    ended = subprocess.run(["bash", "-c", f"{settings}\n{script}"], check=False, **home)  # noqa: S607

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_python_of_the_readme_runs(home):
    ended = subprocess.run([sys.executable, "-c", PYTHON[0]], check=False, **home)

    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines()[-1] == "True"


def test_every_file_the_readme_links_to_exists():
    links = re.findall(r"\]\(([^)#:]+)\)", README)

    assert [link for link in links if not (ROOT / link).exists()] == []
