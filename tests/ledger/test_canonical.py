"""One exact byte form for the values of an entry; everything else is refused."""

import json
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajecten.ledger.canonical import MAX_BYTES, NotCanonicalError, decode, encode, encode_text

WORDS = st.text(st.characters(exclude_categories=["Cs"])).map(lambda one: normalize("NFC", one))
KEYS = st.from_regex(r"[a-z0-9][a-z0-9_.:-]{0,20}", fullmatch=True)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
OBJECTS = st.dictionaries(KEYS, VALUES, max_size=5)


@given(OBJECTS)
def test_what_is_encoded_decodes_to_the_same(value: dict[str, Any]) -> None:
    assert decode(encode(value)) == value


@given(OBJECTS)
def test_the_order_of_keys_does_not_matter(value: dict[str, Any]) -> None:
    assert encode(dict(reversed(value.items()))) == encode(value)


@given(WORDS)
def test_a_text_alone_is_a_json_string(text: str) -> None:
    assert json.loads(encode_text(text)) == text


@pytest.mark.parametrize(
    ("value", "body"),
    [
        ({}, b"{}"),
        ({"b": 1, "a": [True, None, "x"]}, b'{"a":[true,null,"x"],"b":1}'),
        ({"a": (1, 2)}, b'{"a":[1,2]}'),
        ({"a": "\u20ac\u00e9\U0001f389"}, '{"a":"€é\U0001f389"}'.encode()),
        ({"a": '\b\t\n\f\r"\\/\x00\x1f\x7f'}, b'{"a":"\\b\\t\\n\\f\\r\\"\\\\/\\u0000\\u001f\x7f"}'),
        ({"a": "\u2028</script>"}, '{"a":"\u2028</script>"}'.encode()),
        ({"a": -(2**53) + 1, "b": 2**53 - 1}, b'{"a":-9007199254740991,"b":9007199254740991}'),
        ({"a10": 1, "a9": 2, "a-": 3}, b'{"a-":3,"a10":1,"a9":2}'),
    ],
)
def test_values_have_the_bytes_of_rfc_8785(value: dict[str, Any], body: bytes) -> None:
    assert encode(value) == body
    assert decode(body) == json.loads(body)


def test_any_mapping_can_be_encoded() -> None:
    assert encode(MappingProxyType({"a": 1})) == b'{"a":1}'


# The published vectors of RFC 8785. Ours is a subset: those with fractions, or with keys of other
# letters than a to z, must be refused; the same values under plain keys must have the same bytes.


@pytest.mark.outside
@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "values", "weird"])
def test_a_published_vector_is_refused_as_it_stands(outside_data: Path, name: str) -> None:
    body = (outside_data / "jcs/testdata/output" / f"{name}.json").read_bytes()

    with pytest.raises(NotCanonicalError):
        decode(body)


def vector(folder: Path, name: str) -> tuple[Any, bytes]:
    """Return a published value, and the bytes that it must have."""
    testdata = folder / "jcs/testdata"
    value = json.loads((testdata / "input" / f"{name}.json").read_bytes())
    return value, (testdata / "output" / f"{name}.json").read_bytes()


@pytest.mark.outside
@pytest.mark.parametrize("name", ["french", "weird"])
def test_the_texts_of_a_published_vector_have_its_bytes(outside_data: Path, name: str) -> None:
    value, body = vector(outside_data, name)

    assert [text for text in value.values() if encode_text(text) not in body] == []


@pytest.mark.outside
def test_a_text_that_is_not_nfc_is_refused_though_rfc_8785_allows_it(outside_data: Path) -> None:
    value, _ = vector(outside_data, "unicode")

    with pytest.raises(NotCanonicalError, match="NFC"):
        encode({"a": value["Unnormalized Unicode"]})


@pytest.mark.outside
def test_a_published_list_inside_an_object_has_its_bytes(outside_data: Path) -> None:
    value, body = vector(outside_data, "arrays")

    assert encode({"a": value}) == b'{"a":' + body + b"}"


REFUSED_VALUES = [
    pytest.param(1.0, id="fraction"),
    pytest.param(float("nan"), id="nan"),
    pytest.param(float("inf"), id="infinity"),
    pytest.param(2**53, id="too-large"),
    pytest.param(-(2**53), id="too-small"),
    pytest.param("e\u0301", id="nfd"),
    pytest.param("\ud83d", id="surrogate"),
    pytest.param(b"x", id="bytes"),
    pytest.param({1}, id="set"),
    pytest.param(object(), id="object"),
    pytest.param(MappingProxyType({}), id="mapping"),
    pytest.param({"A": 1}, id="capital-key"),
    pytest.param({"": 1}, id="empty-key"),
    pytest.param({"é": 1}, id="accented-key"),
    pytest.param({"a\n": 1}, id="line-end-key"),
    pytest.param({"a" * 101: 1}, id="long-key"),
    pytest.param({1: 1}, id="number-key"),
]


@pytest.mark.parametrize("value", REFUSED_VALUES)
@pytest.mark.parametrize("around", [lambda one: {"x": one}, lambda one: {"x": [{"y": one}]}])
def test_what_has_no_canonical_form_is_not_encoded(around: Any, value: Any) -> None:
    with pytest.raises(NotCanonicalError):
        encode(around(value))


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


def test_values_may_be_nested_sixteen_deep() -> None:
    assert decode(encode({"a": nested(15)})) == {"a": nested(15)}


@pytest.mark.parametrize("depth", [16, 500])
def test_values_may_not_be_nested_deeper(depth: int) -> None:
    with pytest.raises(NotCanonicalError, match="deeper than 16"):
        encode({"a": nested(depth)})


def test_a_body_may_be_so_long() -> None:
    assert len(encode({"a": "x" * (MAX_BYTES - 8)})) == MAX_BYTES


def test_a_body_may_not_be_longer() -> None:
    with pytest.raises(NotCanonicalError, match="at most 262144"):
        encode({"a": "x" * (MAX_BYTES - 7)})


REFUSED_BODIES = [
    pytest.param(b"", id="empty"),
    pytest.param(b"[]", id="list"),
    pytest.param(b'"a"', id="text"),
    pytest.param(b'{"a":1}\n', id="line-end"),
    pytest.param(b' {"a":1}', id="space-before"),
    pytest.param(b'{"a": 1}', id="space-within"),
    pytest.param(b'{"b":1,"a":2}', id="order"),
    pytest.param(b'\xef\xbb\xbf{"a":1}', id="byte-order-mark"),
    pytest.param('{"a":1}'.encode("utf-16"), id="utf-16"),
    pytest.param(b'{"a":"\xff"}', id="not-utf-8"),
    pytest.param(b'{"a":"\xed\xa0\x80"}', id="surrogate-bytes"),
    pytest.param(b'{"a":"\\ud800"}', id="surrogate-escape"),
    pytest.param(b'{"a":"\\u006f"}', id="needless-escape"),
    pytest.param(b'{"a":"\\u00e9"}', id="escaped-letter"),
    pytest.param(b'{"a":"\\/"}', id="escaped-slash"),
    pytest.param(b'{"a":"\\u001F"}', id="capital-escape"),
    pytest.param(b'{"a":"\x00"}', id="bare-control"),
    pytest.param('{"a":"e\u0301"}'.encode(), id="nfd"),
    pytest.param(b'{"a":1,"a":1}', id="twice"),
    pytest.param(b'{"a":{"b":1,"b":2}}', id="twice-within"),
    pytest.param(b'{"A":1}', id="capital-key"),
    pytest.param(b'{"a":104.0}', id="fraction"),
    pytest.param(b'{"a":1.04e2}', id="exponent"),
    pytest.param(b'{"a":1e2}', id="whole-exponent"),
    pytest.param(b'{"a":-0}', id="minus-zero"),
    pytest.param(b'{"a":0104}', id="leading-zero"),
    pytest.param(b'{"a":9007199254740992}', id="too-large"),
    pytest.param(b'{"a":' + b"9" * 5000 + b"}", id="far-too-large"),
    pytest.param(b'{"a":NaN}', id="nan"),
    pytest.param(b'{"a":Infinity}', id="infinity"),
    pytest.param(b'{"a":1,}', id="comma"),
    pytest.param(b'{"a":1}{"a":1}', id="two"),
    pytest.param(b'{"a":' + b"[" * 17 + b"]" * 17 + b"}", id="deep"),
    pytest.param(b'{"a":' + b"[" * 30_000 + b"]" * 30_000 + b"}", id="very-deep"),
    pytest.param(b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", id="abysmal"),
    pytest.param(b'{"a":"' + b"x" * MAX_BYTES + b'"}', id="long"),
]


@pytest.mark.parametrize("body", REFUSED_BODIES)
def test_bytes_that_encode_would_not_write_are_refused(body: bytes) -> None:
    with pytest.raises(NotCanonicalError):
        decode(body)


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda one: one.encode(errors="replace")))
def test_whatever_the_bytes_they_are_canonical_or_refused(body: bytes) -> None:
    assert canonical_or_refused(body)


def canonical_or_refused(body: bytes) -> bool:
    try:
        return encode(decode(body)) == body
    except NotCanonicalError:
        return True


@pytest.mark.parametrize("text", ["e\u0301", "\ud800"])
def test_a_text_without_a_canonical_form_is_refused(text: str) -> None:
    with pytest.raises(NotCanonicalError):
        encode_text(text)
