//! How each zone stands to the rules, for a map that shows it.

use std::collections::BTreeMap;

use super::session::Session;
use crate::check::Grade;
use crate::plan::{ZoneId, units_of};

/// The worst that is found about each zone; a zone about which nothing is found passes, unless neither its function nor the use of
/// any of its land is declared: then nothing is known.
pub fn zone_grades(session: &Session) -> BTreeMap<ZoneId, Grade> {
    let plan = session.plan();
    let is_declared = |zone: &crate::plan::Zone| {
        zone.attributes.function.is_some() || units_of(plan, zone).iter().any(|unit| unit.attributes.land_use.is_some())
    };
    let grade = |zone: &crate::plan::Zone| if is_declared(zone) { Grade::Pass } else { Grade::Unknown };
    let mut grades: BTreeMap<ZoneId, Grade> = plan.zones().map(|zone| (zone.id, grade(zone))).collect();
    for finding in session.findings().iter() {
        for zone in &finding.zones {
            if let Some(worst) = grades.get_mut(zone) {
                *worst = (*worst).max(Grade::of(finding.severity));
            }
        }
    }
    grades
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Workspace;
    use crate::edit::Command;
    use crate::plan::{LandUse, ZoneAttributes};

    #[test]
    fn a_zone_stands_as_the_worst_that_is_found_about_it() {
        let mut workspace = Workspace::start(None).expect("the embedded data can be read");
        workspace.open_sample(crate::io::embedded::SamplePlan::Finished);
        let session = workspace.session_mut();
        assert!(zone_grades(session).values().all(|grade| *grade == Grade::Pass));
        let [first, second, third] = session.plan().order()[..] else { panic!("three zones") };
        let mut set = |zone, change: &dyn Fn(&mut ZoneAttributes)| {
            let mut attributes = session.plan().zone(zone).expect("it exists").attributes.clone();
            change(&mut attributes);
            session.perform(&Command::SetAttributes { zone, attributes: Box::new(attributes) }).expect("allowed");
        };
        set(first, &|attributes| attributes.land_use = LandUse::from_code("O_Nhomnhao"));
        set(second, &|attributes| attributes.code = String::new());
        set(third, &|attributes| attributes.function = None);
        let grades = zone_grades(session);
        assert_eq!(grades.into_values().collect::<Vec<_>>(), [Grade::Fail, Grade::Warning, Grade::Unknown]);
    }
}
