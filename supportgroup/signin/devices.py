"""What kind of device a session is on, in words, from what its browser says of itself."""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPad", "an iPad"),
    ("iPhone", "an iPhone"),
    ("Android", "an Android phone or tablet"),
    ("Windows", "a Windows computer"),
    ("CrOS", "a Chromebook"),
    ("Macintosh", "a Mac"),
    ("Linux", "a Linux computer"),
)
"""Signs in the order in which they are looked for: many browsers also name the ones they are made from."""


def device_in_words(user_agent: str) -> str:
    """Return "Chrome on a Windows computer"; "A device we do not know" where nothing is recognised."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return f"{browser} on {system}"
    return browser or (system[0].upper() + system[1:] if system else "A device we do not know")
