"""What Streamlit's scripts say in English, with the Dutch for it; only words that a reader of our pages can meet, nothing else.

Streamlit has no setting for its language. The words stand as they are written in the scripts, with as much around them as is
needed to leave alike texts alone. After an upgrade of Streamlit a word may be written differently: `dutch_scripts` says which.
"""

from pathlib import Path

WORDS: dict[str, tuple[tuple[str, str], ...]] = {
    "index": (
        ("`Skip to main content`", "`Naar de inhoud`"),
        ('"aria-label":`Sidebar`', '"aria-label":`Menu`'),
        ('"aria-label":`App pages`', '"aria-label":`Pagina\'s`'),
        ('"aria-label":`Expand sidebar`', '"aria-label":`Menu openen`'),
        ('"aria-label":`Collapse sidebar`', '"aria-label":`Menu sluiten`'),
        ("`${i.flat().length} more`", "`nog ${i.flat().length}`"),
        ("`Page not found`", "`Pagina niet gevonden`"),
        (
            "`You have requested page /${e}, but no corresponding file was found in the app's pages/ directory`",
            "`Dit databoek heeft geen pagina /${e}`",
        ),
        ("`The page that you have requested does not seem to exist`", "`Deze pagina bestaat niet`"),
        ("${t}. Running the app's main page.", "${t}. U ziet nu het overzicht."),
        # Not the font of icons, 375 kB, before there is an icon to draw: frame.css draws the only one, the arrow of a part.
        ("document.fonts.load(`1em ", "Promise.resolve(`1em "),
        # No box over the page when the connection is lost, behind which nothing can be read: browser/connection.js says it.
        ("this.state.connectionErrorDismissed||this.showError(`Connection error`,e,BO.CONNECTION_ERROR)", "void e"),
        (
            "`Streamlit server is not responding. Are you connected to the internet?`",
            "`Het databoek antwoordt niet. Hebt u verbinding met internet?`",
        ),
        ("message:`Connection timed out.`", "message:`Het databoek antwoordt niet op tijd.`"),
        ("message:`Connection failed with status ${r}${s?`, and response:`:`.`}`", "message:`Verbinden lukt niet (${r}).`"),
        ("=`Connecting`,", "=`Verbinden`,"),
        ("`Connecting to Streamlit server`", "`Er wordt verbinding gemaakt met het databoek`"),
        ("=`Error`,", "=`Geen verbinding`,"),
        ("`Unable to connect to Streamlit server`", "`Er is geen verbinding met het databoek`"),
        ("`Please wait...`", "`Even geduld…`"),
        ('"aria-label":`Running...`', '"aria-label":`Bezig…`'),
        ("`Stopping...`:`Stop`", "`Stopt…`:`Stop`"),
        ('"aria-label":`Close`', '"aria-label":`Sluiten`'),
        ("children:`Close`", "children:`Sluiten`"),
        ("`Continue anyway`:`Close`", "`Toch doorgaan`:`Sluiten`"),
        ("children:`Try again`", "children:`Probeer opnieuw`"),
    ),
    "Multiselect": (
        ("locale:`en-US`", "locale:`nl-NL`"),
        ('"aria-label":`Clear all`', '"aria-label":`Wis alles`'),
        ("`No results`", "`Niets gevonden`"),
        ("`Remove ${e}`", "`Verwijder ${e}`"),
        ("`Select all`", "`Kies alles`"),
        ("`Select ${p.length} matches`", "`Kies alle ${p.length} gevonden`"),
        ("`Selected values`", "`Gekozen`"),
        ("`option`:`options`", "`keuze`:`keuzes`"),
        (
            "`You can only select up to ${t.maxSelections} ${e}. Remove an option first.`",
            "`U kunt hoogstens ${t.maxSelections} ${e} maken. Haal er eerst een weg.`",
        ),
    ),
    "Selectbox": (
        ("locale:`en-US`", "locale:`nl-NL`"),
        ('"aria-label":`Clear value`', '"aria-label":`Wis de keuze`'),
        ("`No results`", "`Niets gevonden`"),
        ("`Add: ${M}`", "`Voeg toe: ${M}`"),
    ),
    "utils": (
        ("`Choose options`:`Choose an option`", "`Kies`:`Kies`"),
        ("`Choose or add options`:`Choose or add an option`", "`Kies of voeg toe`:`Kies of voeg toe`"),
        ("`Add options`:`Add an option`", "`Voeg toe`:`Voeg toe`"),
        ("`No options to select`", "`Er is niets te kiezen`"),
    ),
    "Toolbar": (
        ("label:`Fullscreen`", "label:`Volledig scherm`"),
        ("label:`Close fullscreen`", "label:`Volledig scherm sluiten`"),
    ),
    "ArrowVegaLiteChart": (
        ("label:`Show data`", "label:`Toon de cijfers`"),
        ("label:`Show chart`", "label:`Toon de grafiek`"),
        ("label:`Download as PNG`", "label:`Download als PNG`"),
        ("`Copied!`:`Copy Vega-Lite spec`", "`Gekopieerd`:`Kopieer de beschrijving van de grafiek`"),
    ),
    "useCopyToClipboard": (("`Copied`:`Copy to clipboard`", "`Gekopieerd`:`Kopieer`"),),
    "TextInput": (("`Clear entry`", "`Wis de tekst`"),),
    "DownloadButton": (
        ("`Download failed`", "`Downloaden is niet gelukt`"),
        ("`Deferred download not properly configured`", "`Downloaden is niet gelukt`"),
    ),
    "requiredField": (("`This field is required.`", "`Vul dit in.`"),),
    "StreamlitMarkdown": (
        ("`Link to heading`", "`Link naar deze kop`"),
        ("`Help for ${", "`Uitleg bij ${"),
        ("`Network issue`", "`Deze pagina is niet helemaal te laden`"),
        (
            "`Cannot load Streamlit frontend code. This can happen when you update Streamlit while a Streamlit app is running.`",
            "`Dat gebeurt als het databoek intussen is bijgewerkt.`",
        ),
        ("`To fix this, simply reload this app by pressing`", "`Laad de pagina opnieuw met`"),
        ("`, or`", "` of`"),
        (
            "`If the error persists, try force-clearing your browser's cache as described`",
            "`Helpt dat niet? Wis dan wat uw browser bewaart, zoals beschreven staat`",
        ),
        ("children:`here`", "children:`op deze pagina (Engels)`"),
    ),
}
"""By the first part of a script's name: what it says and what it is to say."""


class UnknownScriptError(Exception):
    """Streamlit's scripts are not the ones this was written for: look at WORDS after an upgrade."""


def dutch_scripts(folder: Path) -> dict[Path, bytes]:
    """The scripts of a folder that say something, in Dutch; UnknownScriptError when a word is in none or in more than one."""
    return dict(_dutch_script(folder, stem) for stem in WORDS)


def _dutch_script(folder: Path, stem: str) -> tuple[Path, bytes]:
    scripts = {path: path.read_text(encoding="utf-8") for path in sorted(folder.glob(f"{stem}.*.js"))}
    found = [path for path, text in scripts.items() if all(english in text for english, _ in WORDS[stem])]
    if len(found) != 1:
        absent = [english for english, _ in WORDS[stem] if not any(english in text for text in scripts.values())]
        raise UnknownScriptError(f"Streamlit's scripts {stem}.*.js: {len(found)} have all the words, not one; absent: {absent}")
    text = scripts[found[0]]
    for english, dutch in WORDS[stem]:
        text = text.replace(english, dutch)
    return found[0], text.encode("utf-8")
