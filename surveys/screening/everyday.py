"""Names that are everyday words too, and conditions so rare that one can name somebody. Pure."""

WORDS = frozenset(
    """
    a able an art baker bell berry best bird bishop black blue bond bow brook brown bush butler carpenter chance clay
    close cook cross day dean do drew dawn early faith field fisher ford fox frank free gay glad good gray green grant
    grace hall hand hill holly hope hunt iris jack joy june just king lane law lily little long love major march mark
    may mercy mill miller moon moore more must new nice noble north old olive page park patience penny pike pleasant
    pope porter post price prudence read reason rich rose royal rush sharp shepherd short singer small smart so south
    speed star stone storm street strong summer sung swan sweet taylor to too true violet wade walker ward warm waters
    weaver wells west white will wise wood woods worth young
    """.split()
)
"""Marked as names only where they are written with a capital letter."""

CONDITIONS = frozenset(
    """
    agammaglobulinaemia|agammaglobulinemia|amyloidosis|antibody deficiency|apeced|ataxia telangiectasia|bruton|caps|
    castleman|cgd|chediak|cll|common variable|complement deficiency|cvid|dermatomyositis|digeorge|fmf|good syndrome|
    good's syndrome|granulomatous|griscelli|hae|hereditary angioedema|hyper ige|hyper igm|hypogammaglobulinaemia|
    hypogammaglobulinemia|iga deficiency|igg subclass|immunodeficiency|ipex|job's syndrome|lad|leukaemia|leukemia|
    lymphoma|macroglobulinaemia|mastocytosis|myeloma|neutropenia|nijmegen|omenn|pandas|pfapa|pnp deficiency|
    sarcoidosis|scid|selective iga|severe combined|specific antibody|still's disease|thymoma|traps|vasculitis|
    waldenstrom|whim|wiskott|x-linked|xla|xlp
    """.replace("\n", "")
    .replace("    ", "")
    .strip()
    .split("|")
)
"""Parts of what conditions of the immune system, and some beside them, are called."""
