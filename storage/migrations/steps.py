"""The SQL of the steps between two versions, written out by Alembic (which is loaded by this module only)."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from storage.errors import StoreUnfit
from storage.statements import Dialect


def sql(dialect: Dialect, start: str | None, end: str) -> str:
    """The script that leads from one version (None: an empty database) to another, without BEGIN and COMMIT.
    Raises StoreUnfit for a version that is not among ours."""
    config, output = _config(), StringIO()
    config.attributes.update(dialect=dialect, output=output)
    try:
        command.upgrade(config, f"{start or 'base'}:{end}", sql=True)
    except CommandError as error:
        raise StoreUnfit(
            f"the database has version {start}, which this palier does not know: {error}"
        ) from error
    return output.getvalue()


def versions() -> list[str]:
    """Every version there has been, oldest first."""
    script = ScriptDirectory.from_config(_config())
    return [step.revision for step in script.walk_revisions()][::-1]


def _config() -> Config:
    config = Config(stdout=StringIO())
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
