//! The vertices behind a figure, and what each edge adds to the area.

use super::{Explanation, figure_name};
use crate::app::Session;
use crate::app::corners::exact_coordinate;
use crate::app::i18n::Texts;
use crate::app::phrase::zone_code;
use crate::geometry::grid::ring_edges;
use crate::geometry::{ExactArea, GridPoint};
use crate::plan::Plan;

/// A vertex and the edge that leaves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VertexRow {
    /// Which of the figure's pieces, from 0.
    pub piece: usize,
    /// Which ring of it, from 1; holes have rings of their own, which run clockwise.
    pub ring: usize,
    /// Which vertex of the ring, from 1.
    pub number: usize,
    /// Where.
    pub at: GridPoint,
    /// What the edge adds: half the cross product of its ends, counted from the first vertex of the ring.
    pub term: ExactArea,
}

impl Explanation {
    /// All vertices; their terms add up to the area of the land.
    pub fn vertices(&self) -> Vec<VertexRow> {
        let mut rows = Vec::new();
        for (piece, of) in self.pieces.iter().enumerate() {
            for (ring, points) in of.land.rings().enumerate() {
                let Some(&origin) = points.first() else { continue };
                rows.extend(ring_edges(points).enumerate().map(|(number, (a, b))| {
                    let ((ax, ay), (bx, by)) = (origin.delta(a), origin.delta(b));
                    let term = ExactArea::from_twice_um2(ax * by - ay * bx);
                    VertexRow { piece, ring: ring + 1, number: number + 1, at: a, term }
                }));
            }
        }
        rows
    }
}

/// What a piece of a figure is called in a table.
pub(super) fn piece_name(texts: &Texts, plan: &Plan, explanation: &Explanation, piece: usize) -> String {
    let zones = explanation.pieces.get(piece).map(|piece| &piece.zones[..]).unwrap_or_default();
    zones.iter().map(|id| zone_code(texts, plan, *id)).collect::<Vec<_>>().join(" + ")
}

/// The vertices as a table for a spreadsheet, exact: micrometres where a coordinate has them, terms to the last digit that counts.
pub fn vertices_as_text(texts: &Texts, session: &Session, explanation: &Explanation) -> String {
    let numbers = texts.numbers();
    let heads = ["panel-column-zone", "dialog-explain-column-ring", "dialog-explain-column-number"].map(|id| texts.get(id));
    let coordinates = ["corners-column-north", "corners-column-east", "dialog-explain-column-term"].map(|id| texts.get(id));
    let mut text = format!("{}\n", figure_name(texts, session, explanation.figure));
    text.push_str(&[heads, coordinates].concat().join("\t"));
    text.push('\n');
    for row in explanation.vertices() {
        let cells = [
            piece_name(texts, session.plan(), explanation, row.piece),
            row.ring.to_string(),
            row.number.to_string(),
            exact_coordinate(row.at.north, numbers),
            exact_coordinate(row.at.east, numbers),
            numbers.scaled(row.term.rounded_m2(6), 6),
        ];
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}
