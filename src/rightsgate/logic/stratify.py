"""Order what depends on what: strongly connected groups, and those that negate inside themselves.

Pure graph work (Tarjan's algorithm, iterative); knows neither rules nor facts.
"""

from collections.abc import Iterable, Mapping


def strata(depends_on: Mapping[str, Iterable[str]]) -> tuple[frozenset[str], ...]:
    """Group the nodes into strongly connected components, each after all that it depends on.

    The order is the same for the same graph, however the mapping is ordered.
    """
    edges = {node: sorted(set(targets)) for node, targets in depends_on.items()}
    for targets in list(edges.values()):
        for target in targets:
            edges.setdefault(target, [])
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: dict[str, None] = {}
    found: list[frozenset[str]] = []
    for root in sorted(edges):
        if root not in index:
            _visit(root, edges, index, low, stack, found)
    return tuple(found)


def _visit(
    root: str,
    edges: Mapping[str, list[str]],
    index: dict[str, int],
    low: dict[str, int],
    stack: dict[str, None],
    found: list[frozenset[str]],
) -> None:
    work = [(root, iter(edges[root]))]
    index[root] = low[root] = len(index)
    stack[root] = None
    while work:
        node, targets = work[-1]
        for target in targets:
            if target not in index:
                index[target] = low[target] = len(index)
                stack[target] = None
                work.append((target, iter(edges[target])))
                break
            if target in stack:
                low[node] = min(low[node], index[target])
        else:
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[node])
            if low[node] == index[node]:
                members = {stack.popitem()[0]}
                while node not in members:
                    members.add(stack.popitem()[0])
                found.append(frozenset(members))
