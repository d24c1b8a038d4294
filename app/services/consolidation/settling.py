"""What follows from a set of packages of one survey: which sheets there are, and what clashes.

Nothing here knows in which order packages came: the outcome is a function of the set of versions
and of the decisions. A version of a higher revision takes the place of a lower one, a deletion is a
revision too; where two of the same revision differ, both are candidates and a person decides.
Until then one of them counts, always the same one.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from app.models.consolidation import BOTH, NOTHING, Clash, ConflictKind, Version

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from app.models.consolidation import Members

    Versions = Mapping[bytes, Collection[Version]]
    Decisions = Mapping[str, str]
    """Fingerprint of a clash → the choice."""

STEP = 1_000_000
"""A second sheet numbered 31 is kept under 1000031."""


class Placed(NamedTuple):
    """A sheet that counts: its version, and the number under which it is kept."""

    version: Version
    number: int


class Settled(NamedTuple):
    """The outcome for one survey."""

    sheets: dict[bytes, Placed]
    clashes: list[Clash]


def united(members: Iterable[Members]) -> dict[bytes, set[Version]]:
    """Return all versions of every sheet that the packages tell of."""
    versions: defaultdict[bytes, set[Version]] = defaultdict(set)
    for one in members:
        for uuid, version in one.items():
            versions[uuid].add(version)
    return dict(versions)


def joined(versions: Versions, members: Members) -> Versions:
    """Return the versions of a package beside those that were known."""
    found = dict(versions)
    for uuid, version in members.items():
        known = found.get(uuid)
        found[uuid] = {version} if known is None else {*known, version}
    return found


def settle(versions: Versions, decisions: Decisions) -> Settled:
    """Return the sheets that count, and everything that clashes, decided or not."""
    winners: dict[bytes, Version] = {}
    clashes: list[Clash] = []
    for uuid, found in versions.items():
        if len(found) == 1:
            (winner,) = found
        else:
            subject = str(UUID(bytes=uuid))
            winner, clash = winner_of(ConflictKind.SHEET, subject, found, decisions)
            clashes += [clash] if clash else []
        if winner.digest != NOTHING:
            winners[uuid] = winner
    if len({version.number for version in winners.values()}) == len(winners):
        return Settled({uuid: Placed(v, v.number) for uuid, v in winners.items()}, clashes)
    return _numbered(winners, clashes, decisions)


def clash_of(kind: ConflictKind, subject: str, candidates: Sequence[str], *more: object) -> Clash:
    """Return a clash under the fingerprint of all that it consists of."""
    ordered = tuple(sorted(candidates))
    whole = json.dumps([kind.value, subject, *ordered, *more])
    return Clash(kind, subject, ordered, hashlib.sha256(whole.encode()).hexdigest())


def key_of(version: Version) -> str:
    """Return how a version is named among the candidates of a clash."""
    return f"{version.digest.hex()}{version.saran.hex()}"


def winner_of(
    kind: ConflictKind, subject: str, found: Collection[Version], decisions: Decisions
) -> tuple[Version, Clash | None]:
    """Return the version that counts of one thing, and the clash where several could."""
    top = max(version.revision for version in found)
    rivals = _told([version for version in found if version.revision == top])
    if len(rivals) == 1:
        return rivals[0], None
    keys = {key_of(version): version for version in rivals}
    clash = clash_of(kind, subject, list(keys), top)
    chosen = keys.get(decisions.get(clash.fingerprint, ""))
    return chosen or min(rivals, key=lambda v: (v.is_deleted, key_of(v))), clash


def _told(rivals: Sequence[Version]) -> list[Version]:
    """Return rivals that differ: one that tells its saran stands for one that does not."""
    by_digest: defaultdict[bytes, set[Version]] = defaultdict(set)
    for version in rivals:
        by_digest[version.digest].add(version)
    return [
        version
        for alike in by_digest.values()
        for version in ({v for v in alike if v.saran != NOTHING} or alike)
    ]


def _numbered(
    winners: Mapping[bytes, Version], clashes: list[Clash], decisions: Decisions
) -> Settled:
    """Settle sheets of which some bear one number: both are kept unless somebody chose one."""
    groups: defaultdict[int, list[bytes]] = defaultdict(list)
    for uuid in sorted(winners):
        groups[winners[uuid].number].append(uuid)
    taken = set(groups)
    sheets: dict[bytes, Placed] = {}
    for number in sorted(groups):
        group = groups[number]
        if len(group) > 1:
            clash = clash_of(
                ConflictKind.NUMBER, str(number), [str(UUID(bytes=uuid)) for uuid in group]
            )
            clashes.append(clash)
            choice = decisions.get(clash.fingerprint, BOTH)
            group = [uuid for uuid in group if choice in {BOTH, str(UUID(bytes=uuid))}] or group
        for uuid in group:
            place = number
            while place in taken and uuid != group[0]:
                place += STEP
            taken.add(place)
            sheets[uuid] = Placed(winners[uuid], place)
    return Settled(sheets, clashes)
