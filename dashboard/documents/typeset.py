"""The process that makes a PDF: values in as JSON, the file out; it knows nothing of Databoek.

typst keeps tens of megabytes of everything it ever made. With this process they go.

Nothing of a document is ever read as markup: template.typ is the only typst there is, and it gets all values as data.
"""

import json
import re
import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import font_source_sans_pro as letters
import typst

TEMPLATE = Path(__file__).with_name("template.typ")
LETTERS = ("SourceSansPro", "SourceSansProBold")
NO_LETTER = "\N{REPLACEMENT CHARACTER}"
LAST_OF_LATIN = "\u017f"
"""Up to here a font of ours has all letters."""
_WITHOUT_LETTER = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def typeset(values: str, moment: datetime) -> bytes:
    """The PDF; a letter that none of the fonts has becomes a mark that says so, for PDF/UA allows none that cannot be seen."""
    with tempfile.TemporaryDirectory(prefix="databoek-letters-") as folder:
        # The package has every letter twice, and which of the two typst takes differs from disk to disk.
        for name in LETTERS:
            shutil.copy(letters.font_files_ttf[name], folder)
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[folder])
        while True:
            try:
                made = typst.compile(
                    TEMPLATE.read_bytes(),
                    sys_inputs={"values": values},
                    font_paths=fonts,
                    ignore_system_fonts=True,
                    pdf_standards=["ua-1"],
                    timestamp=moment,
                )
            except typst.TypstError as error:
                lacking = _lacking(f"{error.message} {error.diagnostic}") & set(values)
                if not lacking:
                    raise
                values = values.translate(dict.fromkeys(map(ord, lacking), NO_LETTER))
            else:
                return bytes(made)


def _lacking(told: str) -> set[str]:
    found = "".join(_WITHOUT_LETTER.findall(told))
    return {each for each in _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found) if each > LAST_OF_LATIN} - {NO_LETTER}


if __name__ == "__main__":
    asked = json.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(typeset(json.dumps(asked["values"], ensure_ascii=False), datetime.fromisoformat(asked["moment"])))
