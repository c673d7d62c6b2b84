"""Languages by name and code (ISO 639-1, where there is none 639-3): those of the census of England and Wales 2021.

A language is kept by its name. The list is an offer: whoever speaks another is written down in their own words.
"""

from . import typed
from .folding import folded

_NAMES = """
sq Albanian; am Amharic; ar Arabic; hy Armenian; az Azerbaijani; bm Bambara; eu Basque; bn Bengali; bs Bosnian; bfi
British Sign Language; bg Bulgarian; my Burmese; yue Cantonese; ca Catalan; hr Croatian; cs Czech; da Danish; prs
Dari; nl Dutch; en English; et Estonian; fa Farsi; fil Filipino; fi Finnish; fr French; ga Irish; gd Scottish Gaelic;
lg Ganda; ka Georgian; de German; el Greek; gu Gujarati; ha Hausa; he Hebrew; hi Hindi; hu Hungarian; ig Igbo; id
Indonesian; it Italian; ja Japanese; kn Kannada; kk Kazakh; ko Korean; kri Krio; ku Kurdish; lv Latvian; ln Lingala;
lt Lithuanian; lb Luxembourgish; mk Macedonian; ms Malay; ml Malayalam; mt Maltese; cmn Mandarin; mr Marathi; mn
Mongolian; ne Nepali; no Norwegian; om Oromo; ps Pashto; pl Polish; pt Portuguese; pa Punjabi; rom Romani; ro
Romanian; ru Russian; sr Serbian; sn Shona; si Sinhala; sk Slovak; sl Slovenian; so Somali; es Spanish; sw Swahili; sv
Swedish; syl Sylheti; ta Tamil; te Telugu; th Thai; bo Tibetan; ti Tigrinya; tr Turkish; tk Turkmen; tw Twi; uk
Ukrainian; ur Urdu; ug Uyghur; uz Uzbek; vi Vietnamese; cy Welsh; wo Wolof; yi Yiddish; yo Yoruba; zu Zulu
"""
_OF_CODE = dict(pair.strip().split(" ", 1) for pair in " ".join(_NAMES.split()).split(";"))
_ALSO = {
    "bsl": "British Sign Language", "sign language": "British Sign Language", "bangla": "Bengali", "persian": "Farsi",
    "panjabi": "Punjabi", "eng": "English", "pol": "Polish", "ron": "Romanian", "urd": "Urdu", "ara": "Arabic",
    "tagalog": "Filipino", "kiswahili": "Swahili", "somalian": "Somali", "chinese (cantonese)": "Cantonese",
    "chinese (mandarin)": "Mandarin",
}  # fmt: skip
ENGLISH = "English"
NAMES = sorted(_OF_CODE.values())
_SPELLED = _OF_CODE | _ALSO | {folded(name): name for name in NAMES}


_CODES = {name: code for code, name in _OF_CODE.items()}


def code_of(name: str) -> str:
    """Return the code of a language, or "" for one that we do not know."""
    return _CODES.get(name, "")


def name_of(code: str) -> str:
    """Return the name of a language, or its code where we do not know it."""
    return _OF_CODE.get(code, code)


def spelled(text: str) -> str:
    """Return a language in its one spelling, from its name or its code; one that we do not know as it was typed."""
    tidy = typed.one_line(text)
    return _SPELLED.get(folded(tidy), tidy)
