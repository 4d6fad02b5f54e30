"""What is missing, as JSON."""

from rightsgate.evaluate.site import Missing
from rightsgate.report.json.contract import missing as contract
from rightsgate.vocabulary.model import Vocabulary


def missing_json(missing: Missing, vocabulary: Vocabulary) -> contract.Missing:
    """Return what would have to be stated, and where."""
    site = missing.site
    return contract.Missing(
        section=vocabulary.kinds[site.kind].section,
        entity=site.entity,
        field=site.field,
        kinds=site.kinds,
        owners=site.owners,
        provider=site.provider,
        receiver=site.receiver,
        about=site.about,
        listed=site.listed,
        lack=missing.lack,
        line=site.location.line,
        pointer=site.location.pointer if site.listed and not site.entity else "",
    )
