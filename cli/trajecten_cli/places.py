"""Where the key, the memory of the signer, and the checkpoints that others kept are."""

from pathlib import Path

import platformdirs

from trajecten_cli.desk import APPLICATION, PRIVATE

_KEY = "signing-key.pem"


def key_file(given: Path | None) -> Path:
    """Return the file of the signing key: as given, else one in the folder of settings."""
    if given is not None:
        return given
    folder = platformdirs.user_config_path(APPLICATION, appauthor=False)
    folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    return folder / _KEY


def signer_folder(given: Path | None) -> Path:
    """Return the folder of the signer's memory: as given, else one of the user's own."""
    return given or platformdirs.user_state_path(APPLICATION, appauthor=False) / "signer"


def witness_folder(given: Path | None) -> Path:
    """Return the folder of checkpoints that others kept: as given, else one of the user's own."""
    return given or platformdirs.user_data_path(APPLICATION, appauthor=False) / "witnesses"
