//! A sheet of SVG under construction.

use std::fmt::{Arguments, Write as _};

use crate::geometry::GridPoint;

/// Where a text stands relative to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks; lengths in pixels of the sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextStyle {
    pub size_px: f64,
    pub bold: bool,
    pub colour: &'static str,
    pub anchor: Anchor,
    /// Width of a light rim that keeps the text legible on a map; 0 for none.
    pub halo_px: f64,
}

impl TextStyle {
    pub(super) const fn new(size_px: f64, colour: &'static str) -> Self {
        Self { size_px, bold: false, colour, anchor: Anchor::Start, halo_px: 0.0 }
    }

    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) const fn middle(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }

    pub(super) const fn end(self) -> Self {
        Self { anchor: Anchor::End, ..self }
    }

    pub(super) const fn halo(self, halo_px: f64) -> Self {
        Self { halo_px, ..self }
    }

    /// Width of `text` in this style; good to a few per cent, which is enough to break lines and keep labels apart.
    pub(super) fn width_px(&self, text: &str) -> f64 {
        let em = |c: char| match c {
            ' ' | 'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | 'ì' | 'í' | 'ị' | 'ỉ' | 'ĩ' => 0.27,
            'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 0.36,
            'm' | 'w' | 'M' | 'W' | '%' => 0.88,
            c if c.is_ascii_digit() => 0.572,
            c if c.is_uppercase() => 0.66,
            _ => 0.575,
        };
        text.chars().map(em).sum::<f64>() * self.size_px * if self.bold { 1.07 } else { 1.0 }
    }

    /// `text` broken at spaces into lines of at most `most_px`, where words allow.
    pub(super) fn lines(&self, text: &str, most_px: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            match lines.last_mut() {
                Some(line) if self.width_px(&format!("{line} {word}")) <= most_px => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }

    /// `text` cut to `most_px` with an ellipsis where it is longer.
    pub(super) fn shortened(&self, text: &str, most_px: f64) -> String {
        if self.width_px(text) <= most_px {
            return text.to_owned();
        }
        let mut short = text.to_owned();
        while !short.is_empty() && self.width_px(&short) + self.size_px * 0.8 > most_px {
            short.pop();
        }
        format!("{}…", short.trim_end())
    }
}

/// SVG elements, in drawing order.
pub(super) struct Svg {
    out: String,
}

impl Svg {
    pub(super) fn new(width_px: u32, height_px: u32) -> Self {
        let out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width_px}\" height=\"{height_px}\" viewBox=\"0 0 {width_px} {height_px}\" font-family=\"Noto Sans, sans-serif\">\n"
        );
        Self { out }
    }

    /// Adds an element as written; texts in it must be [`escaped`].
    pub(super) fn raw(&mut self, element: Arguments<'_>) {
        // writing to a string cannot fail
        let _ = self.out.write_fmt(element);
        self.out.push('\n');
    }

    /// Adds a rectangle with SVG attributes for its look.
    pub(super) fn rect(&mut self, area: Rect, look: &str) {
        let Rect { x, y, width, height } = area;
        self.raw(format_args!("<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" {look}/>"));
    }

    /// Adds a line with SVG attributes for its look.
    pub(super) fn line(&mut self, from: [f64; 2], to: [f64; 2], look: &str) {
        let ([x1, y1], [x2, y2]) = (from, to);
        self.raw(format_args!("<line x1=\"{x1:.2}\" y1=\"{y1:.2}\" x2=\"{x2:.2}\" y2=\"{y2:.2}\" {look}/>"));
    }

    /// Adds one line of text; `at` is the point of its anchor on the base line.
    pub(super) fn text(&mut self, at: [f64; 2], style: TextStyle, text: &str) {
        let anchor = match style.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if style.bold { " font-weight=\"700\"" } else { "" };
        let halo = if style.halo_px > 0.0 {
            format!(
                " paint-order=\"stroke\" stroke=\"#FFFFFF\" stroke-opacity=\"0.86\" stroke-width=\"{:.2}\" stroke-linejoin=\"round\"",
                2.0 * style.halo_px
            )
        } else {
            String::new()
        };
        let ([x, y], size, colour) = (at, style.size_px, style.colour);
        self.raw(format_args!(
            "<text x=\"{x:.2}\" y=\"{y:.2}\" font-size=\"{size:.2}\" fill=\"{colour}\"{weight}{anchor}{halo}>{}</text>",
            escaped(text)
        ));
    }

    pub(super) fn finish(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }
}

/// `text` fit to stand in an XML text or attribute; characters XML does not allow are dropped.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

/// A rectangle on the sheet, px; y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    pub(super) const fn right(&self) -> f64 {
        self.x + self.width
    }

    pub(super) const fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// A rectangle around a middle.
    pub(super) fn around([x, y]: [f64; 2], width: f64, height: f64) -> Self {
        Self { x: x - width / 2.0, y: y - height / 2.0, width, height }
    }

    pub(super) fn intersects(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    pub(super) fn contains(&self, other: &Self) -> bool {
        self.x <= other.x && other.right() <= self.right() && self.y <= other.y && other.bottom() <= self.bottom()
    }
}

/// From the plan grid to the sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct MapView {
    /// Where the map stands on the sheet.
    pub frame: Rect,
    pub centre: GridPoint,
    /// Pixels of the sheet per micrometre.
    pub px_per_um: f64,
}

impl MapView {
    pub(super) fn sheet(&self, point: GridPoint) -> [f64; 2] {
        let (de, dn) = ((point.east - self.centre.east) as f64, (point.north - self.centre.north) as f64);
        let middle = [self.frame.x + self.frame.width / 2.0, self.frame.y + self.frame.height / 2.0];
        [middle[0] + de * self.px_per_um, middle[1] - dn * self.px_per_um]
    }

    /// The grid point under a point of the sheet.
    pub(super) fn grid(&self, [x, y]: [f64; 2]) -> GridPoint {
        let middle = [self.frame.x + self.frame.width / 2.0, self.frame.y + self.frame.height / 2.0];
        let east = self.centre.east + ((x - middle[0]) / self.px_per_um) as i64;
        GridPoint::new(east, self.centre.north - ((y - middle[1]) / self.px_per_um) as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_from_files_cannot_break_the_sheet() {
        assert_eq!(escaped("A<b> & \"c\"\u{0}\n"), "A&lt;b&gt; &amp; &quot;c&quot;  ");
    }

    #[test]
    fn lines_break_at_spaces_and_long_names_are_cut() {
        let style = TextStyle::new(10.0, "#000");
        assert_eq!(style.lines("Vùng sản xuất, ứng dụng công nghệ cao", 110.0), ["Vùng sản xuất, ứng", "dụng công nghệ cao"]);
        assert_eq!(style.lines("  ", 10.0), Vec::<String>::new());
        let cut = style.shortened("Vùng trung tâm khởi nghiệp, sáng tạo", 90.0);
        assert!(cut.ends_with('…') && style.width_px(&cut) <= 96.0, "{cut}");
        assert_eq!(style.shortened("SX", 90.0), "SX");
    }

    #[test]
    fn sheet_and_grid_are_inverse_to_the_pixel() {
        let frame = Rect { x: 10.0, y: 20.0, width: 300.0, height: 200.0 };
        let view = MapView { frame, centre: GridPoint::from_mm(616_000_000, 2_272_000_000), px_per_um: 1e-7 };
        let point = GridPoint::from_mm(616_100_000, 2_271_900_000);
        let [x, y] = view.sheet(point);
        assert!((x - 170.0).abs() < 1e-9 && (y - 130.0).abs() < 1e-9);
        assert_eq!(view.grid([170.0, 130.0]), point);
    }
}
