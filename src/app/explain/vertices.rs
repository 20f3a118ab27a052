//! The vertices behind a figure, and what each edge adds to the area.

use super::{Explanation, figure_name};
use crate::app::Session;
use crate::app::i18n::Texts;
use crate::app::phrase::zone_code;
use crate::app::tables::exact_figure;
use crate::geometry::grid::ring_edges;
use crate::geometry::{ExactArea, GridPoint};
use crate::io::table::{Cell, Column, Figure, Measure, RowRole, Table};
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

/// The vertices as a table, exact: micrometres where a coordinate has them, terms to the last digit that counts.
pub fn vertices_table(texts: &Texts, session: &Session, explanation: &Explanation) -> Table {
    let heads = ["panel-column-zone", "dialog-explain-column-ring", "dialog-explain-column-number"];
    let coordinates = ["corners-column-north", "corners-column-east", "dialog-explain-column-term"];
    let title = figure_name(texts, session, explanation.figure);
    let mut table = Table {
        key: "vertices".into(),
        sheet: title.clone(),
        title,
        columns: [heads, coordinates].concat().into_iter().map(|id| Column::new(texts.get(id))).collect(),
        is_headed: true,
        ..Table::default()
    };
    for row in explanation.vertices() {
        let cells = vec![
            Cell::text(piece_name(texts, session.plan(), explanation, row.piece)),
            Cell::number(row.ring as i128),
            Cell::number(row.number as i128),
            Cell::Figure(exact_figure(row.at.north)),
            Cell::Figure(exact_figure(row.at.east)),
            Cell::Figure(Figure::difference(Measure::SquareMetres, row.term.rounded_m2(6), 6)),
        ];
        table.push(RowRole::Body, cells);
    }
    table
}
