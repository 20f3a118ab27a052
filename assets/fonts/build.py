#!/usr/bin/env python3
"""Makes the font subsets of this folder and src/ui/theme/icons.rs. Needs `pip install fonttools`.

    build.py NOTO_DIR PHOSPHOR_DIR

NOTO_DIR holds NotoSans-Regular.ttf, NotoSans-Bold.ttf, NotoSansMath-Regular.ttf and NotoSansSymbols2-Regular.ttf
(Debian: fonts-noto-core, /usr/share/fonts/truetype/noto); PHOSPHOR_DIR holds Phosphor.ttf and style.css
(npm: @phosphor-icons/web, src/regular). The results are committed: a build of Hecta does not run this.
"""

import re
import sys
from pathlib import Path

from fontTools.pens.filterPen import DecomposingFilterPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
ICONS_RS = HERE.parent.parent / "src/ui/theme/icons.rs"

# Latin with all of Vietnamese (precomposed and combining), punctuation, currency, Greek used in figures
TEXT = "0020-007E 00A0-017F 0192 01A0-01A1 01AF-01B0 0218-021B 02BB-02BC 02C6 02C7 02D8-02DD 0300-0304 0306-030C 031B 0323-0328 " \
    "0391-03A9 03B1-03C9 1E9E 1EA0-1EF9 2000-200B 2010-2015 2018-201E 2020-2022 2026 202F-2030 2032-2033 2039-203A 2044 " \
    "2070 2074-2079 2080-2089 20AB 20AC 2113 2116 2122 212B 2215"
# what Noto Sans lacks, copied from its sister fonts: a fallback font would stand on another base line
MATH = "2190-2199 2194 21B5 2206 2208 2211 221A 221E 2220 2225 2229 222A 2248 2260 2261 2264 2265 27C2"
SYMBOLS = "21E7 23CE 232B 25A0 25A1 25B2 25B6 25B8 25BC 25C0 25C2 25CB 25CF 2713 2717 2B22 2B23"

MINUS = 0x2212
# composition of accents and the spacing of pairs; figures are tabular by default and stay so
FEATURES = ("ccmp", "locl", "mark", "mkmk", "kern", "tnum", "lnum")


def codepoints(ranges):
    for item in ranges.split():
        first, _, last = item.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def subset(source, target, unicodes, signs=()):
    font = TTFont(source)
    unicodes = set(unicodes)
    if signs:
        add_minus(font)
        unicodes.add(MINUS)
    for sister, codes in signs:
        unicodes.update(add_signs(font, TTFont(sister), codes))
    options = Options()
    options.layout_features = list(FEATURES)
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["DSIG"]
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    font.save(target)
    print(f"{target.name}: {target.stat().st_size} bytes, {len(font.getBestCmap())} characters")


def add_minus(font):
    """Noto Sans has no U+2212: draw it as the bar of its plus, so that both have the width of a digit."""
    outline = font["glyf"]["plus"]
    height = sorted({y for _, y in outline.coordinates})
    (bottom, top), left, right = height[1:3], outline.xMin, outline.xMax
    pen = TTGlyphPen(None)
    pen.moveTo((left, bottom))
    for point in ((left, top), (right, top), (right, bottom)):
        pen.lineTo(point)
    pen.closePath()
    add_glyph(font, MINUS, pen.glyph(), font["hmtx"]["plus"])


def add_signs(font, sister, codes):
    """Copies the outlines of signs a font lacks from a sister font of the same em; returns the code points."""
    assert font["head"].unitsPerEm == sister["head"].unitsPerEm
    outlines, names, added = sister.getGlyphSet(), sister.getBestCmap(), []
    for code in codes:
        if code in font.getBestCmap():
            continue
        pen = TTGlyphPen(None)
        outlines[names[code]].draw(DecomposingFilterPen(pen, outlines))
        add_glyph(font, code, pen.glyph(), sister["hmtx"][names[code]])
        added.append(code)
    return added


def add_glyph(font, code, glyph, metrics):
    name = f"uni{code:04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = glyph
    font["hmtx"][name] = metrics
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def write_icons(style_css):
    """src/ui/theme/icons.rs from the names in icons.txt; returns their code points."""
    code_of = dict(re.findall(r'\.ph\.ph-([a-z0-9-]+):before \{\s*content: "\\([0-9a-f]+)"', style_css.read_text()))
    lines = [
        "//! Phosphor icons (regular), as text in the icon font. Made by `assets/fonts/build.py` from `icons.txt`.",
        "#![allow(missing_docs, reason = \"each constant carries the icon's own name\")]",
        "",
    ]
    names = (HERE / "icons.txt").read_text().split()
    for name in names:
        lines.append(f'pub const {name.upper().replace("-", "_")}: &str = "\\u{{{code_of[name].upper()}}}";')
    lines += ["", "/// Every icon with its Phosphor name, in alphabetical order.", f"pub const ALL: [(&str, &str); {len(names)}] = ["]
    lines += [f'    ("{name}", {name.upper().replace("-", "_")}),' for name in names]
    ICONS_RS.parent.mkdir(parents=True, exist_ok=True)
    ICONS_RS.write_text("\n".join([*lines, "];", ""]))
    return [int(code_of[name], 16) for name in names]


def main():
    noto, phosphor = map(Path, sys.argv[1:3])
    signs = [
        (noto / "NotoSansMath-Regular.ttf", list(codepoints(MATH))),
        (noto / "NotoSansSymbols2-Regular.ttf", list(codepoints(SYMBOLS))),
    ]
    for weight in ("Regular", "Bold"):
        subset(noto / f"NotoSans-{weight}.ttf", HERE / f"NotoSans-{weight}.subset.ttf", codepoints(TEXT), signs)
    subset(phosphor / "Phosphor.ttf", HERE / "Phosphor.subset.ttf", write_icons(phosphor / "style.css"))


if __name__ == "__main__":
    main()
