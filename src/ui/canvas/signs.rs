//! The signs of findings: large enough to be seen at any zoom, gathered where they would cover each other.

use std::sync::Arc;

use eframe::egui::{Align2, Painter, Pos2, Rect, Vec2};

use super::ink::{CalloutLine, bold, callout, sign};
use crate::app::phrase::finding_text;
use crate::app::{Session, Texts};
use crate::check::{Finding, Rule, Severity};
use crate::ui::paint::MapView;
use crate::ui::theme::{Status, Theme};

/// Size of a sign, points.
pub(super) const SIGN_PT: f32 = 20.0;
/// Lines of the call-out about one sign.
const MOST_LINES: usize = 6;

/// A sign on screen and the findings it stands for.
#[derive(Debug, Clone)]
pub(super) struct Sign {
    /// Its middle.
    pub at: Pos2,
    /// The findings, gravest first.
    pub findings: Vec<Arc<Finding>>,
}

impl Sign {
    /// The place it takes.
    pub(super) fn rect(&self) -> Rect {
        Rect::from_center_size(self.at, Vec2::splat(SIGN_PT + 4.0))
    }
}

/// The signs of all findings in `view`, gravest first; a finding whose sign would cover another joins that one.
pub(super) fn signs(session: &Session, view: &MapView) -> Vec<Sign> {
    let findings = session.findings();
    let mut signs: Vec<Sign> = Vec::new();
    for finding in (0..findings.len()).filter_map(|i| findings.get(i)) {
        let Some(at) = finding.at.map(|at| view.to_screen(at)).filter(|at| view.rect().contains(*at)) else { continue };
        let place = Rect::from_center_size(at, Vec2::splat(SIGN_PT + 4.0));
        match signs.iter_mut().find(|sign| sign.rect().intersects(place)) {
            // a duplicate says what the overlap it also is says
            Some(sign) if finding.rule == Rule::Overlap && sign.findings.iter().any(|f| f.geometry == finding.geometry) => {}
            Some(sign) => sign.findings.push(finding.clone()),
            None => signs.push(Sign { at, findings: vec![finding.clone()] }),
        }
    }
    signs
}

/// The status a finding of this severity is.
pub(super) const fn status(severity: Severity) -> Status {
    match severity {
        Severity::Error => Status::Error,
        Severity::Warning => Status::Warning,
        Severity::Info => Status::Unknown,
    }
}

/// Paints the signs, with the number of findings where it is more than one.
pub(super) fn paint(painter: &Painter, theme: &Theme, signs: &[Sign]) {
    for one in signs {
        let Some(gravest) = one.findings.first() else { continue };
        let status = status(gravest.severity);
        sign(painter, one.at, status.icon(), SIGN_PT, theme.status(status), theme.halo);
        if one.findings.len() > 1 {
            let corner = one.at + Vec2::new(0.5, -0.45) * SIGN_PT;
            painter.circle_filled(corner, 7.5, theme.status(status));
            let count = one.findings.len().min(99).to_string();
            painter.text(corner, Align2::CENTER_CENTER, count, bold(10.0), theme.halo);
        }
    }
}

/// Says what the sign under `pointer` means.
pub(super) fn explain(painter: &Painter, theme: &Theme, texts: &Texts, session: &Session, signs: &[Sign], pointer: Pos2) {
    let Some(sign) = signs.iter().find(|sign| sign.rect().contains(pointer)) else { return };
    let line = |finding: &Arc<Finding>| CalloutLine {
        text: format!("{} {}", status(finding.severity).icon(), finding_text(texts, session.plan(), finding)),
        colour: theme.text,
    };
    let mut lines: Vec<CalloutLine> = sign.findings.iter().take(MOST_LINES).map(line).collect();
    if sign.findings.len() > MOST_LINES {
        lines.push(CalloutLine { text: format!("… +{}", sign.findings.len() - MOST_LINES), colour: theme.weak_text });
    }
    callout(painter, theme, pointer, theme.divider, &lines);
}

#[cfg(test)]
mod tests {
    use eframe::egui::{pos2, vec2};

    use super::*;
    use crate::app::Communes;
    use crate::geometry::ProjectCrs;
    use crate::io::embedded::{SamplePlan, communes, sample_plan};
    use crate::plan::Division;

    #[test]
    fn signs_gather_where_they_would_cover_each_other_and_none_is_lost() {
        let crs = ProjectCrs::default();
        let layer = |division| communes(division, crs).expect("the embedded communes can be read").into();
        let communes = Communes { until2025: layer(Division::Until2025), since2025: layer(Division::Since2025) };
        let plan = sample_plan(SamplePlan::Unfinished, "", crs).expect("the embedded plan can be read").plan;
        let (bounds, session) = (plan.bounds().expect("land"), Session::new(plan, communes));
        let mut view = MapView::fitting(Rect::from_min_size(pos2(0.0, 0.0), vec2(900.0, 600.0)), bounds, 24.0);
        for (zoom, expected) in [(1.0, 3), (0.02, 1)] {
            view.zoom_about(view.rect().center(), zoom);
            let signs = signs(&session, &view);
            assert_eq!(signs.len(), expected);
            assert_eq!(signs.iter().map(|sign| sign.findings.len()).sum::<usize>(), 3);
            for (i, one) in signs.iter().enumerate() {
                assert!(signs[..i].iter().all(|other| !other.rect().intersects(one.rect())));
                assert!(one.rect().width() >= 16.0);
            }
        }
    }
}
