//! The classes of the annex that a zoning plan fills, with their fields. Field names and types are those of its templates; texts
//! beyond the six common fields have no length there that is known here.

use std::collections::BTreeMap;

use super::super::geopackage::{ColumnKind, Field};

pub(in crate::io) const BOUNDARY: &str = "RanhGioiQuyHoach_A";
pub(in crate::io) const ZONES: &str = "PhanKhuQuyHoach_A";
pub(in crate::io) const LAND_USE: &str = "ChucNangSuDungDat_A";
pub(in crate::io) const CORNERS: &str = "MocGioiQuyHoach_P";

/// Letters of a name (`tenDoiTuong`).
pub(super) const NAME_LENGTH: usize = 100;
/// Fields that say what a planner may have changed; the others repeat what is computed or stands elsewhere.
pub(super) const KEPT_ON_READING: [&str; 7] =
    ["kyHieuLoDat", "kyHieuKhuQH", "tenDoiTuong", "tangCaoXayDung", "matDoXayDung", "heSoSuDungDat", "chucNangSuDungDatMuc1"];

const CODE: ColumnKind = ColumnKind::ShortText(15);
const NAME: ColumnKind = ColumnKind::ShortText(100);
const NOTE: ColumnKind = ColumnKind::ShortText(250);
const REAL: ColumnKind = ColumnKind::Real;

/// A field: its name and what it holds.
type FieldOf = (&'static str, ColumnKind);

/// The fields that every class has.
const COMMON: [FieldOf; 6] = [
    ("maThongTinQH", CODE),
    ("maHoSoQH", CODE),
    ("maDoiTuong", NAME),
    ("tenDoiTuong", NAME),
    ("phanLoai", NOTE),
    ("ghiChu", NOTE),
];

/// A class of the annex.
pub(super) struct Class {
    /// Its name, unaccented, with the suffix of its geometry.
    pub name: &'static str,
    own: &'static [FieldOf],
}

pub(super) const BOUNDARY_CLASS: Class = Class {
    name: BOUNDARY,
    own: &[
        ("tyLe", NOTE),
        ("tenDoAn", NOTE),
        ("diaDiemQH", NOTE),
        ("dienTichQH", REAL),
        ("soQDNV", NOTE),
        ("ngayQDNV", ColumnKind::Date),
        ("soQDQH", NOTE),
        ("ngayQDQH", ColumnKind::Date),
        ("chuDauTu", NOTE),
        ("donViTuVan", NOTE),
        ("coQuanPheduyet", NOTE),
        ("trangThaiDoAn", NOTE),
    ],
};

pub(super) const ZONE_CLASS: Class = Class {
    name: ZONES,
    own: &[
        ("kyHieuKhuQH", NOTE),
        ("dienTich", REAL),
        ("danSo", ColumnKind::Integer),
        ("matDoXayDung", REAL),
        ("tangCaoXayDung", ColumnKind::Integer),
        ("heSoSuDungDat", REAL),
        ("chiTieuCapNuoc", REAL),
        ("chiTieuTNTvaVSMT", REAL),
        ("chiTieuCapDien", REAL),
        ("chiTieuTTLL", REAL),
    ],
};

pub(super) const LAND_USE_CLASS: Class = Class {
    name: LAND_USE,
    own: &[
        ("chucNangSuDungDatMuc1", NOTE),
        ("chucNangSuDungDatMuc2", NOTE),
        ("chucNangSuDungDatMuc3", NOTE),
        ("kyHieuLoDat", NOTE),
        ("tenCongTrinhTrenDat", NOTE),
        ("dienTich", REAL),
        ("danSo", ColumnKind::Integer),
        ("matDoXayDung", REAL),
        ("tangCaoXayDung", ColumnKind::Integer),
        ("heSoSuDungDat", REAL),
        ("trangThaiQuyHoach", NOTE),
        ("loaiQuyHoach", NOTE),
        ("loaiDieuChinh", NOTE),
        ("capDoQuyHoach", NOTE),
    ],
};

pub(super) const CORNER_CLASS: Class =
    Class { name: CORNERS, own: &[("loaiMocTimDuong", NOTE), ("toaDoX", REAL), ("toaDoY", REAL), ("caoDo", REAL)] };

impl Class {
    /// Every class that is written.
    pub(super) const ALL: [Self; 4] = [BOUNDARY_CLASS, ZONE_CLASS, LAND_USE_CLASS, CORNER_CLASS];

    /// Its fields, in order.
    pub(super) fn fields(&self) -> impl Iterator<Item = FieldOf> + '_ {
        COMMON.iter().chain(self.own).copied()
    }
}

/// What is known of the fields of a row.
#[derive(Default)]
pub(super) struct Values(BTreeMap<&'static str, Field>);

impl Values {
    /// Sets a text; an empty one is none.
    pub(super) fn text(&mut self, name: &'static str, text: &str) {
        if !text.trim().is_empty() {
            self.0.insert(name, Field::Text(text.trim().to_owned()));
        }
    }

    pub(super) fn number(&mut self, name: &'static str, number: f64) {
        self.0.insert(name, Field::Real(number));
    }

    pub(super) fn integer(&mut self, name: &'static str, number: i64) {
        self.0.insert(name, Field::Integer(number));
    }

    pub(super) fn get(&self, name: &str) -> Field {
        self.0.get(name).cloned().unwrap_or(Field::Null)
    }
}

/// A value as its field can hold it: texts no longer than the field.
pub(super) fn field(kind: ColumnKind, value: Field) -> Field {
    match (kind, value) {
        (ColumnKind::ShortText(most), Field::Text(text)) => Field::Text(text.chars().take(usize::from(most)).collect()),
        (_, value) => value,
    }
}
