"""Build hook: compile the gettext catalogues, so that no .mo file is kept in the repository."""

import ast
import re
import struct
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGUES = "cli/trajecten_cli/locale/*/LC_MESSAGES/*.po"
FIELD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d\])?((?:\s*".*")+)')
MAGIC, HEADER_BYTES, ROW_BYTES = 0x950412DE, 28, 8


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Write messages.mo beside each messages.po, for a wheel and for an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile every catalogue; without a locale folder there is nothing to do."""
        for po in sorted(Path(self.root).glob(CATALOGUES)):
            po.with_suffix(".mo").write_bytes(compiled(messages(po.read_text("utf-8"))))


def messages(po: str) -> dict[str, str]:
    """Return translation by gettext key; fuzzy, obsolete and untranslated entries are left out.

    Raises:
        ValueError: Two entries are not parted by a blank line.
    """
    found = {}
    for block in re.split(r"\n\s*\n", po):
        fields: dict[str, list[str]] = {
            "msgctxt": [],
            "msgid": [],
            "msgid_plural": [],
            "msgstr": [],
        }
        for name, quoted in FIELD.findall(re.sub(r"(?m)^#.*\n?", "", block)):
            fields[name].append(ast.literal_eval(f"({quoted.strip()})"))
        if len(fields["msgid"]) > 1:
            message = f"no blank line between the entries {fields['msgid']}"
            raise ValueError(message)
        fuzzy = re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE) and fields["msgid"] != [""]
        if fields["msgstr"] and all(fields["msgstr"]) and not fuzzy:
            key = "\0".join(fields["msgid"] + fields["msgid_plural"])
            found["\4".join([*fields["msgctxt"], key])] = "\0".join(fields["msgstr"])
    return found


def compiled(found: dict[str, str]) -> bytes:
    """Return the messages in the binary format of GNU gettext, sorted by key, no hash table."""
    pairs = sorted((key.encode(), text.encode()) for key, text in found.items())
    texts = [key for key, _ in pairs] + [text for _, text in pairs]
    rows, start = b"", HEADER_BYTES + ROW_BYTES * len(texts)
    for text in texts:
        rows += struct.pack("<2I", len(text), start)
        start += len(text) + 1
    second_table = HEADER_BYTES + ROW_BYTES * len(pairs)
    header = struct.pack("<7I", MAGIC, 0, len(pairs), HEADER_BYTES, second_table, 0, 0)
    return header + rows + b"".join(text + b"\0" for text in texts)
