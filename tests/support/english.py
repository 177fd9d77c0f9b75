"""English that is left on a page, in sight or read aloud: a list of words of Streamlit's texts that no Dutch text has."""

import re

from playwright.sync_api import Page

ENGLISH = re.compile(
    r"\b(add|and|app|are|choose|clear|close|collapse|connect\w*|copied|copy|error|expand|fullscreen|hide|loading|main|matches|more|"
    r"multiselect|not|options?|page|pages|please|press|remove|results|running|select|selectbox|selected|show|sidebar|skip|the|this|to|"
    r"value|values|view|with|you|your)\b",
    re.IGNORECASE,
)
"""Words that are in Streamlit's texts and not in Dutch."""
SAID = """() => {
    const said = [];
    for (const part of document.querySelectorAll("body *")) {
        if (part.closest("[data-testid=stIconMaterial], script, style, noscript, svg")) continue;
        for (const name of ["aria-label", "aria-description", "aria-valuetext", "title", "placeholder", "alt"])
            if (part.getAttribute(name)) said.push(part.getAttribute(name));
        for (const text of part.childNodes)
            if (text.nodeType === Node.TEXT_NODE && text.data.trim()) said.push(text.data.trim());
    }
    return said;
}"""
"""All text and all names on the page, of what is in sight and what is only read aloud; not the letters that stand for icons."""


def english_on(page: Page) -> list[str]:
    return sorted({text for text in page.evaluate(SAID) if ENGLISH.search(text)})
