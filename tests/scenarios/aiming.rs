//! Verbs that type at the cursor and aim the pointer, and what can be expected of it.

use hecta::tool::{Angles, EntryKey, SnapKinds, SnapTarget};

use super::Script;

impl Script {
    /// Does what `words` say, if they are about aiming.
    pub fn aim(&mut self, words: &[&str]) -> bool {
        match words {
            ["keys", words @ ..] => self.keys(words),
            ["grid", state] => self.workspace.session_mut().set_grid(*state == "on"),
            ["snaps", kinds @ ..] => {
                let targets = SnapTarget::ALL.into_iter().filter(|target| kinds.contains(&target.code()));
                let kinds = SnapKinds::only(&targets.collect::<Vec<_>>());
                self.set_snaps(|snaps| snaps.kinds = kinds);
            }
            ["ortho"] => self.workspace.session_mut().toggle_angles(Angles::Orthogonal),
            ["angles"] => self.workspace.session_mut().toggle_angles(Angles::Common),
            ["relative", state] => self.workspace.session_mut().set_relative_angles(*state == "on"),
            ["parallel"] => assert!(self.workspace.session_mut().toggle_picked(false), "there is a border"),
            ["perpendicular"] => assert!(self.workspace.session_mut().toggle_picked(true), "there is a border"),
            _ => return false,
        }
        true
    }

    /// Looks at what is expected, if it is about aiming.
    pub fn expect_aimed(&self, what: &[&str]) -> bool {
        let session = self.session();
        match what {
            ["typing"] => assert!(session.entry().is_some(), "a point is being typed"),
            ["no", "typing"] => assert!(session.entry().is_none(), "no point is being typed"),
            ["entry", "error", kind] => {
                let error = session.entry().and_then(|entry| entry.error()).map(|error| format!("{error:?}").to_lowercase());
                assert!(error.as_ref().is_some_and(|error| error.starts_with(kind)), "{error:?}");
            }
            ["cursor", east, north] => {
                let cursor = session.tool().snap().map(|snap| snap.point);
                assert_eq!(cursor, Some(self.place(east, north)), "{:?}", session.tool().snap());
            }
            ["on", kind] => {
                let snap = session.tool().snap().map(|snap| format!("{:?}", snap.kind).to_lowercase());
                assert!(snap.as_ref().is_some_and(|snap| snap.starts_with(kind)), "{snap:?}");
            }
            ["last", "segment", length_m, bearing_deg] => {
                let sketch = session.tool().sketch();
                let [.., a, b] = sketch[..] else { panic!("there is no segment") };
                let number = |text: &str| text.parse::<f64>().expect("a number");
                assert!((a.distance_m(b) - number(length_m)).abs() < 0.001, "{} m", a.distance_m(b));
                let bearing = hecta::tool::event::bearing_deg(a, b);
                assert!((bearing - number(bearing_deg)).abs() < 0.001, "{bearing}°");
            }
            _ => return false,
        }
        true
    }

    /// What a planner types at the cursor, word by word; a word may be the name of a key. `_` is a space.
    fn keys(&mut self, words: &[&str]) {
        let numbers = self.workspace.texts().numbers();
        let session = self.workspace.session_mut();
        for word in words {
            let key = match *word {
                "tab" => EntryKey::Tab,
                "backtab" => EntryKey::BackTab,
                "enter" => EntryKey::Enter,
                "escape" => EntryKey::Escape,
                "backspace" => EntryKey::Backspace,
                text => {
                    for c in text.replace('_', " ").chars() {
                        assert!(session.type_text(&c.to_string(), numbers), "{c} is taken");
                    }
                    continue;
                }
            };
            assert!(session.entry_key(key), "a point is being typed");
        }
    }
}
