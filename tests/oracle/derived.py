"""What the catalogue derives from a manifest: roles, what is harmful in a dataset, who stands apart from whom.

Each function takes the oracle, and returns three values or a set of which some is certain.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from oracle.language import Path
from oracle.manifest import OWNERS, Record, codes, reach
from oracle.operators import UNKNOWN, Absent, Doubtful, Result, Truth, Value, all3, any3, equals, has

if TYPE_CHECKING:
    from oracle.evaluator import Oracle

# What an actor in a role has its own part of the chain in, and the field that says so.
HELD = {
    "supplier": ("dataset", "supplier"),
    "foundation_model_developer": ("model", "developer"),
    "downstream_developer": ("app", "developer"),
    "deployer": ("deployment", "deployer"),
    "individual_user": ("deployment", "users"),
}
BSR_ROLES = frozenset(HELD)
# Roles of other sources: those under whose names an actor holds its part, or the kinds that it makes itself.
STANDS_FOR = {"model_provider": ("foundation_model_developer", "supplier")}
MADE = {"model_adapter": ("model", "app"), "builder": ("model", "app"), "app_developer": ("app",)}
HOST = "model_hosting_service"
# Whose duties on a kind of thing are about the things of that kind that it made itself.
MODEL_MAKERS = ("foundation_model_developer", "model_provider", "model_adapter", "builder")
MAKES: Mapping[str, tuple[str, ...]] = {
    "supplier": ("dataset",),
    **dict.fromkeys((*MODEL_MAKERS, HOST), ("model",)),
    "builder": ("model", "app"),
    **dict.fromkeys(("downstream_developer", "app_developer"), ("app",)),
    "deployer": ("deployment",),
}
# Who makes models is asked about the data that they were trained on, and not about what others added before or later.
CHOOSES_DATA = frozenset(MODEL_MAKERS)
# What is a relation of the value chain: that of an investor, or a contract beside the chain, is none.
CHAIN = frozenset(
    ("customises", "deploys_to", "distributes", "hosts", "provides_application", "provides_model", "resells")
) | {"supplies_data"}
# What a declared role is in the words of BSR; the last may be either.
ALIASES = {
    "model_provider": ("foundation_model_developer",),
    "model_adapter": ("downstream_developer",),
    "app_developer": ("downstream_developer",),
    "builder": ("foundation_model_developer", "downstream_developer"),
}
# What a derived fact is about, where a clause names no entity of that kind.
ABOUT = {
    "has_separate_deployer": "app",
    "has_separate_developer": "deployment",
    "unfiltered_harmful": "dataset",
    "harmful_present": "dataset",
    "harmful_left": "dataset",
    "contact_in_chain": "impact",
    "adapted": "model",
    "trained_languages": "app",
    "trained_user_languages": "deployment",
}
SPOKEN = {"trained_languages": "app.languages", "trained_user_languages": "deployment.user_languages"}
HARMFUL = ("personal_data", "sensitive_personal_data", "biometric", "voice_likeness", "csam", "hate_speech")
FREE = ("licensed", "consent", "public_domain")
PRESENT = (
    *("hate_speech", "sexual_content", "personal_data", "sensitive_personal_data", "biometric", "voice_likeness"),
    *("csam", "violent_graphic", "toxic", "ip_protected"),
)
# Who takes out personal data takes out what is more sensitive, and people's voices and faces, with it.
IDENTIFYING = ("personal_data", "sensitive_personal_data", "biometric")
PERSONAL = (*IDENTIFYING, "voice_likeness")


def roles_along(oracle: "Oracle", actor: str, *, upstream: bool) -> Doubtful:
    """Return the roles of all actors from which relations lead to this one, or to which they lead from it."""
    manifest = oracle.manifest
    ends = ("to", "from") if upstream else ("from", "to")
    used = [
        {"from": deployer, "to": user}
        for deployment in manifest.entities["deployment"].values()
        for deployer in codes(deployment.get("deployer"))
        for user in codes(deployment.get("users"))
        if deployer != user
    ]
    edges = [(one[ends[0]], one[ends[1]], one.get("sure", True)) for one in (*manifest.existing("relations"), *used)]
    sure = reach([actor], [(a, b) for a, b, certain in edges if certain]) - {actor}
    possible = reach([actor], [(a, b) for a, b, _ in edges]) - {actor}
    held = [(one, *pair) for one in possible for pair in oracle.roles(one).items() if pair[0] in BSR_ROLES]
    certain = frozenset(role for one, role, truth in held if truth and one in sure)
    if not sure:  # nothing is said of who is there
        return Doubtful(certain, frozenset() if manifest.complete("relations") else BSR_ROLES)
    return Doubtful(certain, frozenset(role for _, role, truth in held if truth is not False))


def declared(oracle: "Oracle", actor: str) -> dict[str, Result]:
    """Return the roles that an actor declares, and what they are in the words of BSR: one of two may be either."""
    roles = codes(oracle.manifest.actors[actor].get("roles"))
    found: dict[str, Result] = {}
    for role in roles:
        for one in ALIASES.get(role, ()):
            found[one] = any3([found.get(one, False), len(ALIASES[role]) == 1 or None])
    return found | dict.fromkeys(roles, True)


def own_roles(oracle: "Oracle", actor: str) -> Doubtful:
    """Return the roles of the value chain that an actor holds."""
    return doubtful({role: truth for role, truth in oracle.roles(actor).items() if role in BSR_ROLES})


def doubtful(truths: Mapping[str, Result]) -> Doubtful:
    """Return the set of what holds, and of what may."""
    sure = frozenset(code for code, truth in truths.items() if truth is True)
    return Doubtful(sure, frozenset(code for code, truth in truths.items() if truth is not False))


def trained(oracle: "Oracle", served: Record | Absent, field: str) -> Value:
    """Return which of the languages that something serves all the data behind it holds; silent data may hold any."""
    if isinstance(served, Absent):
        return served
    manifest = oracle.manifest
    languages = codes(manifest.read(served, *field.split(".")).value)
    sure, possible = (manifest.chain([served["id"]], possible=may) for may in (False, True))
    found: dict[str, Result] = dict.fromkeys(languages, None if unlisted_data(oracle, served) else False)
    for one, dataset in manifest.entities["dataset"].items():
        said = manifest.read(dataset, "dataset", "languages")
        for code in languages if one in possible else ():
            found[code] = any3([found[code], all3([has(said, code), one in sure or None])])
    return doubtful(found)


def unlisted_data(oracle: "Oracle", served: Record) -> bool:
    """Say whether something may hold data that is not listed."""
    back = [(other, one) for one, other in oracle.manifest.edges(possible=True)]
    behind = {served["id"], *reach([served["id"]], back)}
    kinds = (
        ("model", "trained_on", "datasets"),
        ("app", "built_on", "models"),
        ("deployment", "application", "applications"),
    )
    return any(
        field not in one and not oracle.manifest.complete(section)
        for kind, field, section in kinds
        for name, one in oracle.manifest.entities[kind].items()
        if name in behind
    )


def to_developer(oracle: "Oracle", relation: Value) -> Result:
    """Say whether a relation leads to a downstream developer."""
    if isinstance(relation, Absent):
        return None if relation is UNKNOWN else False
    return oracle.roles(relation["to"]).get("downstream_developer", False)


def small(oracle: "Oracle", relation: Value) -> Result:
    """Say whether a relation leads to a downstream developer of size small."""
    if isinstance(relation, Absent):
        return None if relation is UNKNOWN else False
    size = oracle.manifest.read(oracle.manifest.actors[relation["to"]], "actor", "size")
    return all3([equals(size, "small"), to_developer(oracle, relation)])


def between_firms(oracle: "Oracle", relation: Value) -> Result:
    """Say whether a relation is one of the value chain, and none of private persons."""
    if isinstance(relation, Absent):
        return None if relation is UNKNOWN else False
    ends = [oracle.manifest.actors[relation[end]].get("kind") for end in ("from", "to")]
    private = any3(None if kind == "unknown" else kind == "individual" for kind in ends)
    return all3([relation["kind"] in CHAIN, not3(private)])


def sells_to_consumers(oracle: "Oracle", actor: str, app: Value) -> Result:
    """Say whether the maker of an application is the one who deploys it, by the deployments that are listed."""
    if isinstance(app, Absent):
        return None if app is UNKNOWN else False
    itself = any3(by == actor and truth for by, truth in deployers(oracle, app))
    return any3([itself is True, nobody_else_deploys(oracle, actor, app)])


def deployers(oracle: "Oracle", app: Record) -> list[tuple[str, Truth]]:
    """Return who deploys what is listed, and whether it is an application."""
    listed = oracle.manifest.listed("deployments")
    return [
        (one["deployer"], app["id"] in codes(one["application"]) if "application" in one else None) for one in listed
    ]


def nobody_else_deploys(oracle: "Oracle", actor: str, app: Record) -> Truth:
    """Say whether an application has no deployer but its maker, which is open where not all deployments are listed."""
    others = any3(truth for by, truth in deployers(oracle, app) if by != actor)
    return not3(others) if oracle.manifest.complete("deployments") else None


def sold(oracle: "Oracle", actor: str) -> dict[str, Truth]:
    """Return what an actor sells to consumers, and so deploys, though no deployment names it; True where that is sure."""
    apps = oracle.manifest.entities["app"]
    truths = {
        one: all3(
            [
                has(oracle.manifest.read(apps[one], "app", "audience"), "b2c"),
                nobody_else_deploys(oracle, actor, apps[one]),
            ]
        )
        for one in owned(apps, "developer", actor)
    }
    return {one: True if truth is True else None for one, truth in truths.items() if truth is not False}


def apart(oracle: "Oracle", bound: Mapping[str, Value]) -> Result:
    """Say whether an application (or that of a deployment) is deployed by somebody other than its developer."""
    manifest = oracle.manifest
    app: Value = bound.get("app")
    deployment: Value = bound.get("deployment")
    if UNKNOWN in (app, deployment) or (deployment and "application" not in deployment):
        return None
    if deployment:
        apps = [manifest.entities["app"][one] for one in codes(deployment["application"])]
        return any(one["developer"] != deployment["deployer"] for one in apps)
    others = [one for one in manifest.listed("deployments") if one["deployer"] != app["developer"]]
    named = [app["id"] in codes(one["application"]) if "application" in one else None for one in others]
    deployed = any(app["id"] in codes(one.get("application")) for one in manifest.listed("deployments"))
    return any3([*named, False if deployed or manifest.complete("deployments") else None])


def unfiltered(oracle: "Oracle", dataset: Record | Absent) -> Value:
    """Return what is harmful in a dataset and was not filtered out."""
    if isinstance(dataset, Absent):
        return dataset

    harmful = (*HARMFUL, "violent_graphic", "toxic", "ip_protected")
    return doubtful(
        {code: all3([harmful_in(oracle, dataset, code), not3(removed(oracle, dataset, code))]) for code in harmful}
    )


def harmful_in(oracle: "Oracle", dataset: Record, code: str) -> Truth:
    """Say whether a dataset held something harmful: of protected works, those that nobody agreed to or let go free."""
    contains, basis = (oracle.manifest.read(dataset, "dataset", one) for one in ("contains", "rights_basis"))
    if code != "ip_protected":
        return has(contains, code)
    return any3([all3([has(contains, code), not3(equals(basis, FREE))]), on_no_ground(oracle, dataset)])


def on_no_ground(oracle: "Oracle", dataset: Record) -> Truth:
    """Say whether a dataset holds works of others for whose use there is no ground."""
    contains, basis = (oracle.manifest.read(dataset, "dataset", one) for one in ("contains", "rights_basis"))
    return all3([has(contains, "original_works"), equals(basis, "none")])


def removed(oracle: "Oracle", dataset: Record, code: str) -> Truth:
    """Say whether a dataset was filtered for something, or no longer shows whom it is about."""
    covering = (code, "personal_data") if code in PERSONAL else (code,)
    found = [has(oracle.manifest.read(dataset, "dataset", "filtered_for"), one) for one in covering]
    if code in IDENTIFYING:
        found.append(equals(oracle.manifest.read(dataset, "dataset", "deidentified"), True))
    return any3(found)


def present(oracle: "Oracle", dataset: Record | Absent, *, left: bool = False) -> Value:
    """Return what is harmful in a dataset, be it filtered out or not; or, of that, what is left in it."""
    if isinstance(dataset, Absent):
        return dataset
    there = {code: [harmful_in(oracle, dataset, code)] for code in PRESENT}
    for code, truths in there.items() if left else ():
        truths.append(not3(removed(oracle, dataset, code)))
    return doubtful({code: all3(truths) for code, truths in there.items()})


def own(oracle: "Oracle", actor: str, role: str) -> dict[str, Truth]:
    """Return an actor's own part of the chain in a role, and whether each of it is certain to belong to it."""
    manifest = oracle.manifest
    if role == HOST:
        return hosted(oracle, actor)
    made = {one: True for kind in MADE.get(role, ()) for one in owned(manifest.entities[kind], OWNERS[kind], actor)}
    held: dict[str, Truth] = {}
    for name in STANDS_FOR.get(role, (role,) if role in HELD else ()):
        kind, owner = HELD[name]
        truth = name == role or oracle.roles(actor)[name]
        theirs = owned(manifest.entities[kind], owner, actor) if truth is not False else []
        held |= dict.fromkeys(theirs, truth is True or None)
    return {**(sold(oracle, actor) if role == "deployer" else {}), **held, **made}


def owned(entities: Mapping[str, Record], owner: str, actor: str) -> list[str]:
    return [one["id"] for one in entities.values() if actor in codes(one.get(owner))]


def hosted(oracle: "Oracle", actor: str) -> dict[str, Truth]:
    """Return the models that an actor hosts: for those whom it serves, and those of its own that it says it hosts."""
    models = oracle.manifest.entities["model"]
    read = oracle.manifest.read
    said = {one: equals(read(models[one], "model", "hosted"), True) for one in owned(models, "developer", actor)}
    found: dict[str, Truth] = {one: truth for one, truth in said.items() if truth is not False}
    for relation in oracle.manifest.existing("relations"):
        if relation["kind"] == "hosts" and relation["from"] == actor:
            all_theirs = owned(models, "developer", relation["to"])
            found |= {one: True for one in codes(relation.get("about")) or all_theirs if one in models}
    return found


def not3(truth: Truth) -> Truth:
    """Negate; unknown stays unknown."""
    return None if truth is None else not truth


def evaluated(result: Result) -> Value:
    """Return a derived truth as the value of a field."""
    return UNKNOWN if result is None else result


def adapted(model: Record | Absent) -> Value:
    """Say whether a model was made from another; where nothing is said of it, it was not."""
    return model if isinstance(model, Absent) else bool(codes(model.get("based_on")))


def derived(oracle: "Oracle", actor: str, name: str, bound: Mapping[Path, Value]) -> Value:
    """Return what the catalogue derives, of the actor or of what a clause is asked of."""
    by_kind = {path.entity: one for path, one in bound.items()}
    if name in ("upstream_roles", "downstream_roles"):
        return roles_along(oracle, actor, upstream=name == "upstream_roles")
    if name == "bsr_roles":
        return own_roles(oracle, actor)
    if name == "unfiltered_harmful":
        return unfiltered(oracle, by_kind["dataset"])
    if name in ("harmful_present", "harmful_left"):
        return present(oracle, by_kind["dataset"], left=name == "harmful_left")
    if name == "vulnerable_groups":
        return oracle.groups(actor, by_kind.get("model"))
    if name == "relevant_topics":
        return oracle.topics(by_kind["model"] if "model" in by_kind else by_kind["app"])
    if name in SPOKEN:
        return trained(oracle, by_kind[ABOUT[name]], SPOKEN[name])
    if name == "adapted":
        return adapted(by_kind["model"])
    if name == "contact_in_chain":
        return evaluated(oracle.attribution.contact_in_chain(by_kind["impact"]))
    of_relation = {"small_downstream": small, "to_downstream_developer": to_developer, "between_firms": between_firms}
    return evaluated(of_relation[name](oracle, by_kind["rel"]) if name in of_relation else apart(oracle, by_kind))
