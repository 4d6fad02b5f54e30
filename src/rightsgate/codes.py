"""The codes of faults: one code for one kind of mistake, which one explanation fits.

A code never changes its meaning, and that of a fault that is no longer found is not used again. What each means, with
an example and what to do, stands in ``handbook/faults/``.
"""

from typing import Final

# RG0xx: the call, the files that it names, and what it runs on.
NOTHING_NAMED: Final = "RG001"
NOT_THERE: Final = "RG002"
NOT_READABLE: Final = "RG003"
NOT_WRITABLE: Final = "RG004"
CHANGED_MEANWHILE: Final = "RG005"
REPLACES_INPUT: Final = "RG006"
OTHERS_FILE: Final = "RG007"
NO_MANIFEST_IN_FOLDER: Final = "RG008"
OTHER_KIND_OF_FILE: Final = "RG009"
NAME_NOT_UTF8: Final = "RG010"
STREAM_CLOSED: Final = "RG011"
RULE_NOT_FOUND: Final = "RG012"
OVER_LIMIT: Final = "RG013"
OUT_OF_RESOURCES: Final = "RG014"
FOLDER_GONE: Final = "RG015"
MORE_FAULTS: Final = "RG016"

# RG1xx: the text and the form of any file.
UNKNOWN_KEY: Final = "RG101"
MISSING_KEY: Final = "RG102"
DUPLICATE_KEY: Final = "RG103"
WRONG_TYPE: Final = "RG104"
INVALID_VALUE: Final = "RG105"
INVALID_DATE: Final = "RG106"
UNFIT_NUMBER: Final = "RG107"
EMPTY_VALUE: Final = "RG108"
EMPTY_FILE: Final = "RG109"
SYNTAX: Final = "RG110"
UNREAD_YAML: Final = "RG111"
NOT_UTF8: Final = "RG112"
MISLEADING_CHARACTER: Final = "RG113"
LOOKALIKE_NAME: Final = "RG114"
MERGE_CONFLICT: Final = "RG115"
NO_REASON: Final = "RG116"
EDIT_REFUSED: Final = "RG117"

# RG2xx: manifests.
NOT_A_MANIFEST: Final = "RG201"
UNKNOWN_VERSION: Final = "RG202"
UNKNOWN_FIELD: Final = "RG203"
STATES_NOTHING: Final = "RG204"
INVALID_ID: Final = "RG205"
DUPLICATE_ID: Final = "RG206"
UNKNOWN_ID: Final = "RG207"
OTHER_SECTION: Final = "RG208"
SELF_REFERENCE: Final = "RG209"
NONE_AND_MORE: Final = "RG210"
DESCRIBES_NOTHING: Final = "RG211"
MISPLACED_KEY: Final = "RG212"
TIE_STATED_TWICE: Final = "RG213"
UNKNOWN_RULE: Final = "RG214"

# RG3xx: rule packs and vocabularies.
NOT_A_PACK: Final = "RG301"
NOT_A_FILE_OF_A_PACK: Final = "RG302"
MISPLACED_IN_PACK: Final = "RG303"
DUPLICATE_NAME: Final = "RG304"
UNKNOWN_NAME: Final = "RG305"
INVALID_NAME: Final = "RG306"
KEYS_DISAGREE: Final = "RG307"
INCOMPLETE_CONDITION: Final = "RG308"
UNFIT_OPERAND: Final = "RG309"
INVALID_PATH: Final = "RG310"
UNFIT_FACT: Final = "RG311"
UNSAFE_VARIABLE: Final = "RG312"
UNSTRATIFIED: Final = "RG313"
RULE_TOO_LARGE: Final = "RG314"
CONTRADICTION: Final = "RG315"

# RG4xx: policies and waivers.
NO_SUCH_POLICY: Final = "RG401"
SELECTS_NOTHING: Final = "RG402"
EXTENDS_IN_VAIN: Final = "RG403"
FIXED_PARAMETER: Final = "RG404"
SELF_APPROVED: Final = "RG405"
ENDS_BEFORE_START: Final = "RG406"
NO_SUCH_FINDING: Final = "RG407"
WAIVER_IN_VAIN: Final = "RG408"

# RG5xx: engines and results.
ENGINE_NOT_THERE: Final = "RG501"
ENGINE_LIMIT: Final = "RG502"
UNDECLARED_CONCLUSION: Final = "RG503"

# RG6xx: configuration.
TWO_CONFIGURATIONS: Final = "RG601"
MATCHES_NOTHING: Final = "RG602"
NO_CONFIGURATION: Final = "RG603"
NOT_AS_LOCKED: Final = "RG604"
