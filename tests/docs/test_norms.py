"""`docs/norms.md` says of every norm and setting what they are; what it shows is run."""

import re

from tests.docs.norms import PAGE, page
from trajecten import Norm, load_thresholds


def test_the_page_is_that_of_the_norms_as_they_are() -> None:
    assert PAGE.read_text() == page()


def test_the_code_of_the_page_makes_a_norm() -> None:
    (code, *_same) = re.findall(r"^```python\n(.*?)^```", page(), re.DOTALL | re.MULTILINE)
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102

    assert isinstance(names["SIGNED"], Norm)


def test_the_example_of_the_page_is_a_file_of_settings() -> None:
    (text, *_more) = re.findall(r"^```toml\n(.*?)^```", page(), re.DOTALL | re.MULTILINE)

    assert load_thresholds(text.encode()).feedback_days == 14
