"""A migration of the future, for tests of what happens while one runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

    from sqlite_utils import Database, Migrations

NAME = "9001_later"


def add_later_migration(schema: ModuleType, put: Any = setattr) -> None:
    """Let ``schema`` know one more migration; ``put`` may be the setattr of a monkeypatch."""
    released, version = schema.migrations, schema.VERSION + 1

    def migrations() -> Migrations:
        known: Migrations = released()

        @known(name=NAME)
        def later(db: Database) -> None:
            db.execute("ALTER TABLE sheet ADD COLUMN verified INTEGER NOT NULL DEFAULT 0")
            db.execute("UPDATE sheet SET verified = 1")
            db.execute("CREATE INDEX sheet_verified ON sheet (verified)")
            db.execute(f"PRAGMA user_version = {version}")

        return known

    put(schema, "migrations", migrations)
    put(schema, "MIGRATION_NAMES", (*schema.MIGRATION_NAMES, NAME))
    put(schema, "VERSION", version)
    put(schema, "is_whole", lambda _: True)
