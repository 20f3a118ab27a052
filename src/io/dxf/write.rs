//! Plans as drawings: R2007 (AC1021), UTF-8, metres of the plan's grid, the easting first.

use serde_json::{Map, Value};

use super::super::attributes::Role;
use super::super::export_error::ExportError;
use super::super::features::LandFeature;
use super::super::map_look::{MapLook, shown_name, value_text};
use super::CRS_PROPERTY;
use super::own_mark::{MOST_BYTES, OwnMark};
use super::skeleton::{CadLayer, Skeleton};
use super::writer::{PairWriter, line_of, metres, mtext_of};
use crate::geometry::area::NumberFormat;
use crate::geometry::grid::{Polygon, Ring};
use crate::geometry::inside::point_inside;
use crate::geometry::{GridBox, GridPoint, ProjectCrs, Region};
use crate::plan::LandUse;

/// Layers of what is no land.
const REMARK_LAYER: &str = "GHI_CHU";
const DRAFT_LAYER: &str = "BAN_NHAP";
/// See-through share of a fill, of 255.
const FILL_ALPHA: u32 = 90;
/// Heights of labels in metres: a share of the land they stand in, within these.
const LABEL_M: [f64; 2] = [1.0, 40.0];
/// The handle of the model's record, which owns every entity.
pub(super) const MODEL: u32 = 0x20;

/// Writes features as a drawing; `members` (title and marks) become its custom properties and, for a draft, a text beside it.
///
/// Every ring is a closed LWPOLYLINE with all six decimals of the metre, on the layer of its class, with a HATCH and a label per feature.
/// Extended data hold what [`read_raw`](super::read_raw) needs to make the same features of it again.
pub fn write(features: &[LandFeature<'_>], members: &Map<String, Value>, crs: ProjectCrs) -> Result<String, ExportError> {
    let mut content = Content { writer: PairWriter::new(0x100), layers: Vec::new() };
    let looks: Vec<MapLook> = features.iter().map(|feature| MapLook::of(&feature.properties)).collect();
    let has_plots = looks.iter().any(|look| look.role == Some(Role::Plot));
    let layers: Vec<String> =
        features.iter().zip(&looks).map(|(feature, look)| content.layer(feature, look, has_plots)).collect();
    // fills below lines below words
    for ((feature, look), layer) in features.iter().zip(&looks).zip(&layers) {
        if look.role != Some(Role::Boundary) {
            feature.region.polygons().iter().for_each(|polygon| content.hatch(polygon, layer, look.colour));
        }
    }
    for (number, (feature, layer)) in (1..).zip(features.iter().zip(&layers)) {
        content.outlines(number, feature, layer)?;
    }
    for (feature, look) in features.iter().zip(&looks) {
        if look.role != Some(Role::Boundary) {
            content.label(feature, look);
        }
    }
    let land = features.iter().filter_map(|feature| feature.region.bounds()).reduce(GridBox::union);
    content.remarks(members, crs, land);
    let custom = members.iter().map(|(name, value)| (name.clone(), value_text(value)));
    let custom: Vec<_> = custom.chain([(CRS_PROPERTY.to_owned(), crs.to_string())]).collect();
    let Content { writer, layers } = content;
    Ok(Skeleton { layers: &layers, custom: &custom, extent: land }.around(&writer))
}

struct Content {
    writer: PairWriter,
    layers: Vec<CadLayer>,
}

impl Content {
    /// The layer of a feature; made if there is none yet.
    fn layer(&mut self, feature: &LandFeature<'_>, look: &MapLook, has_plots: bool) -> String {
        use crate::plan::ZoneFunction::{Other, Production, RdLaboratory, StartupHub};
        let class = look.land_use.map(LandUse::class);
        let word = |name: &str| feature.properties.get(name).and_then(Value::as_str).filter(|word| !word.trim().is_empty());
        let (name, aci) = match (look.role, look.function, class) {
            (Some(Role::Boundary), ..) => ("RANH_GIOI_QUY_HOACH".to_owned(), 1),
            (Some(Role::Plot), _, Some(class)) => (class.code.clone(), class.aci),
            (Some(Role::Plot), ..) => ("LO_DAT".to_owned(), 8),
            (_, Some(RdLaboratory), _) => ("PHAN_KHU_THI_NGHIEM".to_owned(), 5),
            (_, Some(Production), _) => ("PHAN_KHU_SAN_XUAT".to_owned(), 6),
            (_, Some(StartupHub), _) => ("PHAN_KHU_KHOI_NGHIEP".to_owned(), 30),
            (_, None | Some(Other), Some(class)) if !has_plots => (class.code.clone(), class.aci),
            (Some(Role::Zone), ..) | (_, Some(Other), _) => ("PHAN_KHU_KHAC".to_owned(), 94),
            _ => (word("cad_layer").or_else(|| word("layer")).unwrap_or("0").to_owned(), 7),
        };
        self.named_layer(&name, aci)
    }

    fn named_layer(&mut self, name: &str, aci: u8) -> String {
        let allowed = |c: char| if "<>/\\\":;?*|=`,'".contains(c) || c.is_control() { '_' } else { c };
        let name: String = name.trim().chars().map(allowed).take(80).collect();
        let known = self.layers.iter().find(|layer| layer.name.to_lowercase() == name.to_lowercase());
        if let Some(layer) = known {
            return layer.name.clone();
        }
        if name != "0" {
            self.layers.push(CadLayer { name: name.clone(), aci });
        }
        name
    }

    /// Begins an entity of the model.
    fn entity(&mut self, kind: &str, layer: &str) {
        let handle = self.writer.new_handle();
        self.writer.text(0, kind);
        self.writer.handle(5, handle);
        self.writer.handle(330, MODEL);
        self.writer.text(100, "AcDbEntity");
        self.writer.text(8, layer);
    }

    fn point(&mut self, east: i32, at: GridPoint) {
        self.writer.text(east, &metres(at.east));
        self.writer.text(east + 10, &metres(at.north));
    }

    fn mark(&mut self, mark: &OwnMark) {
        self.writer.text(1001, super::own_mark::APPLICATION);
        mark.texts().iter().for_each(|text| self.writer.text(1000, text));
    }

    /// A solid fill with its holes. The library of drawings has no hatches.
    fn hatch(&mut self, polygon: &Polygon, layer: &str, [r, g, b]: [u8; 3]) {
        self.entity("HATCH", layer);
        self.writer.number(420, u32::from_be_bytes([0, r, g, b]));
        self.writer.number(440, 0x0200_0000 | FILL_ALPHA);
        self.writer.text(100, "AcDbHatch");
        [10, 20, 30, 210, 220].into_iter().for_each(|code| self.writer.text(code, "0.0"));
        self.writer.text(230, "1.0");
        self.writer.text(2, "SOLID");
        // filled, not associated
        self.writer.number(70, 1);
        self.writer.number(71, 0);
        self.writer.number(91, polygon.rings().count() as u32);
        for (place, ring) in polygon.rings().enumerate() {
            // a polyline, and the first the outermost
            self.writer.number(92, if place == 0 { 3 } else { 2 });
            self.writer.number(72, 0);
            self.writer.number(73, 1);
            self.writer.number(93, ring.len() as u32);
            ring.iter().for_each(|at| self.point(10, *at));
            self.writer.number(97, 0);
        }
        // odd parity, a pattern by name, no seed points
        self.writer.number(75, 0);
        self.writer.number(76, 1);
        self.writer.number(98, 0);
        self.mark(&OwnMark::Decoration);
    }

    fn outlines(&mut self, number: u64, feature: &LandFeature<'_>, layer: &str) -> Result<(), ExportError> {
        for (p, polygon) in (0..).zip(feature.region.polygons()) {
            for (r, ring) in (0..).zip(polygon.rings()) {
                let properties = ((p, r) == (0, 0)).then(|| feature.properties.clone());
                let mark = OwnMark::Ring { feature: number, polygon: p, ring: r, properties };
                if mark.texts().iter().map(|text| text.len() + 4).sum::<usize>() > MOST_BYTES {
                    return Err(ExportError::AttributesTooLong { feature: shown_name(&feature.properties) });
                }
                self.polyline(ring, layer);
                self.mark(&mark);
            }
        }
        Ok(())
    }

    fn polyline(&mut self, ring: &Ring, layer: &str) {
        self.entity("LWPOLYLINE", layer);
        self.writer.text(100, "AcDbPolyline");
        self.writer.number(90, ring.len() as u32);
        self.writer.number(70, 1);
        self.writer.text(43, "0.0");
        ring.iter().for_each(|at| self.point(10, *at));
    }

    /// Words in the middle of `at`.
    fn words(&mut self, at: GridPoint, height_m: f64, layer: &str, lines: &[String]) {
        self.entity("MTEXT", layer);
        self.writer.text(100, "AcDbMText");
        self.point(10, at);
        self.writer.text(30, "0.0");
        self.writer.text(40, &format!("{height_m:.2}"));
        self.writer.text(41, "0.0");
        // attached in the middle, written from left to right
        self.writer.number(71, 5);
        self.writer.number(72, 1);
        let text = lines.iter().map(|line| mtext_of(line)).collect::<Vec<_>>().join("\\P");
        let mut rest = text.as_str();
        while rest.len() > 240 {
            let end = (0..=240).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(0);
            self.writer.text(3, &rest[..end]);
            rest = &rest[end..];
        }
        self.writer.text(1, rest);
        self.writer.text(7, "Standard");
        self.mark(&OwnMark::Decoration);
    }

    /// Name, code and area in the middle of the land.
    fn label(&mut self, feature: &LandFeature<'_>, look: &MapLook) {
        let (Some(at), Some(bounds)) = (point_inside(feature.region), feature.region.bounds()) else { return };
        let name = shown_name(&feature.properties);
        let codes = if look.role == Some(Role::Plot) { ["plot_code", "code"] } else { ["zone_code", "code"] };
        let code = codes.iter().find_map(|code| feature.properties.get(*code).and_then(Value::as_str));
        let mut lines: Vec<String> =
            code.filter(|code| !code.is_empty() && *code != name).map(str::to_owned).into_iter().collect();
        lines.push(name);
        lines.retain(|line| !line.is_empty());
        lines.push(area_text(feature.region));
        let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(1);
        let [width_m, height_m] = bounds.size_m();
        let size_m = (height_m / 10.0).min(width_m / longest as f64).clamp(LABEL_M[0], LABEL_M[1]);
        let layer = self.named_layer("NHAN", 7);
        self.words(at, size_m, &layer, &lines);
    }

    /// Title, coordinate system and, of a draft, its mark, above the land.
    fn remarks(&mut self, members: &Map<String, Value>, crs: ProjectCrs, land: Option<GridBox>) {
        let Some(land) = land else { return };
        let said = |name: &str| members.get(name).map(value_text).unwrap_or_default();
        let [width_m, height_m] = land.size_m();
        let size_m = (width_m.max(height_m) / 60.0).clamp(1.0, 200.0);
        let step_um = (size_m * 2e6) as i64;
        let above = |steps: i64| GridPoint::new(land.centre().east, land.max.north.saturating_add(step_um.saturating_mul(steps)));
        let layer = self.named_layer(REMARK_LAYER, 7);
        let frame = format!("VN-2000 / {crs}, KTT {}, m", crs.central_meridian_text());
        let lines: Vec<String> = [said("name"), frame].into_iter().filter(|line| !line.is_empty()).collect();
        self.words(above(2), size_m, &layer, &lines);
        if said("status") == "draft" {
            let layer = self.named_layer(DRAFT_LAYER, 1);
            self.words(above(5), size_m * 1.5, &layer, &[format!("BẢN NHÁP — {}", line_of(&said("draft_reason")))]);
        }
    }
}

/// The area as a Vietnamese drawing has it.
fn area_text(region: &Region) -> String {
    NumberFormat::VI.ha(region.area(), 2)
}
