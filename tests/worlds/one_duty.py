"""One manifest, and a policy with one duty, which it meets."""

from typing import Final

# One duty, met: all that a gate can ask of this manifest is stated.
MET: Final = """\
rightsgate: 1
name: Channel
actors: [{id: maker, activities: [app_building]}]
applications: [{id: app, developer: maker, audience: [b2b]}]
channels: [{owner: maker, status_feedback: true}]
"""
ONE_DUTY: Final = """\
policy: one
title: One duty
rules: {ids: [bsr-6.4-3.h]}
gate:
  unmet: {must: block, should: block, may: accept}
  unknown: {must: undecided, should: undecided, may: accept}
  judgement: {must: accept, should: accept, may: accept}
"""
