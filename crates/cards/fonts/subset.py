"""Makes the fonts of the card images: see README.md beside this file.

Takes the folder with the unpacked npm packages, writes beside itself. Needs fontTools.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

LATIN_GREEK_CYRILLIC = (
    "20-7E A0-24F 259 2BB-2BD 2C6-2DD 300-345 370-3FF 400-52F 1E00-1EFF 2000-206F 2070-208E "
    "20A0-20C0 2100-2138 2150-215F 2190-2193 2202 2206 2211 2212 221A 221E 2248 2260 2264 2265 "
    "25CA 25CF 2713 FB01 FB02"
)
HEBREW = "20-7E A0-FF 131 152-153 591-5F4 2000-206F 20AA 20AC 2122 2212 FB1D-FB4F"

# The file, what it is made of, its new family name, its characters.
FONTS = [
    ("headline.ttf", "source-serif/TTF/SourceSerif4Display-Semibold.ttf", "Dayfold Headline", LATIN_GREEK_CYRILLIC),
    ("text.ttf", "source-sans-3/400Regular/SourceSans3_400Regular.ttf", "Dayfold Text", LATIN_GREEK_CYRILLIC),
    ("headline-hebrew.ttf", "frank-ruhl-libre/600SemiBold/FrankRuhlLibre_600SemiBold.ttf", "Dayfold Headline Hebrew", HEBREW),
    ("text-hebrew.ttf", "assistant/400Regular/Assistant_400Regular.ttf", "Dayfold Text Hebrew", HEBREW),
]


def characters(ranges):
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def make(target, source, family, ranges):
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "calt"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 13, 14]
    options.drop_tables += ["DSIG", "STAT", "BASE", "gasp"]
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters(ranges))
    subsetter.subset(font)
    # A version that was changed may not bear a name that its makers reserved (OFL, 3).
    for number, name in [(1, family), (2, "Regular"), (4, family), (6, family.replace(" ", ""))]:
        font["name"].setName(name, number, 3, 1, 0x409)
    # One weight a family: whoever asks for the family gets this one.
    font["OS/2"].usWeightClass = 400
    font.save(target)


packages = Path(sys.argv[1])
for target, source, family, ranges in FONTS:
    make(Path(__file__).parent / target, packages / source, family, ranges)
