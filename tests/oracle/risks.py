"""The risks of products by the catalogue's strings: what triggers them, which pathways show signs, for whom.

A line is about some entity of the product: the product itself, what went into it and what came of it. Towards an
actor in a role that is what lies in its scope: its own, what that came from and what came of it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from oracle.derived import BSR_ROLES, CHOOSES_DATA, MAKES, doubtful, not3
from oracle.evaluator import Question, about
from oracle.language import Atom, Item, Path, atoms_in, paths_in
from oracle.manifest import SUBJECTS, codes, reach
from oracle.operators import MOOT, NONE, UNKNOWN, Result, Truth, Value, all3, any3, has_any
from oracle.selection import PROVIDES, Bound, Found, Listed

if TYPE_CHECKING:
    from oracle.evaluator import Oracle

REGIONS = ("conflict", "weak_rule_of_law")
OPENED_TO = Path("chan", field="open_to")


class Exposure(Question):
    """The lines about one product, asked of an actor in a role or (empty) of nobody.

    Four answers are put up with that a ``loose`` oracle gives: a line about two kinds of entity stays open where one
    kind is not listed, even if what it says of the other is wrong; an impact of the product counts for everybody with a
    part in it; where something that belongs has nothing to compare, what may belong leaves a line open; and of who may
    hold a role it is open what it holds in it, even where that is listed.
    """

    def __init__(self, oracle: "Oracle", product: tuple[str, str], actor: str = "", role: str = "") -> None:
        super().__init__(oracle, actor, role, "provider")
        self.product = product
        self.moot = False  # something had nothing to compare

    def some(self, lines: Iterable[Item]) -> Result:
        """Say whether any of several lines holds."""
        return any3(self.sign(line) for line in lines)

    def holds(self, items: Sequence[Item], env: Bound, *, every: bool, each: bool = False) -> Result:
        self.moot = self.moot and bool(env)
        result = super().holds(items, env, every=every, each=each)
        kinds = {about(path).entity for path in paths_in(items)} & SUBJECTS
        if result is False and self.oracle.loose and not env and len(kinds) > 1:
            found = [self.candidates(Path(kind), {}) for kind in kinds]
            unsure = (one is UNKNOWN or (isinstance(one, list) and not any(sure for _, sure in one)) for one in found)
            return None if any(unsure) else result
        if result is False and self.oracle.loose and not env and self.moot:
            listed = [self.candidates(Path(kind), {}) for kind in kinds]
            return None if any(isinstance(one, list) and not all(sure for _, sure in one) for one in listed) else result
        return result

    def sign(self, line: Item) -> Result:
        (atom, *others) = atoms_in(line)
        if isinstance(line, str) and not others and atom.path == OPENED_TO and atom.operator == "lacks":
            # It is a sign only if no channel is open to them.
            return not3(any3([self.holds([line.replace(" lacks ", " has ")], {}, every=False)]))
        return self.holds([line], {}, every=False)

    def atom(self, atom: Atom, env: Bound) -> Result:
        absent = (env.get(path.selector) is NONE for path in atom.paths)
        if any(absent) and (atom.path.entity in SUBJECTS or atom.path.entity == "rel"):
            return False  # where there is none, none shows a sign
        result = super().atom(atom, env)
        self.moot = self.moot or result is MOOT
        return False if result is MOOT else result

    def candidates(self, selector: Path, env: Bound) -> Listed:
        if selector.kinds == ("supplies_data",):  # suppliers provide it, and developers receive it
            self.ends = ("from",) if self.role == "supplier" else ("to",)
        elif selector.entity == "rel":
            self.ends = ("from",)
        if selector.entity in SUBJECTS:
            return super().candidates(selector, env)
        kind, product = self.product
        return super().candidates(selector, {Path(kind): {"id": product}})

    def in_scope(self, listed: list[Mapping[str, Any]], subject: object, kind: str = "") -> Found:  # noqa: ARG002 # whatever else a line has bound, it is about the product
        _, product = self.product
        sure, possible = (self.manifest.chain([product], possible=may) for may in (False, True))
        if self.role:
            own = self.oracle.attribution.owned(self.actor, self.role)
            sure = set() if self.oracle.loose and self.oracle.roles(self.actor)[self.role] is None else sure
            may = self.oracle.attribution.owned(self.actor, self.role, possibly=True)
            sure &= self.of_role(own, kind, possible=False)
            possible &= self.of_role(may, kind, possible=True) if own else possible
        return [(one, one["id"] in sure) for one in listed if one["id"] in possible]

    def of_role(self, own: Collection[str], kind: str, *, possible: bool) -> set[str]:
        """Return what of a kind an actor answers for in its role: its own, the data behind it, or the chain around it."""
        if kind in MAKES.get(self.role, ()):
            return set(own)
        if kind == "dataset" and self.role in CHOOSES_DATA:
            return {one for one, other in self.manifest.edges(possible=possible) if other in own}
        return self.manifest.chain(own, possible=possible) if own else set()

    def received(self, relation: Mapping[str, Any]) -> Result:
        """Say whether a relation concerns the product: a sign counts for one product, and not for another customer's.

        It leads to who gets the product itself or has a part in it, or to who passes on what it got to one who has. What somebody does
        with it that has a part in nothing is unclear.
        """
        kind, product = self.product
        if product in codes(relation.get("about")) or PROVIDES.get(relation["kind"], ("",))[0] == kind:
            return True
        products = self.oracle.products
        if not any(products.holds_part(relation["to"], one) is True for one in products.all):
            return True
        same = [one for one in self.manifest.existing("relations") if one["kind"] == relation["kind"]]
        edges = [(one["from"], one["to"], one.get("sure", True)) for one in same]
        sure = {relation["to"], *reach([relation["to"]], [(a, b) for a, b, certain in edges if certain])}
        takers = {relation["to"], *reach([relation["to"]], [(a, b) for a, b, _ in edges])}
        return any3(all3([one in sure or None, products.holds_part(one, product)]) for one in takers)

    def speaks_of_everything(self, record: Mapping[str, Any], subject: tuple[str, str]) -> Truth:  # noqa: ARG002 # of a product, what its owner keeps speaks as a whole
        return True

    def involving(self, listed: list[Mapping[str, Any]]) -> Found:
        found: Found = []
        for impact in listed:
            named, tie = self.oracle.attribution.named(impact), self.oracle.attribution.of(self.actor, impact)
            of_product = self.touched(named, self.oracle.attribution.perhaps(impact))
            own = self.oracle.attribution.owned(self.actor, self.role)
            mine: Result = True if tie.recorded or self.oracle.loose else tie.placed[self.role] if own else None
            truth = all3([of_product, mine])
            found += [(impact, truth is True)] if truth is not False else []
        return found

    def touched(self, entities: Iterable[str], perhaps: Iterable[str] = ()) -> Truth:
        """Say whether one of some entities belongs to the product; of ``perhaps``, one may be meant."""
        _, product = self.product
        sure, possible = (self.manifest.chain([product], possible=may) for may in (False, True))
        return True if sure & set(entities) else None if possible & {*entities, *perhaps} else False


class Products:
    """The products of one manifest: what risks they have, and who has a part in them."""

    def __init__(self, oracle: "Oracle") -> None:
        self.oracle, self.manifest = oracle, oracle.manifest
        self.known: dict[tuple[str, str], dict[str, Result]] = {}

    @cached_property
    def all(self) -> dict[str, tuple[str, Truth]]:
        """Return every product with its kind: applications, and what goes into nothing or comes of nothing."""
        found: dict[str, tuple[str, Truth]] = dict.fromkeys(self.manifest.entities["app"], ("app", True))
        edges = [list(self.manifest.edges(possible=may)) for may in (False, True)]
        for kind, end in (("dataset", 0), ("model", 0), ("deployment", 1)):
            for one in self.manifest.entities[kind]:
                sure, possible = (any(edge[end] == one for edge in some) for some in edges)
                if not sure:
                    found[one] = (kind, None if possible else True)
        return found

    def triggered(self, product: str) -> dict[str, Result]:
        """Say of each risk whether a product has it."""
        kind, sure = self.all[product]
        if (kind, product) not in self.known:
            exposure = Exposure(self.oracle, (kind, product))
            self.known[kind, product] = {
                risk["id"]: all3([sure, exposure.some(risk["triggers"])]) for risk in self.oracle.risks
            }
        return self.known[kind, product]

    def part(self, actor: str, role: str, product: str) -> Result:
        """Say whether an actor has a part in a product in a role; if nothing is listed of it there, it may have."""
        attribution, held = self.oracle.attribution, self.oracle.roles(actor)[role]
        exposure = Exposure(self.oracle, (self.all[product][0], product))
        roles = {one: attribution.owned(actor, one) for one in BSR_ROLES}
        perhaps = {one: attribution.owned(actor, one, possibly=True) for one in BSR_ROLES}
        theirs = {
            one: all3([self.oracle.roles(actor)[one], exposure.touched(own, perhaps[one])])
            for one, own in roles.items()
        }
        if roles[role] and (held is not None or not self.oracle.loose):
            return all3([theirs[role], self.all[product][1]])
        holder = any3(
            all3([True if roles[one] else None if perhaps[one] else False, self.oracle.roles(actor)[one]])
            for one in BSR_ROLES
        )
        return any3([theirs[role], all3([held, None, any3([not3(holder), *theirs.values()])])])

    def holds_part(self, actor: str, product: str) -> Result:
        """Say whether an actor has a part in a product by what is listed as its own."""
        attribution, exposure = self.oracle.attribution, Exposure(self.oracle, (self.all[product][0], product))
        truths = [
            all3(
                [
                    self.oracle.roles(actor)[role],
                    exposure.touched(attribution.owned(actor, role), attribution.owned(actor, role, possibly=True)),
                ]
            )
            for role in BSR_ROLES
        ]
        return all3([any3(truths), self.all[product][1]])

    def codes_of(self, key: str, risks: Mapping[str, Result]) -> dict[str, Result]:
        """Say which codes the risks that hold or may hold bring along."""
        found: dict[str, list[Result]] = {}
        for risk in self.oracle.risks:
            for code in risk[key]:
                found.setdefault(code, []).append(risks[risk["id"]])
        return {code: any3(truths) for code, truths in found.items()}

    def topics(self, entity: str) -> Value:
        """Return the topics of a product, or of all products that a model goes into."""
        edges = [list(self.manifest.edges(possible=may)) for may in (False, True)]
        found: dict[str, list[Result]] = {}
        for product in self.all:
            sure, possible = (product == entity or self.leads(entity, product, some) for some in edges)
            for code, truth in self.codes_of("topics", self.triggered(product)).items() if possible else ():
                found.setdefault(code, []).append(all3([True if sure else None, truth]))
        return doubtful({code: any3(truths) for code, truths in found.items()})

    def leads(self, entity: str, product: str, edges: list[tuple[str, str]]) -> bool:
        return entity in self.manifest.entities["model"] and product in reach([entity], edges)

    def groups(self, actor: str, model: str = "") -> Value:
        """Return the groups of the risks of products that an actor has a part in, and those of their regions.

        Of a model, the products are those that it goes into.
        """
        edges = [list(self.manifest.edges(possible=may)) for may in (False, True)]
        found: dict[str, list[Result]] = {}
        for product in self.all:
            part = any3(self.part(actor, role, product) for role in BSR_ROLES)
            if model:
                sure, possible = (product == model or self.leads(model, product, some) for some in edges)
                part = True if sure else None if possible else False
            for code, truth in self.codes_of("vulnerable", self.triggered(product)).items():
                found.setdefault(code, []).append(all3([part, truth]))
            found.setdefault("vg_conflict", []).append(all3([part, self.in_danger(product)]))
        groups = doubtful({code: any3(truths) for code, truths in found.items()})
        return groups if self.all else UNKNOWN

    def in_danger(self, product: str) -> Result:
        """Say whether a product is deployed where there is conflict or weak rule of law."""
        exposure = Exposure(self.oracle, (self.all[product][0], product))
        found = exposure.in_scope(list(self.manifest.entities["deployment"].values()), None)
        dangers = [
            (has_any(self.manifest.read(one, "deployment", "region_risk"), REGIONS), sure) for one, sure in found
        ]
        return any3(all3([sure or None, truth]) for truth, sure in dangers)
