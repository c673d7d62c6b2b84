"""Words with a plainer one in their place, and words that these readers know. Pure; all of it this project's own list.

The plainer words follow the NHS style guide's advice to write as people speak. Known words are marked nowhere.
"""

PLAINER: dict[str, str] = {
    "abdomen": "tummy", "abdominal": "tummy", "accompany": "come with", "accordingly": "so", "accumulate": "build up",
    "additional": "more, extra", "additionally": "also", "adequate": "enough", "adhere": "keep to",
    "adjacent": "next to", "administer": "give", "administered": "given", "administration": "giving, office work",
    "admission": "going into hospital", "advantageous": "useful", "adverse": "bad, harmful", "alleviate": "ease",
    "alternative": "other, choice", "ambulatory": "able to walk, without a bed", "ameliorate": "make better",
    "annually": "every year", "anticipate": "expect", "apparatus": "equipment", "apparent": "clear",
    "appropriate": "right, suitable", "approximately": "about", "ascertain": "find out", "assistance": "help",
    "attributable": "because of", "beneficial": "helpful", "bilateral": "on both sides", "cannula": "thin tube",
    "cardiac": "heart", "cease": "stop", "chronic": "long-term", "circumstances": "times, what happens",
    "clinician": "doctor or nurse", "collaborate": "work together", "commence": "start", "commenced": "started",
    "communicate": "tell, talk", "communication": "talking and writing", "completion": "end",
    "complication": "problem", "complications": "problems", "comprehend": "understand", "comprehensive": "full",
    "concerning": "about", "conclusion": "end", "consequently": "so", "considerable": "large", "consult": "ask",
    "consultation": "visit, talk", "consume": "eat or drink", "contraindicated": "not safe for you",
    "contribute": "give, help", "deficiency": "too little", "demonstrate": "show", "designated": "named",
    "deteriorate": "get worse", "deterioration": "getting worse", "determine": "find out, decide",
    "diagnosed": "told that you have", "diagnosis": "what illness you have", "diminish": "get less",
    "discharge": "leaving hospital", "discomfort": "pain, feeling sore", "discontinue": "stop",
    "disseminate": "send out", "duration": "how long it lasts", "dyspnoea": "being out of breath",
    "efficacy": "how well it works", "elevated": "high", "eliminate": "get rid of", "endeavour": "try",
    "enquire": "ask", "ensure": "make sure", "equivalent": "the same as", "establish": "set up, find out",
    "evaluate": "judge, check", "evaluation": "what you think of it", "exacerbate": "make worse",
    "excessive": "too much", "expedite": "speed up", "facilitate": "help", "facilities": "rooms, services",
    "fatigue": "feeling very tired", "feasible": "possible", "fracture": "broken bone", "frequency": "how often",
    "frequently": "often", "fundamental": "basic", "haematology": "blood tests, blood clinic",
    "hypertension": "high blood pressure", "identical": "the same", "identify": "find, name", "immediately": "at once",
    "implement": "carry out", "inadequate": "not enough", "incorporate": "include", "indicate": "show, tick",
    "individual": "person", "individuals": "people", "inflammation": "swelling", "ingest": "swallow",
    "inhibit": "stop, slow", "initial": "first", "initially": "at first", "initiate": "start", "inoculation": "jab",
    "intermittent": "now and then", "intervention": "treatment", "intravenous": "into a vein",
    "intravenously": "into a vein", "investigation": "test", "investigations": "tests", "location": "place",
    "magnitude": "size", "maintain": "keep", "majority": "most", "malfunction": "fault", "medication": "medicine",
    "methodology": "way of working", "minimise": "make as small as you can", "minimum": "least",
    "mobility": "moving about", "modification": "change", "modify": "change", "monitor": "check, watch",
    "monitoring": "checks", "necessary": "needed", "necessitate": "need", "negligible": "very small",
    "nevertheless": "but", "nominate": "name", "notification": "letter, message", "notify": "tell", "numerous": "many",
    "objective": "aim", "obligatory": "must be done", "observe": "see, watch", "obtain": "get",
    "occasionally": "now and then", "ophthalmology": "eye clinic", "opportunity": "chance", "optimal": "best",
    "optimum": "best", "oral": "by mouth", "orally": "by mouth", "outpatient": "clinic visit",
    "paediatric": "children's", "parameters": "limits", "participant": "person who takes part",
    "participants": "people who take part", "participate": "take part", "participation": "taking part",
    "perceive": "see, think", "permanent": "for good", "permission": "leave, a yes",
    "persistent": "that does not go away", "personnel": "staff", "physician": "doctor", "portion": "part",
    "possess": "have", "prescribed": "given by your doctor", "previously": "before", "primary": "main, first",
    "principal": "main", "prior": "before", "priority": "what comes first", "procedure": "treatment, test",
    "proceed": "go on", "prognosis": "how the illness is likely to go", "prohibited": "not allowed",
    "prophylactic": "to prevent illness", "provision": "giving", "pulmonary": "lung", "purchase": "buy",
    "purpose": "aim", "questionnaire": "form, questions", "regarding": "about", "regimen": "plan",
    "regularly": "often, every week", "regulations": "rules", "relating": "about", "relevant": "that matters",
    "remainder": "rest", "remuneration": "pay", "renal": "kidney", "request": "ask for", "require": "need",
    "required": "needed", "requirements": "what is needed", "residence": "home", "respiratory": "breathing",
    "respondent": "person who answers", "respondents": "people who answered", "retain": "keep",
    "satisfactory": "good enough", "secondary": "second, later", "severity": "how bad it is",
    "significant": "big, important", "significantly": "much", "statutory": "by law", "subcutaneous": "under the skin",
    "subcutaneously": "under the skin", "submit": "send", "subsequent": "next, later", "subsequently": "later",
    "sufficient": "enough", "symptom": "sign of illness", "terminate": "end", "terminology": "words",
    "therapeutic": "that treats", "transmission": "passing on", "transmit": "pass on", "transportation": "travel",
    "undertake": "do", "urine": "pee", "utilisation": "use", "utilise": "use", "validate": "check",
    "variation": "change", "venepuncture": "blood test", "verify": "check", "vomiting": "being sick",
    "whilst": "while",
}  # fmt: skip
"""Word -> what could stand in its place, one or more, set apart by commas."""

EXPLAINED: dict[str, str] = {
    "antibodies": "say once: they fight infection",
    "antibody": "say once: it fights infection",
    "immunodeficiency": "say once: your body cannot fight infection well",
    "immunoglobulin": "say once: treatment made of antibodies",
    "immunology": "say once: the clinic for the immune system",
    "infusion": "say once: medicine that runs in slowly",
    "infusions": "say once: medicine that runs in slowly",
    "physiotherapy": "say once: exercises that help you breathe or move",
}
"""Words of this treatment that have no plainer one: its readers know them, and a new reader needs them said once."""

EASY: frozenset[str] = frozenset(
    """
    reaction reactions satisfied dissatisfied convenient equipment comfortable
    about above access address afternoon again already although always america animal another answered answering
    anybody anyone anything anyway april area areas august average banana benefit benefits birthday britain camera
    carefully choices clinic colleague collection company complete completely computer condition conditions
    continue corner daily daughter december decided decision deliberately deliver delivered deliveries delivery
    dentist describe difference different difficult difficulty disabled discover discussed discussion doctors
    easier easily easy either eleven eleventh email emails energy england enjoyable enough especially evening
    everybody everyday everyone everything everywhere exactly example examples exercise experience experiences
    explaining families family favourite february finally finished following forever forgotten friendly general
    generally government grandfather grandmother happening healthy helpful holiday holidays hospital hospitals
    however hundred idea ideas imagine important impossible infection infections information injection injections
    instead interested interesting january july lately letters library listening manager material medical medicine
    medicines member members memory million minutes national natural nobody november obvious october offered
    office officer online operate operation opinion option options organise other otherwise overall overnight
    parking patients payment perfectly period person personal photograph piano policy possible possibly prefer
    prepared prescription president privacy probably problem properly quality quickly radio ready really receiving
    recently recover relative relatives remember remembered reminder reply restaurant saturday september serious
    service services seven seventeen seventy several similar similarly somebody something sometimes statement
    strawberry suddenly sunday supermarket support telephone television thinking thirteen together tomorrow
    training travelling treatment tuesday twenty umbrella understand understanding understood unhappy united
    university usually vaccine vaccines vegetable vegetables video visiting volunteer wednesday whatever whenever
    wonderful yesterday yourself
    """.split()
)
"""Long words that everybody knows; they count for SMOG and are marked nowhere."""


def is_known(word: str) -> bool:
    """Tell whether a word belongs to this treatment and its readers know it."""
    return word.lower() in EXPLAINED


def plainer_for(word: str) -> str:
    """Return what could be written in the place of a word, or said beside it; "" where we know nothing better."""
    lower = word.lower()
    return PLAINER.get(lower, "") or EXPLAINED.get(lower, "")
