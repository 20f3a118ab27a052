//! Verbs that make areas what they should be, and what can be expected of it.

use hecta::app::area::Programme;
use hecta::app::unsolved_text::unsolved_text;
use hecta::edit::solve::{CutDirection, FreeBorder, ProgrammePart, Share, balance, offers, split_by_programme};
use hecta::plan::{Face, ZoneAttributes, ZoneId};

use super::Script;

impl Script {
    /// Does what `words` say, if they are about areas. `_` is a space.
    pub fn make_up(&mut self, words: &[&str]) -> bool {
        match words {
            ["figure", text @ ..] => {
                let numbers = self.workspace.texts().numbers();
                self.workspace.session_mut().set_area_figure(text.join(" "), numbers);
            }
            ["border", which] => {
                assert!(self.workspace.session_mut().step_area_border(*which == "next"), "there is another border");
            }
            ["take", "offer", code] => {
                let zone = self.zone(code);
                let offers = offers(self.session().plan(), zone);
                self.perform(&offers.first().expect("an offer").solution.command);
            }
            ["split", code, "along", bearing, "into", list @ ..] => self.split(self.zone(code), bearing, list),
            ["balance", pairs @ ..] => {
                let face = |code: &str| if code == "nobody" { Face::Unallocated } else { Face::Zone(self.zone(code)) };
                let border = |pair: &&str| pair.split_once('-').map(|(a, b)| FreeBorder { a: face(a), b: face(b) });
                let free: Vec<FreeBorder> = pairs.iter().filter_map(border).collect();
                let balanced = balance(self.session().plan(), &free).expect("there is a way");
                self.perform(&balanced.command);
            }
            _ => return false,
        }
        true
    }

    fn split(&mut self, zone: ZoneId, bearing: &str, list: &[&str]) {
        let lines = list.iter().map(|line| line.replace('_', " ")).collect::<Vec<_>>().join("\n");
        let decimal = self.workspace.texts().numbers().decimal;
        let list = Programme::of(&lines, decimal);
        assert!(list.is_sound(), "{:?}", list.faults);
        let whole = self.session().plan().zone(zone).expect("it exists").area;
        let areas = list.areas(whole).expect("it makes up the zone");
        let part = |(part, area): (&hecta::app::area::ListedPart, &hecta::geometry::ExactArea)| ProgrammePart {
            attributes: ZoneAttributes { code: part.code.clone(), name_vi: part.name.clone(), ..ZoneAttributes::default() },
            share: Share::Area(*area),
        };
        let parts: Vec<ProgrammePart> = list.parts.iter().zip(&areas).map(part).collect();
        let direction = CutDirection::Bearing(bearing.parse().expect("degrees"));
        let command = split_by_programme(self.session().plan(), zone, &parts, &direction).expect("it can be divided");
        self.perform(&command);
    }

    /// Whether `what` is about areas; then it holds.
    pub fn expect_made_up(&self, what: &[&str]) -> bool {
        let session = self.session();
        match what {
            ["unsolved", words @ ..] => {
                let tool = session.tool().set_area().expect("the tool that sets areas");
                let Some((_, Err(why))) = tool.outcome() else { panic!("{:?}", tool.outcome()) };
                let text = unsolved_text(self.workspace.texts(), session.plan(), why);
                assert!(text.contains(&words.join(" ")), "{text}");
            }
            ["solved"] => {
                let tool = session.tool().set_area().expect("the tool that sets areas");
                assert!(matches!(tool.outcome(), Some((_, Ok(_)))), "{:?}", tool.outcome());
            }
            _ => return false,
        }
        true
    }
}
