//! Verbs that look at a plan, select in it, walk its history and arrange its layers.

use hecta::app::select_by::{AttributeQuery, LocationQuery, Place, TargetState};
use hecta::app::{Identified, Language, Measurement, identify};
use hecta::edit::Command;
use hecta::geometry::ExactArea;
use hecta::geometry::grid::{Location, UM_PER_M};
use hecta::plan::{Face, MapLayer, Relation};
use hecta::tool::options::SelectBy;

use super::Script;

impl Script {
    /// Does what `words` say, if they are about looking.
    pub fn look(&mut self, words: &[&str]) -> bool {
        match words {
            ["history", steps] => {
                let steps = steps.parse().expect("a number of steps");
                self.workspace.session_mut().go_to_step(steps);
            }
            ["layer", code, how] => self.arrange(code, how),
            ["polygon", "selects", which] => {
                let select_by = if *which == "within" { SelectBy::Within } else { SelectBy::Crossing };
                self.set_options(|options| options.select_by = select_by);
            }
            ["choose", "where", rest @ ..] => {
                let zones = attribute_query(rest).zones(self.session().plan());
                self.workspace.session_mut().select_found(zones, self.modifiers.shift);
            }
            ["choose", "what", relation, "of", place] => {
                let place = if *place == "boundary" { Place::Boundary } else { Place::Selection };
                let zones = LocationQuery { relation: relation_of(relation), place }.zones(self.session());
                self.workspace.session_mut().select_found(zones, self.modifiers.shift);
            }
            ["speak", code] => self.workspace.set_language(Language::from_code(code).expect("a language")),
            _ => return false,
        }
        true
    }

    fn arrange(&mut self, code: &str, how: &str) {
        let layer = MapLayer::ALL.into_iter().find(|layer| layer.code() == code).expect("a layer");
        let mut layers = *self.session().plan().layers();
        match how {
            "off" => layers.get_mut(layer).visible = false,
            "on" => layers.get_mut(layer).visible = true,
            opacity => layers.get_mut(layer).opacity = opacity.parse().expect("an opacity"),
        }
        self.perform(&Command::SetLayers { layers });
    }

    /// Whether `what` is about looking; then it holds.
    pub fn expect_looked(&self, what: &[&str]) -> bool {
        let session = self.session();
        match what {
            ["no", "measurement"] => assert_eq!(session.measured(), None),
            ["measured", sides, "sides", metres, "m"] => {
                let measured = self.measurement();
                let expected: f64 = metres.parse().expect("metres");
                assert_eq!(measured.sides.len().to_string(), *sides);
                assert!((measured.grid_m - expected).abs() < 0.000_5, "{} m", measured.grid_m);
                let geodesic_m = measured.geodesic_m.expect("a geodesic");
                assert!((geodesic_m - measured.grid_m).abs() <= 200e-6 * measured.grid_m, "{geodesic_m} m");
            }
            ["measured", "area", ha, "ha"] => {
                let area = self.measurement().grid_area.expect("an area");
                assert!((area.ha() - ha.parse::<f64>().expect("hectares")).abs() < 0.000_05, "{} ha", area.ha());
            }
            ["measurement", "closed"] => assert!(self.measurement().closed),
            ["measurement", "open"] => assert!(!self.measurement().closed),
            ["nothing", "identified"] => assert_eq!(session.inquiry(), None),
            ["identified", "zones", codes @ ..] => {
                let plan = session.plan();
                let zones = self.identified().zones.into_iter().filter_map(|zone| plan.zone(zone.id));
                assert_eq!(zones.map(|zone| zone.attributes.code.as_str()).collect::<Vec<_>>(), *codes);
            }
            ["identified", "unallocated", ha] => {
                let area = self.identified().unallocated.expect("land of nobody").area();
                assert!((area.ha() - ha.parse::<f64>().expect("hectares")).abs() < 0.000_05, "{} ha", area.ha());
            }
            ["identified", "boundary", side] => {
                let expected = match *side {
                    "inside" => Location::Inside,
                    "outside" => Location::Outside,
                    _ => Location::Border,
                };
                assert_eq!(self.identified().boundary.map(|boundary| boundary.side), Some(expected));
            }
            ["identified", "vertex", "of", codes @ ..] => self.assert_owners(self.identified().vertex.map(|v| v.owners), codes),
            ["identified", "border", "of", codes @ ..] => self.assert_owners(self.identified().border.map(|b| b.owners), codes),
            ["identified", "communes"] => {
                let here = self.identified();
                let [old, new] = [here.commune_2020, here.commune_2025].map(|commune| commune.expect("a commune"));
                assert!(!old.code.is_empty() && !new.code.is_empty() && old.code != new.code);
            }
            ["identified", "findings", count] => assert_eq!(self.identified().findings.len().to_string(), *count),
            ["steps", all, done] => {
                let (steps, present) = session.history().steps();
                assert_eq!((steps.len().to_string(), present.to_string()), ((*all).to_owned(), (*done).to_owned()));
            }
            ["layer", code, how] => {
                let layer = MapLayer::ALL.into_iter().find(|layer| layer.code() == *code).expect("a layer");
                let setting = session.plan().layers().get(layer);
                let expected = how.parse().unwrap_or(if *how == "off" { 0.0 } else { 1.0 });
                assert!((setting.effective_opacity() - expected).abs() < 1e-6, "{setting:?}");
            }
            ["step", "named", name @ ..] => {
                let step = session.history().next_undo().expect("a step");
                assert_eq!(hecta::app::action::step_text(self.workspace.texts(), step), name.join(" "));
            }
            _ => return false,
        }
        true
    }

    fn measurement(&self) -> Measurement {
        let path = self.session().measured().expect("something is measured");
        Measurement::of(path, self.session().plan().crs())
    }

    fn identified(&self) -> Identified {
        identify(self.session(), self.session().inquiry().expect("something was asked"))
    }

    fn assert_owners(&self, owners: Option<Vec<Face>>, codes: &[&str]) {
        let code = |face: &Face| match face {
            Face::Zone(id) => self.session().plan().zone(*id).expect("it exists").attributes.code.clone(),
            Face::Unallocated => "nobody".to_owned(),
        };
        assert_eq!(owners.expect("it is within reach").iter().map(code).collect::<Vec<_>>(), codes);
    }
}

fn attribute_query(words: &[&str]) -> AttributeQuery {
    let any = AttributeQuery::default();
    match words {
        ["locked"] => AttributeQuery { locked: Some(true), ..any },
        ["off", "target"] => AttributeQuery { target: TargetState::Missed, ..any },
        ["named", name @ ..] => AttributeQuery { words: name.join(" "), ..any },
        ["area", least, most] => {
            let area = |ha: &str| Some(ExactArea::from_ha(ha.parse().expect("hectares")));
            AttributeQuery { least: area(least), most: area(most), ..any }
        }
        _ => panic!("nothing such can be asked"),
    }
}

fn relation_of(word: &str) -> Relation {
    match word {
        "lies-inside" => Relation::Inside,
        "touches" => Relation::Touches,
        "overlaps" => Relation::Overlaps,
        metres => Relation::Near { distance_um: metres.parse::<i64>().expect("metres") * UM_PER_M },
    }
}
