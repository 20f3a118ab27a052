//! How long it takes from a file of cadastral parcels to a layer that is placed and indexed: 1,000, 10,000 and 100,000 parcels.
//!
//! `cargo bench --bench loaders`. Nothing here asserts a time. The parcels tile a square, each of ten vertices that it shares with its
//! neighbours, in degrees with ten decimals, with the attributes of a cadastral map.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use flatgeobuf::geozero::{ColumnValue, GeomProcessor, GeozeroGeometry, PropertyProcessor, error::Result as GeoResult};
use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use hecta::app::job::Progress;
use hecta::app::reference::{ReferenceShape, read_reference};
use hecta::geometry::ProjectCrs;
use hecta::io::geopackage::{Column, ColumnKind, FeatureTable, Field, GeometryColumn, Row};
use hecta::io::{DeclaredCrs, KnownPlaces, ReadOptions, Shape, Unwatched, geojson, geopackage, outline_layer};

const COUNTS: [usize; 3] = [1_000, 10_000, 100_000];
/// Formats that are not written one feature after the other are measured with so many.
const OF_OTHER_FORMATS: usize = 10_000;
const SEED: u64 = 2025;
const COMMUNES: [(&str, &str); 6] = [
    ("Tượng Lĩnh", "13400"),
    ("Lê Hồ", "13402"),
    ("Nguyễn Úy", "13405"),
    ("Đại Cương", "13393"),
    ("Nhật Tân", "13396"),
    ("Đồng Hóa", "13399"),
];
const LAND_USES: [&str; 8] = ["LUC", "ONT", "CLN", "HNK", "NTS", "RSX", "DGT", "DTL"];
/// South-west corner, and width and height of a parcel, degrees.
const ORIGIN: [f64; 2] = [106.028_76, 20.550_25];
const CELL: [f64; 2] = [0.000_131, 0.000_12];

/// A number from 0 to 1 that belongs to a place: neighbours ask for the same.
fn noise(place: [usize; 4]) -> f64 {
    let mix = |hash: u64, part: usize| {
        let hash = (hash ^ part as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (hash ^ (hash >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9)
    };
    (place.into_iter().fold(SEED, mix) >> 11) as f64 / (1_u64 << 53) as f64
}

/// A corner of the net: column, row, and which third of the lower or half of the left edge.
fn corner(column: usize, row: usize, third: usize, half: usize) -> [f64; 2] {
    let jitter = |axis: usize| (noise([column, row, third * 2 + half, axis]) - 0.5) * 0.2;
    let along = [column as f64 + third as f64 / 3.0 + jitter(0), row as f64 + half as f64 / 2.0 + jitter(1)];
    [ORIGIN[0] + along[0] * CELL[0], ORIGIN[1] + along[1] * CELL[1]].map(|degrees| (degrees * 1e10).round() / 1e10)
}

struct Parcel {
    number: usize,
    ring: Vec<[f64; 2]>,
}

fn parcels(count: usize) -> impl Iterator<Item = Parcel> {
    let across = (count as f64).sqrt().ceil() as usize;
    (0..count).map(move |at| {
        let (c, r) = (at % across, at / across);
        let south = (0..3).map(|third| corner(c, r, third, 0));
        let east = (0..2).map(|half| corner(c + 1, r, 0, half));
        let north = (0..3).map(|third| if third == 0 { corner(c + 1, r + 1, 0, 0) } else { corner(c, r + 1, 3 - third, 0) });
        let west = [corner(c, r + 1, 0, 0), corner(c, r, 0, 1), corner(c, r, 0, 0)];
        Parcel { number: at + 1, ring: south.chain(east).chain(north).chain(west).collect() }
    })
}

impl Parcel {
    fn commune(&self) -> (&'static str, &'static str) {
        COMMUNES[self.number / 2_000 % COMMUNES.len()]
    }

    fn land_use(&self) -> &'static str {
        LAND_USES[(noise([self.number, 0, 0, 7]) * LAND_USES.len() as f64) as usize % LAND_USES.len()]
    }

    fn sheet(&self) -> [usize; 2] {
        [self.number / 500 + 1, self.number % 500 + 1]
    }
}

fn geojson_of(count: usize) -> String {
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"name\":\"parcels\",\"features\":[\n");
    for parcel in parcels(count) {
        let ([sheet, plot], (commune, code)) = (parcel.sheet(), parcel.commune());
        let comma = if parcel.number > 1 { ",\n" } else { "" };
        let _ = write!(
            text,
            "{comma}{{\"type\":\"Feature\",\"properties\":{{\"parcel_id\": {}, \"so_to\": {sheet}, \"so_thua\": {plot}, \
             \"commune\": \"{commune}\", \"ma_xa\": \"{code}\", \"loai_dat\": \"{}\"}},\
             \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[",
            parcel.number,
            parcel.land_use()
        );
        for (at, [lon, lat]) in parcel.ring.iter().enumerate() {
            let _ = write!(text, "{}[{lon:.10},{lat:.10}]", if at > 0 { "," } else { "" });
        }
        text.push_str("]]}}");
    }
    text.push_str("\n]}\n");
    text
}

fn geopackage_of(count: usize, path: &Path) {
    let column = |name: &str, kind| Column { name: name.into(), kind };
    let row = |parcel: Parcel| {
        let ([sheet, plot], (commune, code)) = (parcel.sheet(), parcel.commune());
        let number = |number: usize| Field::Integer(number as i64);
        let texts = [commune, code, parcel.land_use()].map(Field::from);
        Row {
            key: parcel.number as i64,
            fields: [number(parcel.number), number(sheet), number(plot)].into_iter().chain(texts).collect(),
            shape: Shape::Polygons { polygons: vec![vec![parcel.ring]], had_heights: false },
        }
    };
    let columns = [("parcel_id", ColumnKind::Integer), ("so_to", ColumnKind::Integer), ("so_thua", ColumnKind::Integer)];
    let texts = ["commune", "ma_xa", "loai_dat"].map(|name| (name, ColumnKind::Text));
    let table = FeatureTable {
        name: "parcels".into(),
        identifier: "parcels".into(),
        description: String::new(),
        geometry: Some(GeometryColumn { name: "geom".into(), crs: DeclaredCrs::Known(hecta::geometry::crs::FileCrs::Wgs84) }),
        columns: columns.into_iter().chain(texts).map(|(name, kind)| column(name, kind)).collect(),
        rows: parcels(count).map(row).collect(),
    };
    geopackage::write(path, &[table]).expect("written");
}

impl GeozeroGeometry for Parcel {
    fn process_geom<P: GeomProcessor>(&self, to: &mut P) -> GeoResult<()> {
        to.polygon_begin(true, 1, 0)?;
        to.linestring_begin(false, self.ring.len(), 0)?;
        for (at, [lon, lat]) in self.ring.iter().enumerate() {
            to.xy(*lon, *lat, at)?;
        }
        to.linestring_end(false, 0)?;
        to.polygon_end(true, 0)
    }
}

fn flatgeobuf_of(count: usize, path: &Path) {
    let crs = FgbCrs { code: 4326, ..FgbCrs::default() };
    let options = FgbWriterOptions { write_index: false, promote_to_multi: false, crs, ..FgbWriterOptions::default() };
    let mut writer = FgbWriter::create_with_options("parcels", GeometryType::Polygon, options).expect("a writer");
    for name in ["parcel_id", "so_to", "so_thua"] {
        writer.add_column(name, ColumnType::Long, |_, _| {});
    }
    for name in ["commune", "ma_xa", "loai_dat"] {
        writer.add_column(name, ColumnType::String, |_, _| {});
    }
    for parcel in parcels(count) {
        let ([sheet, plot], (commune, code), use_) = (parcel.sheet(), parcel.commune(), parcel.land_use());
        let numbers = [parcel.number, sheet, plot].map(|number| ColumnValue::Long(number as i64));
        let values = numbers.into_iter().chain([commune, code, use_].map(ColumnValue::String));
        let added = writer.add_feature_geom(parcel, |feature| {
            values.enumerate().for_each(|(at, value)| drop(feature.property(at, "", &value)));
        });
        added.expect("a feature");
    }
    writer.write(std::fs::File::create(path).expect("a file")).expect("written");
}

fn read(path: &Path, known: &KnownPlaces) -> Vec<(String, ReferenceShape)> {
    read_reference(path, ReadOptions::default(), known, &Progress::default()).expect("readable")
}

fn steps(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("parcels_geojson");
    group.sample_size(10);
    for count in COUNTS {
        let text = geojson_of(count);
        let raw = geojson::read_raw(text.as_bytes()).expect("GeoJSON");
        let outline = outline_layer(Cow::Borrowed(&raw), ReadOptions::default(), &Unwatched).expect("placed");
        assert_eq!((outline.features.len(), outline.points.len()), (count, 10 * count));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("parse", count), &text, |bencher, text| {
            bencher.iter(|| geojson::read_raw(black_box(text.as_bytes())));
        });
        group.throughput(Throughput::Elements(raw.features.positions().len() as u64));
        group.bench_with_input(BenchmarkId::new("place", count), &raw, |bencher, raw| {
            bencher.iter(|| outline_layer(Cow::Borrowed(black_box(raw)), ReadOptions::default(), &Unwatched));
        });
        group.throughput(Throughput::Elements(count as u64));
        group.bench_with_input(BenchmarkId::new("index", count), &outline, |bencher, outline| {
            bencher.iter_batched(|| outline.clone(), ReferenceShape::of, BatchSize::LargeInput);
        });
    }
    group.finish();
}

fn files(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let known = KnownPlaces::embedded(ProjectCrs::default()).expect("embedded");
    let mut group = criterion.benchmark_group("parcels_file");
    group.sample_size(10);
    let mut measure = |name: String, path: PathBuf, count: usize| {
        assert_eq!(read(&path, &known)[0].1.counts().polygons, count);
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(name, |bencher| bencher.iter(|| read(black_box(&path), &known)));
    };
    for count in COUNTS {
        let path = folder.path().join(format!("parcels_{count}.geojson"));
        std::fs::write(&path, geojson_of(count)).expect("written");
        measure(format!("geojson/{count}"), path, count);
    }
    let [package, flat] = ["parcels.gpkg", "parcels.fgb"].map(|name| folder.path().join(name));
    geopackage_of(OF_OTHER_FORMATS, &package);
    measure(format!("geopackage/{OF_OTHER_FORMATS}"), package, OF_OTHER_FORMATS);
    flatgeobuf_of(OF_OTHER_FORMATS, &flat);
    measure(format!("flatgeobuf/{OF_OTHER_FORMATS}"), flat, OF_OTHER_FORMATS);
    group.finish();
}

criterion_group!(benches, steps, files);
criterion_main!(benches);
