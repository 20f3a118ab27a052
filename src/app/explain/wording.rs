//! The explanation of a figure in the words of a language.

use super::vertices::piece_name;
use super::{DECIMALS, DefinedArea, Definition, Explanation, Figure};
use crate::app::Session;
use crate::app::i18n::{TextValue, Texts};
use crate::app::phrase::zone_code;
use crate::geometry::ExactArea;
use crate::geometry::area::M2_PER_HA;

/// Decimals of square metres where two computations are compared.
const M2_DECIMALS: u32 = 6;

/// Something said about a figure, with a value of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub name: String,
    /// The value.
    pub value: String,
}

/// What a figure is called.
pub fn figure_name(texts: &Texts, session: &Session, figure: Figure) -> String {
    let plan = session.plan();
    let zone = |id: &str, zone| texts.format(id, &[("zone", zone_code(texts, plan, zone).into())]);
    match figure {
        Figure::Approved => texts.get("area-approved").to_owned(),
        Figure::Boundary => texts.get("dialog-explain-boundary").to_owned(),
        Figure::Drawn => texts.get("area-drawn").to_owned(),
        Figure::Residual => texts.get("dialog-explain-residual").to_owned(),
        Figure::Unallocated => texts.get("panel-unallocated").to_owned(),
        Figure::Overlap => texts.get("panel-overlap").to_owned(),
        Figure::Outside => texts.get("panel-outside").to_owned(),
        Figure::Zone(id) => zone("dialog-explain-zone", id),
        Figure::Share(id) => zone("dialog-explain-share", id),
        Figure::Commune(index) => {
            let communes = &session.communes().until2025.communes;
            let name = communes.get(index).map_or("", |commune| commune.name.as_str());
            texts.format("panel-commune-old", &[("commune", name.into())])
        }
    }
}

impl Explanation {
    /// The figure as the window shows it.
    pub fn shown(&self, texts: &Texts) -> String {
        let unit = if matches!(self.figure, Figure::Share(_)) { "%" } else { "ha" };
        let numbers = texts.numbers();
        let shown = self.rounding.shown;
        let figure = if self.is_residual { numbers.signed(shown, DECIMALS) } else { numbers.scaled(shown, DECIMALS) };
        format!("{figure} {unit}")
    }

    /// What the figure is.
    pub fn definition(&self, texts: &Texts, session: &Session) -> String {
        let id = match self.figure {
            Figure::Approved => "dialog-explain-what-approved",
            Figure::Boundary => "dialog-explain-what-boundary",
            Figure::Drawn => "dialog-explain-what-drawn",
            Figure::Residual => "dialog-explain-what-residual",
            Figure::Unallocated => "dialog-explain-what-unallocated",
            Figure::Overlap => "dialog-explain-what-overlap",
            Figure::Outside => "dialog-explain-what-outside",
            Figure::Zone(_) => "dialog-explain-what-zone",
            Figure::Share(_) => "dialog-explain-what-share",
            Figure::Commune(_) => "dialog-explain-what-commune",
        };
        let plan = session.plan();
        let variables: [(&str, TextValue<'_>); 2] =
            [("meridian", plan.crs().central_meridian_text().into()), ("decision", plan.approval().decision.as_str().into())];
        texts.format(id, &variables)
    }

    /// How the figure was computed and rounded, from the integer to what is shown.
    pub fn computation(&self, texts: &Texts, session: &Session) -> Vec<Line> {
        let numbers = texts.numbers();
        let line = |id: &str, value: String| Line { name: texts.get(id).to_owned(), value };
        let mut lines = Vec::new();
        if self.measures_land() {
            let vertices: usize = self.pieces.iter().map(|piece| piece.land.vertex_count()).sum();
            let formula = texts.format("dialog-explain-shoelace", &[("count", vertices.into())]);
            lines.push(line("dialog-explain-formula", formula));
            let land: ExactArea = self.pieces.iter().map(|piece| piece.area).sum();
            lines.push(line("dialog-explain-integer", format!("{} µm²", numbers.scaled(land.twice_um2(), 0))));
            if self.is_residual {
                let [approved, drawn] = [self.approved, land].map(|area| numbers.m2(area, M2_DECIMALS));
                lines.push(line("dialog-explain-difference", format!("{approved} − {drawn}")));
            }
        }
        let ha = format!("{} ha", numbers.scaled(self.exact.rounded_ha(10), 10));
        lines.push(line("dialog-explain-exact", format!("{} = {ha}", numbers.m2(self.exact, M2_DECIMALS))));
        if let Figure::Share(_) = self.figure {
            let share = numbers.number(100.0 * self.exact.share_of(self.approved), 6);
            let quotient = format!("{} / {} = {share} %", numbers.m2(self.exact, 1), numbers.m2(self.approved, 1));
            lines.push(line("dialog-explain-quotient", quotient));
        }
        lines.push(line("dialog-explain-rounding", self.rounding_text(texts)));
        if self.pieces.len() > 1 {
            let name = |at: usize| piece_name(texts, session.plan(), self, at);
            let piece = |(at, piece): (usize, &super::Piece)| Line { name: name(at), value: numbers.m2(piece.area, M2_DECIMALS) };
            lines.extend(self.pieces.iter().enumerate().map(piece));
        }
        lines
    }

    fn rounding_text(&self, texts: &Texts) -> String {
        let numbers = texts.numbers();
        let [own, shown] = [self.rounding.own, self.rounding.shown].map(|count| numbers.scaled(count, DECIMALS));
        let id = if self.rounding.own == self.rounding.shown { "dialog-explain-rounded" } else { "dialog-explain-adjusted" };
        texts.format(id, &[("own", own.into()), ("shown", shown.into())])
    }

    /// The area by other computations, with what they differ by.
    pub fn recomputations(&self, texts: &Texts) -> Vec<Line> {
        if !self.measures_land() {
            return Vec::new();
        }
        let numbers = texts.numbers();
        let value = |m2: f64, reference: f64| {
            let difference = numbers.number(m2 - reference, M2_DECIMALS);
            format!("{} m²  (Δ {difference} m²)", numbers.number(m2, M2_DECIMALS))
        };
        let exact = self.exact.m2();
        let triangles = texts.format("dialog-explain-triangles", &[("count", self.triangles.0.into())]);
        let mut lines = vec![
            Line { name: triangles, value: value(self.triangles.1, exact) },
            Line { name: texts.get("dialog-explain-trapezoids").to_owned(), value: value(self.trapezoids_m2, exact) },
        ];
        if let (Some(geodesic), Some(again)) = (self.geodesic_m2(), self.geodesic_again_m2) {
            lines.push(Line { name: texts.get("dialog-explain-equal-area").to_owned(), value: value(again, geodesic) });
        }
        lines
    }
}

impl DefinedArea {
    /// Name, m², ha, difference to `grid_m2` in m² and in parts per million; the last two are empty for the grid area itself.
    pub fn cells(&self, texts: &Texts, grid_m2: f64) -> [String; 5] {
        let numbers = texts.numbers();
        let name = match self.definition {
            Definition::Grid(crs) => texts.format("dialog-explain-grid", &[("crs", crs.to_string().into())]),
            Definition::Utm => texts.get("dialog-explain-utm").to_owned(),
            Definition::Geodesic => texts.get("area-geodesic").to_owned(),
            Definition::Stated => texts.get("dialog-explain-stated").to_owned(),
        };
        let gap = self.m2 - grid_m2;
        let signed = |value: f64, decimals: u32| {
            let count = (value * 10_f64.powi(decimals.cast_signed())).round() as i128;
            numbers.signed(count, decimals)
        };
        let is_reference = matches!(self.definition, Definition::Grid(_));
        let ppm = if grid_m2.abs() < 1.0 { "–".to_owned() } else { signed(1e6 * gap / grid_m2, 1) };
        let [gap, ppm] = if is_reference { [String::new(), String::new()] } else { [signed(gap, 1), ppm] };
        [name, numbers.number(self.m2, 1), numbers.number(self.m2 / M2_PER_HA, 4), gap, ppm]
    }
}
