//! Finding commands, zones and coordinates by what a planner types, with or without accents, in either language.

use super::action::Action;
use super::i18n::{Language, Texts};
use super::phrase::zone_name;
use super::place::read_place;
use crate::geometry::GridPoint;
pub use crate::io::folded;
use crate::plan::{Plan, ZoneId};

/// Most zones that are listed.
const MOST_ZONES: usize = 12;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// A place.
    Place(GridPoint),
    /// An action.
    Action(Action),
    /// A zone.
    Zone(ZoneId),
}

/// The names of all actions in both languages, folded for comparison.
#[derive(Debug)]
pub struct Palette {
    actions: Vec<(Action, Vec<String>)>,
}

impl Default for Palette {
    fn default() -> Self {
        let languages = Language::ALL.map(Texts::new);
        let names = |action: Action| languages.iter().map(|texts| folded(texts.get(action.text_id()))).collect();
        Self { actions: Action::ALL.into_iter().map(|action| (action, names(action))).collect() }
    }
}

impl Palette {
    /// What `query` means, best first: a place, then actions and zones by how well they match. An empty query lists all actions.
    pub fn search(&self, query: &str, plan: &Plan, texts: &Texts) -> Vec<Hit> {
        if let Some(place) = read_place(query, plan.crs()) {
            return vec![Hit::Place(place.at)];
        }
        let words: Vec<String> = folded(query).split_whitespace().map(str::to_owned).collect();
        let mut hits: Vec<(u32, Hit)> = Vec::new();
        for (action, names) in &self.actions {
            if let Some(score) = names.iter().filter_map(|name| score(&words, name)).min() {
                hits.push((score, Hit::Action(*action)));
            }
        }
        if !words.is_empty() {
            let zones = plan.zones().filter_map(|zone| {
                let attributes = &zone.attributes;
                let names = [&attributes.code, &attributes.name_vi, &attributes.name_en];
                let best = names.into_iter().filter_map(|name| score(&words, &folded(name))).min();
                best.or_else(|| score(&words, &folded(&zone_name(texts, zone)))).map(|score| (score, Hit::Zone(zone.id)))
            });
            let mut zones: Vec<_> = zones.collect();
            zones.sort_by_key(|(score, _)| *score);
            hits.extend(zones.into_iter().take(MOST_ZONES));
        }
        hits.sort_by_key(|(score, _)| *score);
        hits.into_iter().map(|(_, hit)| hit).collect()
    }
}

/// How well all `words` are found in `name`, 0 best; `None` if one is missing.
fn score(words: &[String], name: &str) -> Option<u32> {
    let mut total = 0;
    for word in words {
        let at = name.match_indices(word.as_str()).map(|(at, _)| at);
        let best = at.map(|at| match (at, name[..at].chars().next_back()) {
            (0, _) => 0,
            (_, Some(before)) if !before.is_alphanumeric() => 1,
            _ => 3,
        });
        total += best.min()?;
    }
    let joined = words.join(" ");
    Some(total * 4 + if name.starts_with(&joined) { 0 } else { 2 } + u32::from(name != joined))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{ProjectCrs, Region};
    use crate::plan::{Approval, ZoneAttributes, ZoneDraft};
    use crate::tool::ToolKind;

    fn plan() -> Plan {
        let zone = |code: &str, name_vi: &str, name_en: &str| ZoneDraft {
            attributes: ZoneAttributes {
                code: code.into(),
                name_vi: name_vi.into(),
                name_en: name_en.into(),
                ..Default::default()
            },
            region: Region::empty(),
            faults: Vec::new(),
        };
        let zones = vec![zone("TN", "Vùng thí nghiệm", "R&D laboratory"), zone("SX", "Vùng sản xuất", "Production")];
        Plan::assemble("", ProjectCrs::default(), Approval::default(), None, zones).0
    }

    fn search(query: &str) -> Vec<Hit> {
        Palette::default().search(query, &plan(), &Texts::new(Language::Vietnamese))
    }

    #[test]
    fn commands_are_found_without_accents_and_in_either_language() {
        for query in ["ve vung", "Vẽ vùng", "VE VUNG", "vẽ", "draw zone", "vung ve"] {
            assert_eq!(search(query).first(), Some(&Hit::Action(Action::Tool(ToolKind::Polygon))), "{query}");
        }
        assert_eq!(search("hoan tac").first(), Some(&Hit::Action(Action::Undo)));
        assert_eq!(search("dinh").first(), Some(&Hit::Action(Action::Tool(ToolKind::Vertices))));
        assert_eq!(search("khong co lenh nay"), []);
        assert_eq!(search("").len(), Action::ALL.len());
    }

    #[test]
    fn zones_are_found_by_code_and_name() {
        for query in ["sx", "san xuat", "production"] {
            assert!(search(query).contains(&Hit::Zone(ZoneId(2))), "{query}");
        }
        assert!(!search("sx").contains(&Hit::Zone(ZoneId(1))));
    }
}
