//! The gate: whatever is wrong with a plan and whatever the format, it leaves only as a draft that says so inside.

use std::io::Read as _;
use std::path::Path;

use hecta::check::Verdict;
use hecta::geometry::crs::Decimals;
use hecta::io::{ExportError, Format};
use rand::SeedableRng;
use rand_pcg::Pcg64;

use super::defects::{Defect, Drawn};
use super::judged::Judged;
use super::{assert_holds, verified};

/// A reason that can be found in any encoding.
const REASON: &str = "REVIEW-4711: gửi xem trước";
const FOUND: &[u8] = b"REVIEW-4711";
/// Plans with defects.
const PLANS: usize = 50;

/// Zones with one, two or three defects.
fn defective(number: usize) -> Drawn {
    let mut rng = Pcg64::seed_from_u64(0x6A7E_0000 + number as u64);
    let mut drawn = Drawn::clean();
    for more in 0..1 + number % 3 {
        let defect = Defect::ONE_OF_EACH[(number + 7 * more) % Defect::ONE_OF_EACH.len()];
        drawn.inject(defect, &mut rng);
    }
    drawn
}

/// Whether a file, its parts if it is an archive, or the files beside it carry the reason.
fn carries_reason(path: &Path) -> bool {
    let has = |bytes: &[u8]| bytes.windows(FOUND.len()).any(|window| window == FOUND);
    let in_file = |path: &Path| {
        let bytes = std::fs::read(path).expect("it was written");
        if let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) {
            return (0..archive.len()).any(|at| {
                let mut part = Vec::new();
                archive.by_index(at).is_ok_and(|mut file| file.read_to_end(&mut part).is_ok()) && has(&part)
            });
        }
        has(&bytes)
    };
    let folder = std::fs::read_dir(path.parent().expect("a folder")).expect("readable");
    let beside = folder.map(|entry| entry.expect("readable").path()).filter(|other| other.file_stem() == path.file_stem());
    beside.into_iter().any(|other| in_file(&other))
}

#[test]
fn no_defective_plan_leaves_unmarked_in_any_format() {
    for number in 0..PLANS {
        let plan = defective(number).plan();
        let judged = Judged::of(&plan);
        assert_ne!(judged.judgement.verdict, Verdict::Pass, "plan {number} has defects");
        for format in Format::ALL.into_iter().filter(|format| format.is_written()) {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join(format!("plan.{}", format.endings()[0]));
            for reason in [None, Some(""), Some(" \t")] {
                let refused = judged.export(&path, reason, Decimals::Fewest);
                assert!(matches!(refused, Err(ExportError::NeedsDraftReason { .. })), "plan {number}, {format:?}: {refused:?}");
                assert_eq!(std::fs::read_dir(folder.path()).expect("readable").count(), 0, "plan {number}, {format:?}");
            }
            judged.export(&path, Some(REASON), Decimals::Fewest).unwrap_or_else(|e| panic!("plan {number}, {format:?}: {e}"));
            assert!(carries_reason(&path), "plan {number}, {format:?}: the reason is not in the file");
            if matches!(format, Format::GeoJson | Format::GeoPackage) {
                assert_eq!(assert_holds(&path).word("draft_reason"), REASON);
            }
        }
    }
}

/// What the program ends with.
fn hecta(arguments: &[&str]) -> i32 {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_hecta")).args(arguments).output().expect("the program starts");
    output.status.code().expect("it ends by itself")
}

#[test]
fn no_subcommand_lets_a_defective_plan_out_unmarked() {
    for number in [0, 7, 13] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let text = |name: &str| path(name).to_str().expect("UTF-8").to_owned();
        std::fs::write(path("in.geojson"), defective(number).geojson()).expect("written");
        for format in Format::ALL.into_iter().filter(|format| format.is_written()) {
            let out = format!("out.{}", format.endings()[0]);
            for command in [vec!["export"], vec!["split", "--zone", "1", "--areas", "1,rest", "--bearing", "10"]] {
                let (input, output) = (text("in.geojson"), text(&out));
                let arguments = [&command[..1], &[input.as_str(), output.as_str()], &command[1..]].concat();
                let status = hecta(&arguments);
                assert!(status != 0 && !path(&out).exists(), "{number}: {arguments:?}: {status}");
                let with_reason = [&arguments[..], &["--draft", REASON]].concat();
                if hecta(&with_reason) == 0 {
                    assert!(carries_reason(&path(&out)), "{number}: {with_reason:?}");
                } else {
                    assert_eq!((command[0], path(&out).exists()), ("split", false), "{number}: {with_reason:?}");
                }
                let _ = std::fs::remove_file(path(&out));
            }
        }
        // what was repaired passes or says that it is a draft
        let status = hecta(&["repair", &text("in.geojson"), &text("repaired.geojson")]);
        let repaired = assert_holds(&path("repaired.geojson"));
        assert_eq!(repaired.word("verdict") == "pass", repaired.word("status") == "compliant");
        assert_eq!(repaired.word("verdict") == "fail", status == 1);
        // what was converted was not judged and says so
        assert_eq!(hecta(&["convert", &text("in.geojson"), &text("converted.geojson")]), 0);
        assert_eq!(super::json(&path("converted.geojson"))["status"], "unchecked");
    }
}

#[test]
fn fewer_decimals_are_said_and_areas_still_agree() {
    let plan = super::plans::with_plots();
    for decimals in [6, 7, 9] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.geojson");
        let error_m = Judged::of(&plan).export(&path, Some("few"), Decimals::AtMost(decimals)).expect("a reason is given");
        let verified = verified(&path);
        assert!(verified.holds(), "{decimals}: {:#?}", verified.differences);
        assert!((verified.largest_rounding_m - error_m).abs() < 1e-12 && error_m > 0.0);
        let rules = verified.statement["rules"].as_array().expect("a list");
        let result = |id: &str| rules.iter().find(|rule| rule["id"] == id).map(|rule| rule["result"].clone());
        assert_eq!(result("EXP-01"), Some(if decimals < 7 { "fail" } else { "pass" }.into()), "{decimals}");
    }
}
