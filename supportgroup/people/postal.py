"""Addresses a letter arrives at, by the rules GOV.UK Notify publishes for letters.

At least 3 and at most 7 lines with the name and the postcode; the first 2 have a letter or digit in them; the last is
a real UK postcode or the name of another country; no line begins with certain characters, which the printers cannot
take; “no fixed abode” is nowhere. Source: GOV.UK Notify API documentation, “Send a letter”, error codes (read
November 2026).
"""

import re

MOST_LINES = 7
_OF_NAME_AND_END = 2
_NEVER_FIRST = '@()=[]"”\\/,<>~'
_NOWHERE = re.compile(r"^nfa$|no fixed (?:abode|address)", re.IGNORECASE | re.MULTILINE)
# Names as they stand on an envelope; the last line of an address abroad.
_COUNTRIES = frozenset(
    """Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|Bahrain
    |Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bermuda|Bhutan|Bolivia|Bosnia and Herzegovina|Botswana|Brazil
    |Brunei|Bulgaria|Burkina Faso|Burundi|Cambodia|Cameroon|Canada|Cape Verde|Cayman Islands|Chad|Chile|China|Colombia
    |Comoros|Congo|Costa Rica|Croatia|Cuba|Cyprus|Czechia|Czech Republic|Denmark|Djibouti|Dominica|Dominican Republic
    |Ecuador|Egypt|El Salvador|Eritrea|Estonia|Eswatini|Ethiopia|Falkland Islands|Faroe Islands|Fiji|Finland|France
    |Gabon|Gambia|Georgia|Germany|Ghana|Gibraltar|Greece|Greenland|Grenada|Guatemala|Guinea|Guyana|Haiti|Honduras
    |Hong Kong|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan
    |Kazakhstan|Kenya|Kiribati|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein
    |Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritania|Mauritius|Mexico|Moldova|Monaco
    |Mongolia|Montenegro|Montserrat|Morocco|Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|New Zealand|Nicaragua
    |Niger|Nigeria|North Macedonia|Norway|Oman|Pakistan|Palestine|Panama|Papua New Guinea|Paraguay|Peru|Philippines
    |Poland|Portugal|Qatar|Romania|Russia|Rwanda|Saint Lucia|Samoa|San Marino|Saudi Arabia|Senegal|Serbia|Seychelles
    |Sierra Leone|Singapore|Slovakia|Slovenia|Solomon Islands|Somalia|South Africa|South Korea|South Sudan|Spain
    |Sri Lanka|Sudan|Suriname|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Timor-Leste|Togo|Tonga
    |Trinidad and Tobago|Tunisia|Turkey|Türkiye|Turkmenistan|Tuvalu|Uganda|Ukraine|United Arab Emirates|United States
    |United States of America|USA|Uruguay|Uzbekistan|Vanuatu|Vatican City|Venezuela|Vietnam|Yemen|Zambia|Zimbabwe
    """.lower().replace("\n", "").replace("    ", "").split("|")
)  # fmt: skip


def why_not_lines(address: str) -> str | None:
    """Return why no letter is printed for these lines, which stand between the name and the postcode, or None."""
    lines = address.splitlines()
    if not lines:
        return None
    if _NOWHERE.search(address):
        return "Leave the address empty for somebody without a fixed address: no letter would arrive"
    if len(lines) > MOST_LINES - _OF_NAME_AND_END:
        return f"Address must be {MOST_LINES - _OF_NAME_AND_END} lines or fewer, without the name and the postcode"
    if any(line.startswith(tuple(_NEVER_FIRST)) for line in lines):
        return f"No line of an address may begin with one of {' '.join(_NEVER_FIRST)}"
    if not any(character.isalnum() for character in lines[0]):
        return "The first line of an address must have a letter or a number in it"
    return None


def why_not_last_line(address: str, postcode: str) -> str | None:
    """Return what the end of an address lacks, or None: a UK postcode, or the country as the last line."""
    lines = address.splitlines()
    if not lines:
        return None
    abroad = lines[-1].lower() in _COUNTRIES
    if postcode and abroad:
        return "Leave the UK postcode empty for an address abroad, and put its own code into the address"
    if not postcode and not abroad:
        return "Enter the postcode. For an address abroad, the last line of the address is the country"
    return None
