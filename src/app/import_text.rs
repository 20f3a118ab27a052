//! What reading and writing files has to say, in the language of the user.

use super::corners::{fault_text as corner_fault_text, note_text};
use super::i18n::{TextValue, Texts};
use crate::io::corner_table::CornerRemark;
use crate::io::guard::Suspicion;
use crate::io::{ExportError, ImportError, ImportProblem, Place, ProblemKind};

/// The problem of a feature or of a layer, as one line.
pub fn problem_text(texts: &Texts, problem: &ImportProblem) -> String {
    let remark = match &problem.kind {
        ProblemKind::SuspectCrs(suspicion) => return suspicion_text(texts, suspicion),
        ProblemKind::Corners(CornerRemark::Fault(fault)) => Some(corner_fault_text(texts, fault)),
        ProblemKind::Corners(CornerRemark::Note(note)) => Some(note_text(texts, note)),
        _ => None,
    };
    if let Some(remark) = remark {
        return text(texts, "import-corners", &[("remark", remark)], &[("feature", place_text(texts, problem.place))]);
    }
    if let ProblemKind::StatedReadingDoubted(suspicion) = &problem.kind {
        return format!("{} {}", texts.get("import-stated-doubted"), fault_and_evidence(texts, suspicion).join(" "));
    }
    text(texts, problem.kind.message_id(), &problem.kind.arguments(), &[("feature", place_text(texts, problem.place))])
}

/// What is probably wrong with the coordinates of a file, what speaks for it and what mends it, as one line.
pub fn suspicion_text(texts: &Texts, suspicion: &Suspicion) -> String {
    let mut parts = fault_and_evidence(texts, suspicion);
    parts.push(text(texts, "import-suspect-remedy", &suspicion.arguments(), &[]));
    parts.join(" ")
}

fn fault_and_evidence(texts: &Texts, suspicion: &Suspicion) -> Vec<String> {
    let arguments = suspicion.arguments();
    let line = |id: &str| text(texts, id, &arguments, &[]);
    let offset = suspicion.candidate.offset_m.map(|_| line("import-suspect-offset"));
    let others = (suspicion.others > 0).then(|| line("import-suspect-others"));
    let parts = [Some(line(suspicion.candidate.kind.message_id())), offset, Some(line(suspicion.evidence_id())), others];
    parts.into_iter().flatten().collect()
}

/// What is probably wrong with the coordinates of a file, and by how much, as one line.
pub fn fault_text(texts: &Texts, suspicion: &Suspicion) -> String {
    let arguments = suspicion.arguments();
    let fault = text(texts, suspicion.candidate.kind.message_id(), &arguments, &[]);
    let offset = suspicion.candidate.offset_m.map(|_| text(texts, "import-suspect-offset", &arguments, &[]));
    [Some(fault), offset].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What speaks for what the guard suspects, as one line.
pub fn evidence_text(texts: &Texts, suspicion: &Suspicion) -> String {
    text(texts, suspicion.evidence_id(), &suspicion.arguments(), &[])
}

/// Why `file` (its name, for people) cannot be read, as one line.
pub fn error_text(texts: &Texts, file: &str, error: &ImportError) -> String {
    if let ImportError::SuspectCrs(suspicion) = error {
        return format!("{file}: {}", suspicion_text(texts, suspicion));
    }
    let place = match error {
        ImportError::NotDegrees { place, .. } => *place,
        _ => Place::default(),
    };
    let common = [("file", file.to_owned()), ("feature", place_text(texts, place))];
    if let ImportError::CornerTable { fault } = error {
        return text(texts, "error-corner-table", &[("cause", corner_fault_text(texts, fault))], &common);
    }
    text(texts, error.message_id(), &error.arguments(), &common)
}

/// Why `file` (its name, for people) cannot be written, as one line.
pub fn export_error_text(texts: &Texts, file: &str, error: &ExportError) -> String {
    let arguments = [error.arguments(), vec![("file", file.to_owned())]].concat();
    if texts.find(error.message_id()).is_some() {
        return texts.get(error.message_id()).to_owned();
    }
    text(texts, error.message_id(), &arguments, &[])
}

/// A place in a file: "Đối tượng 3, vòng 1, điểm 5".
pub fn place_text(texts: &Texts, place: Place) -> String {
    let parts = [
        ("import-place-feature", place.feature),
        ("import-place-polygon", place.polygon),
        ("import-place-ring", place.ring),
        ("import-place-position", place.position),
    ];
    let named = parts.into_iter().filter_map(|(id, number)| Some(texts.format(id, &[("value", number?.to_string().into())])));
    let named: Vec<_> = named.collect();
    if named.is_empty() { texts.get("import-place-layer").to_owned() } else { named.join(", ") }
}

fn text(texts: &Texts, id: &str, arguments: &[(&str, String)], common: &[(&str, String)]) -> String {
    let values: Vec<(&str, TextValue<'_>)> =
        arguments.iter().chain(common).map(|(name, value)| (*name, value.as_str().into())).collect();
    texts.format(id, &values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Language;
    use crate::geometry::crs::{CrsError, FileCrs, Reading};
    use crate::io::guard::{Candidate, Evidence, SuspicionKind};

    fn every_problem() -> Vec<ProblemKind> {
        let (found, declared, (first, second)) = (String::from("x"), String::from("EPSG:1"), (1.5, 2.5));
        vec![
            ProblemKind::UnclosedRing,
            ProblemKind::TooFewPositions { positions: 3 },
            ProblemKind::EmptyGeometry,
            ProblemKind::NoGeometry,
            ProblemKind::NotAPolygon { found: found.clone() },
            ProblemKind::PartsLeftOut { count: 2 },
            ProblemKind::BrokenGeometry { detail: found.clone() },
            ProblemKind::NotANumber { found: found.clone() },
            ProblemKind::PositionTooShort { numbers: 1 },
            ProblemKind::LatitudeOutOfRange { latitude_deg: 106.05, swap_fits: true },
            ProblemKind::LatitudeOutOfRange { latitude_deg: 206.05, swap_fits: false },
            ProblemKind::LongitudeOutOfRange { longitude_deg: 406.05 },
            ProblemKind::NotDegrees { first, second },
            ProblemKind::GridAxesSwapped { first_m: first, second_m: second },
            ProblemKind::BeyondProjection { first, second, plan_crs: Default::default() },
            ProblemKind::NotAFeature { found: found.clone() },
            ProblemKind::PropertiesUnreadable { found },
            ProblemKind::HeightsDropped,
            ProblemKind::DeclaredCrsOverruled { declared, stated: Reading::default() },
            ProblemKind::ReadAsStated { stated: Reading { swapped: true, ..Reading::default() } },
            ProblemKind::CrsRecognised { reading: Reading::default() },
            ProblemKind::FarFromKnownPlaces { distance_km: 120 },
            ProblemKind::LayerLeftOut { layer: "x".into() },
            ProblemKind::UnknownWord { property: "land_use".into(), word: "CLN".into() },
            ProblemKind::PlotWithoutZone,
            ProblemKind::SettingsUnreadable { cause: "x".into() },
            ProblemKind::Corners(CornerRemark::Fault(Box::new(crate::io::corner_table::Fault::NoArea { line: 3 }))),
            ProblemKind::Corners(CornerRemark::Note(crate::io::corner_table::Note::AxesSwapped)),
            ProblemKind::BoundaryOverruled,
            ProblemKind::GeometryMended { fault: crate::geometry::validity::FaultKind::NoArea },
            ProblemKind::BoundaryMended { fault: crate::geometry::validity::FaultKind::Spike },
            ProblemKind::EntitiesLeftOut { kind: "SPLINE".into(), count: 3 },
            ProblemKind::SheetLeftOut { count: 3 },
            ProblemKind::HiddenLayerLeftOut { layer: "x".into(), count: 3 },
            ProblemKind::ChainOpen { layer: "x".into(), gap_m: 0.25, first: 1.0, second: 2.0 },
            ProblemKind::UnitsConverted { unit: "mm" },
            ProblemKind::UnitsDoubted { unit: "mm" },
            ProblemKind::CrsCodeContradicted { code: 9209, used: FileCrs::Vn2000 },
        ]
    }

    fn every_suspicion() -> Vec<ProblemKind> {
        let evidence = |known_corners| Evidence {
            sampled: 48,
            coinciding: known_corners,
            known_corners,
            within_place: 48,
            on_millimetres: 0,
            tolerance_m: 0.02,
        };
        let suspicion = |kind, offset_m, known_corners| Suspicion {
            candidate: Candidate { reading: Reading::default(), kind, evidence: evidence(known_corners), offset_m },
            declared: "EPSG:5897".into(),
            others: 2,
        };
        let both = |kind| [suspicion(kind, Some(684.2), 48), suspicion(kind, None, 0)];
        SuspicionKind::ALL
            .into_iter()
            .flat_map(both)
            .flat_map(|found| {
                [ProblemKind::SuspectCrs(Box::new(found.clone())), ProblemKind::StatedReadingDoubted(Box::new(found))]
            })
            .collect()
    }

    fn every_error() -> Vec<ImportError> {
        let (path, detail, line, column) = (std::path::PathBuf::from("a.gpkg"), String::from("x"), 1, 2);
        let crs = CrsError::UnknownEpsg { epsg: 1 };
        vec![
            ImportError::Unreadable { path: path.clone(), source: std::io::Error::other("x") },
            ImportError::TooLarge { size_mb: 2000 },
            ImportError::TooManyPositions { count: 10_000_000, most: 4_000_000 },
            ImportError::TooManyFeatures { count: 5_000_000 },
            ImportError::InUse { path: path.clone() },
            ImportError::Empty,
            ImportError::UnknownFormat { found: detail.clone() },
            ImportError::NotUtf8 { offset: 3, utf16: false },
            ImportError::NotUtf8 { offset: 0, utf16: true },
            ImportError::NotJson { detail: detail.clone(), line, column },
            ImportError::UnexpectedEnd { line, column },
            ImportError::NotFinite { line, column },
            ImportError::TooDeep { line, column },
            ImportError::NotGeoJson { found: detail.clone() },
            ImportError::NotDxf { detail: detail.clone() },
            ImportError::NotKml { detail: detail.clone() },
            ImportError::NotKmz { detail: detail.clone() },
            ImportError::NotDegrees { place: Place::feature(1), first: 1.0, second: 2.0 },
            ImportError::UnusableCrs { declared: "EPSG:1".into(), source: crs.clone() },
            ImportError::NoCrs { layer: detail.clone() },
            ImportError::Crs(crs),
            ImportError::NotGeoPackage { path: path.clone(), detail },
            ImportError::NoPolygonLayer { path },
            ImportError::CornerTable { fault: Box::new(crate::io::corner_table::Fault::NoCoordinates) },
            ImportError::ArchiveTooLarge { most_mb: 256 },
            ImportError::DamagedArchive { detail: "x".into() },
            ImportError::DamagedWorkbook { detail: "x".into() },
        ]
    }

    #[test]
    fn every_problem_and_error_has_a_text_in_both_languages() {
        for texts in Language::ALL.map(Texts::new) {
            let place = Place { ring: Some(2), position: Some(5), ..Place::feature(3) };
            for kind in every_problem().into_iter().chain(every_suspicion()) {
                let line = problem_text(&texts, &ImportProblem::new(place, kind.clone()));
                assert!(!line.contains(['{', '\n']) && line.contains(' '), "{kind:?}: {line}");
            }
            for error in every_error() {
                let line = error_text(&texts, "Phương án.geojson", &error);
                assert!(!line.contains(['{', '\n']) && line.contains(' '), "{error:?}: {line}");
            }
        }
    }

    #[test]
    fn every_export_error_has_a_text_in_both_languages() {
        let source = std::io::Error::other("x");
        let errors = [
            ExportError::Crs(CrsError::UnknownEpsg { epsg: 1 }),
            ExportError::CrsNotWritten { crs: FileCrs::WebMercator },
            ExportError::NeedsDraftReason { verdict: crate::check::Verdict::Fail },
            ExportError::InUse { path: "a".into() },
            ExportError::UnknownFormat { ending: "dwg".into() },
            ExportError::AttributesTooLong { feature: "Vùng A".into() },
            ExportError::CrsUnknown { column: "geom".into() },
            ExportError::Write(crate::io::atomic::WriteError { path: "a".into(), source }),
        ];
        for texts in Language::ALL.map(Texts::new) {
            for error in &errors {
                let line = export_error_text(&texts, "Phương án.geojson", error);
                assert!(!line.contains(['{', '\n']) && line.contains(' '), "{error:?}: {line}");
            }
        }
    }

    #[test]
    fn a_problem_names_the_feature_the_place_and_the_remedy() {
        let place = Place { ring: Some(1), position: Some(4), ..Place::feature(2) };
        let problem = ImportProblem::new(place, ProblemKind::LatitudeOutOfRange { latitude_deg: 106.05, swap_fits: true });
        let line = problem_text(&Texts::new(Language::Vietnamese), &problem);
        assert!(line.starts_with("Đối tượng 2, vòng 1, điểm 4: vĩ độ 106.05") && line.contains("đổi chỗ"), "{line}");
    }
}
