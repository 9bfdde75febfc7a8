"""What is shown, what is rounded, what is hidden. Pure.

First what is small is hidden. Then, as long as a hidden number could be worked out, the smallest number of a sum it stands
in is hidden too. Each turn hides one more number, so it ends.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from audits.protection.block import Block, Hiding, Key, Share, Sum, bounds, may_be_shown
from audits.protection.ranges import Ranges
from audits.rules.publishable import LEAST

States = dict[Key, Hiding]
# Where more than so many are in doubt there is little to show: more is hidden without asking of each whether it must be.
FEW = 250


def protect(block: Block) -> States:
    """How each count is published. The same block gives the same answer, whatever order it comes in."""
    states: States = {}
    for part in _components(block):
        states |= _Component(part).protected()
    return states


class _Component:
    """Counts that hang together by sums."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.value = {key: count.value for key, count in block.counts.items()}
        self.keys = sorted(block.counts)
        self.place = {key: at for at, key in enumerate(self.keys)}
        self.sums = sorted(set(block.true_sums()), key=lambda one: (one.total, one.parts))
        self.share = {key: share for share in block.shares for key in (share.part, share.rest)}
        self.wholes: dict[Key, list[Share]] = defaultdict(list)
        for share in block.shares:
            self.wholes[share.whole].append(share)
        self.near: dict[Key, list[Sum]] = defaultdict(list)
        for one in self.sums:
            for key in (one.total, *one.parts):
                self.near[key].append(one)
        self.states = self._first()

    def protected(self) -> States:
        if not self.sums or not any(self._asked(key) for key in self.keys):
            return self.states
        corners = [{self.place[key] for key in corner if key in self.place} for corner in self.block.corners]
        stages = [self._ranges(corner) for corner in [*corners, set(range(len(self.keys)))] if corner]
        found: set[int] = set()  # hiding more never narrows: who could move once, can
        while any(not hiding.hidden for hiding in self.states.values()):
            asked = [self.place[key] for key in self.keys if self._asked(key) and self.place[key] not in found]
            narrow = asked
            for stage in stages:
                narrow = stage.narrow(narrow, exactly=False)
            if len(narrow) <= FEW:
                narrow = stages[-1].narrow(narrow, exactly=True)
            found.update(set(asked) - set(narrow))
            hidden = self._cover([self.keys[at] for at in narrow])
            if not hidden:
                break
            for key in hidden:
                for ranges in stages:
                    ranges.widen(self.place[key], self._bounds(key))
        return self.states

    def _ranges(self, free: Iterable[int]) -> Ranges:
        sums = [(self.place[one.total], [self.place[part] for part in one.parts]) for one in self.sums]
        return Ranges([self.value[key] for key in self.keys], [self._bounds(key) for key in self.keys], sums, free)

    def _first(self) -> States:
        states = {}
        for key, count in self.block.counts.items():
            usual = Hiding.WITHHELD if not count.told else Hiding.EXACT if count.exact else Hiding.ROUNDED
            states[key] = Hiding.SMALL if count.told and count.value < LEAST else usual
        for share in self.block.shares:
            shown = may_be_shown(self.value[share.part], self.value[share.rest])
            for key in (share.part, share.rest):  # nobody, too, is told
                states[key] = (Hiding.ROUNDED if self.value[key] else Hiding.EXACT) if shown else Hiding.WITHHELD
        for whole in self.wholes:
            # As if rounded: a reader may know about how many there were from other tables.
            states[whole] = Hiding.SMALL if self.value[whole] < LEAST else Hiding.ROUNDED
        return states

    def _asked(self, key: Key) -> bool:
        """Whether it must not be found: what is hidden, but not a whole of five or more, which no rule hides for its own sake."""
        of_none = key in self.wholes and self.states[key] == Hiding.WITHHELD
        return self.states[key].hidden and self.block.counts[key].told and not of_none

    def _bounds(self, key: Key) -> tuple[float, float]:
        return bounds(self.value[key], self.states[key], key in self.share or not self.block.counts[key].told)

    def _cover(self, narrow: Iterable[Key]) -> set[Key]:
        """One more number for each, unless what was hidden for another stands in the same sum."""
        hidden: set[Key] = set()
        for key in narrow:
            around = {other for one in self.near[key] for other in (one.total, *one.parts)}
            if not around & hidden:
                hidden |= self._hide(self._smallest(key))
        return hidden

    def _smallest(self, key: Key) -> Key | None:
        """Of the sums the number stands in: the smallest part that is shown, else a total; then of the sums next to them."""
        seen, layer = {key}, {key}
        while layer:
            sums = [one for at in layer for one in self.near[at]]
            totals = {one.total for one in sums}
            around = {other for one in sums for other in (one.total, *one.parts)} - seen
            shown = [other for other in around if not self.states[other].hidden]
            if shown:
                return min(shown, key=lambda other: (other in totals, self.value[other], other))
            seen, layer = seen | around, around
        return None

    def _hide(self, key: Key | None) -> set[Key]:
        """A share goes as one: its part and rest first, the number of them all when it is asked for once more."""
        if key is None:
            return set()
        shares = [self.share[key]] if key in self.share else self.wholes.get(key, [])
        shown = next((share for share in shares if not self.states[share.part].hidden), None)
        if shown is None:
            self.states[key] = Hiding.WITHHELD
            return {key}
        self.states[shown.part] = self.states[shown.rest] = Hiding.WITHHELD
        return set(shown.keys)


def _components(block: Block) -> list[Block]:
    """Counts that no sum and no share links go apart."""
    parent = {key: key for key in block.counts}

    def root(key: Key) -> Key:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for one in block.true_sums():
        for part in one.parts:
            parent[root(part)] = root(one.total)
    for share in block.shares:  # also where part and rest do not make the whole
        for key in share.keys:
            parent[root(key)] = root(share.whole)
    counts: Mapping[Key, dict[Key, object]] = defaultdict(dict)
    sums: Mapping[Key, list[Sum]] = defaultdict(list)
    shares: Mapping[Key, list[Share]] = defaultdict(list)
    for key, count in block.counts.items():
        counts[root(key)][key] = count
    for one in block.sums:
        sums[root(one.total)].append(one)
    for share in block.shares:
        shares[root(share.whole)].append(share)
    return [Block(counts[at], sums[at], shares[at], block.corners) for at in sorted(counts)]  # type: ignore[arg-type]
