//! Plans with seeded defects: a clean plan of 50 zones, and what foreign files get wrong put into it at drawn places.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hecta::geometry::grid::{Location, UM_PER_M};
use hecta::geometry::inside::point_inside;
use hecta::geometry::overlay::{Fill, difference, region_from_rings, union};
use hecta::geometry::validity::{RawPolygon, region_from_raw};
use hecta::geometry::{GridPoint, ProjectCrs, Region, Ring};
use hecta::io::{ReadOptions, geojson};
use hecta::plan::{Approval, Boundary, Plan, ZoneAttributes, ZoneDraft};
use rand::RngExt;
use rand_pcg::Pcg64;

/// A kind of defect with its size: metres across, or away from where it should be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Defect {
    /// A strip along a shared border that no zone has.
    Gap(f64),
    /// A rectangle inside a zone that it leaves out.
    Hole(f64),
    /// A strip along a shared border that both zones have.
    Overlap(f64),
    /// A square around a place where three zones meet, which one of them also takes.
    CornerOverlap(f64),
    /// A zone drawn inside another one.
    Nested(f64),
    /// A strip beyond the boundary.
    Outside(f64),
    /// A zone that lies beyond the boundary altogether.
    Away(f64),
    /// A strip along a shared border that is a zone of its own.
    SliverZone(f64),
    /// A strip along a shared border that belongs to a zone elsewhere.
    SliverPart(f64),
    /// The same zone twice.
    Duplicate,
    /// The same zone twice, the other way round and beginning elsewhere.
    DuplicateReversed,
    /// A border that runs out and back.
    Spike(f64),
    /// A needle 2 cm wide at its foot, into the neighbour.
    Needle(f64),
    /// Two vertices of an outline in the wrong order.
    BowTie,
    /// A zone with one of its parts twice.
    PartsOverlap,
    /// A hole that lies elsewhere.
    HoleOutside,
    /// A zone without any area.
    NoArea,
    /// Vertices that are repeated.
    Repeated,
    /// A vertex on a neighbour's border, off it to one side or the other.
    TJunction(f64),
    /// A shared vertex that only one of two zones has moved.
    NearMiss(f64),
}

impl Defect {
    /// A defect of every kind.
    pub const ONE_OF_EACH: [Self; 20] = [
        Self::Gap(2.0),
        Self::Hole(12.0),
        Self::Overlap(3.0),
        Self::CornerOverlap(4.0),
        Self::Nested(15.0),
        Self::Outside(6.0),
        Self::Away(20.0),
        Self::SliverZone(0.2),
        Self::SliverPart(0.3),
        Self::Duplicate,
        Self::DuplicateReversed,
        Self::Spike(30.0),
        Self::Needle(8.0),
        Self::BowTie,
        Self::PartsOverlap,
        Self::HoleOutside,
        Self::NoArea,
        Self::Repeated,
        Self::TJunction(0.3),
        Self::NearMiss(0.5),
    ];
}

/// Raw zones as a file would hold them.
#[derive(Debug, Clone)]
pub struct Drawn {
    zones: Vec<(ZoneAttributes, Vec<RawPolygon>)>,
    clean: Vec<Region>,
    owners: BTreeMap<(GridPoint, GridPoint), usize>,
    boundary: Region,
    used: BTreeSet<usize>,
}

fn layer(file: &str) -> hecta::io::SourceLayer {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/plan_50").join(file);
    geojson::read(&std::fs::read(path).expect("test data"), ReadOptions::default()).expect("GeoJSON")
}

impl Drawn {
    /// The clean plan of 50 zones.
    pub fn clean() -> Self {
        let (legal, _) = region_from_raw(&layer("boundary.geojson").features[0].polygons);
        let boundary = Boundary::from_legal(legal.clone(), String::new(), String::new(), false);
        let drafts = layer("zones.geojson").features.into_iter().map(|feature| {
            let text = |key: &str| feature.properties.get(key).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
            let attributes = ZoneAttributes { code: text("code"), name_vi: text("name"), ..ZoneAttributes::default() };
            ZoneDraft { attributes, region: region_from_raw(&feature.polygons).0, faults: Vec::new() }
        });
        let (plan, _) = Plan::assemble("clean", ProjectCrs::default(), Approval::default(), Some(&boundary), drafts.collect());
        assert!(plan.adds_up());
        let clean: Vec<Region> = plan.zones().map(|zone| zone.region.clone()).collect();
        let raw = |region: &Region| region.polygons().iter().map(|p| p.rings().cloned().collect()).collect();
        let zones = plan.zones().map(|zone| (zone.attributes.clone(), raw(&zone.region))).collect();
        let edges = clean.iter().enumerate().flat_map(|(at, region)| region.edges().map(move |edge| (edge, at)));
        Self { zones, owners: edges.collect(), clean: clean.clone(), boundary: legal, used: BTreeSet::new() }
    }

    /// The plan as it is imported.
    pub fn plan(&self) -> Plan {
        let drafts = self.zones.iter().map(|(attributes, polygons)| {
            let (region, faults) = region_from_raw(polygons);
            ZoneDraft { attributes: attributes.clone(), region, faults }
        });
        let boundary = Boundary::from_legal(self.boundary.clone(), "Ranh giới".into(), String::new(), false);
        let approval = Approval { area: self.boundary.area(), decision: String::new() };
        Plan::assemble("drawn", ProjectCrs::default(), approval, Some(&boundary), drafts.collect()).0
    }

    /// The zones and the boundary as the features of a file in the plan's own CRS, whole µm as metres.
    pub fn geojson(&self) -> String {
        let ring = |ring: &Ring| -> serde_json::Value {
            let closed = ring.iter().chain(ring.first());
            closed.map(|p| serde_json::json!([p.to_m()[0], p.to_m()[1]])).collect()
        };
        let coordinates = |polygons: &[RawPolygon]| -> serde_json::Value {
            polygons.iter().map(|rings| rings.iter().map(ring).collect::<serde_json::Value>()).collect()
        };
        let zone = |(attributes, polygons): &(ZoneAttributes, Vec<RawPolygon>)| {
            serde_json::json!({"type": "Feature",
                "properties": {"layer": "zone", "zone_code": attributes.code, "name_vi": attributes.name_vi},
                "geometry": {"type": "MultiPolygon", "coordinates": coordinates(polygons)}})
        };
        let outline: Vec<RawPolygon> = self.boundary.polygons().iter().map(|p| p.rings().cloned().collect()).collect();
        let boundary = serde_json::json!({"type": "Feature", "properties": {"layer": "boundary", "name": "Ranh giới"},
            "geometry": {"type": "MultiPolygon", "coordinates": coordinates(&outline)}});
        let features: Vec<_> = std::iter::once(boundary).chain(self.zones.iter().map(zone)).collect();
        let crs = serde_json::json!({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::5897"}});
        serde_json::json!({"type": "FeatureCollection", "crs": crs, "features": features}).to_string()
    }

    /// Puts a defect in at a drawn place among zones that have none yet; `false` if there is no room for it.
    pub fn inject(&mut self, defect: Defect, rng: &mut Pcg64) -> bool {
        (0..20_000).any(|_| self.try_inject(defect, rng).is_some())
    }

    fn try_inject(&mut self, defect: Defect, rng: &mut Pcg64) -> Option<()> {
        match defect {
            Defect::Gap(w) => self.strip(rng, w, Strip::Gap),
            Defect::Overlap(w) => self.strip(rng, -w, Strip::Overlap),
            Defect::SliverZone(w) => self.strip(rng, w, Strip::OwnZone),
            Defect::SliverPart(w) => self.strip(rng, w, Strip::OtherZone),
            Defect::Outside(w) => self.outside(rng, w),
            Defect::Needle(w) => self.needle(rng, w),
            Defect::TJunction(d) => self.t_junction(rng, d),
            Defect::NearMiss(d) => self.near_miss(rng, d),
            Defect::CornerOverlap(size) => self.corner_overlap(rng, size),
            Defect::Away(size) => self.away(rng, size),
            _ => self.of_one_zone(rng, defect),
        }
    }

    fn free_zone(&self, rng: &mut Pcg64) -> Option<usize> {
        let zone = rng.random_range(0..self.clean.len());
        (!self.used.contains(&zone)).then_some(zone)
    }

    /// A free zone, one of its edges at least `least_m` long, where it stands in its outline, and the zone beyond it.
    fn edge(&self, rng: &mut Pcg64, least_m: f64) -> Option<(usize, usize, Option<usize>)> {
        let zone = self.free_zone(rng)?;
        let ring = &self.clean[zone].polygons()[0].exterior;
        let at = rng.random_range(0..ring.len());
        let (a, b) = (ring[at], ring[(at + 1) % ring.len()]);
        let beyond = self.owners.get(&(b, a)).copied();
        let is_free = a.distance_m(b) >= least_m && beyond.is_none_or(|other| !self.used.contains(&other));
        is_free.then_some((zone, at, beyond))
    }

    /// Replaces the outline of a zone, if it still is a simple polygon and touches no third zone.
    fn redraw(&mut self, zone: usize, ring: Ring, neighbours: &[usize]) -> Option<()> {
        let (region, faults) = region_from_raw(&[vec![ring.clone()]]);
        let gained = difference(&region, &self.clean[zone]);
        let is_alone = self.clean.iter().enumerate().all(|(other, land)| {
            other == zone || neighbours.contains(&other) || hecta::geometry::overlay::intersection(&gained, land).is_empty()
        });
        if !faults.is_empty() || !is_alone {
            return None;
        }
        self.zones[zone].1[0][0] = ring;
        self.used.insert(zone);
        self.used.extend(neighbours);
        Some(())
    }

    fn strip(&mut self, rng: &mut Pcg64, width_m: f64, what: Strip) -> Option<()> {
        let (zone, at, beyond) = self.edge(rng, 12.0_f64.max(1.5 * width_m.abs()))?;
        let beyond = beyond?;
        let ring = self.clean[zone].polygons()[0].exterior.clone();
        let (a, b) = (ring[at], ring[(at + 1) % ring.len()]);
        let [p, q] = [along(a, b, 0.2, 0.0), along(a, b, 0.8, 0.0)];
        let [r, s] = [along(a, b, 0.8, width_m), along(a, b, 0.2, width_m)];
        let mut redrawn = ring;
        redrawn.splice(at + 1..at + 1, [p, s, r, q]);
        self.redraw(zone, redrawn, &[beyond])?;
        let strip = vec![vec![p, q, r, s]];
        match what {
            Strip::Gap | Strip::Overlap => {}
            Strip::OwnZone => self.add("STRIP", strip),
            Strip::OtherZone => {
                let far = (0..self.clean.len()).find(|other| {
                    let touches = self.clean[*other].vertices().any(|v| v == a || v == b);
                    !self.used.contains(other) && !touches
                })?;
                self.zones[far].1.push(strip);
                self.used.insert(far);
            }
        }
        Some(())
    }

    fn add(&mut self, code: &str, polygon: RawPolygon) {
        let attributes = ZoneAttributes { code: format!("{code}-{}", self.zones.len()), ..ZoneAttributes::default() };
        self.zones.push((attributes, vec![polygon]));
    }

    fn outside(&mut self, rng: &mut Pcg64, width_m: f64) -> Option<()> {
        let (zone, at, beyond) = self.edge(rng, 12.0_f64.max(1.2 * width_m))?;
        let mut ring = self.clean[zone].polygons()[0].exterior.clone();
        let (a, b) = (ring[at], ring[(at + 1) % ring.len()]);
        let [p, q, r, s] = [along(a, b, 0.2, 0.0), along(a, b, 0.8, 0.0), along(a, b, 0.8, -width_m), along(a, b, 0.2, -width_m)];
        let beyond_boundary = [r, s].iter().all(|p| self.boundary.locate(*p) == Location::Outside);
        ring.splice(at + 1..at + 1, [p, s, r, q]);
        if beyond.is_some() || !beyond_boundary {
            return None;
        }
        self.redraw(zone, ring, &[])
    }

    fn needle(&mut self, rng: &mut Pcg64, length_m: f64) -> Option<()> {
        let (zone, at, beyond) = self.edge(rng, 15.0)?;
        let mut ring = self.clean[zone].polygons()[0].exterior.clone();
        let (a, b) = (ring[at], ring[(at + 1) % ring.len()]);
        let half = 0.01 / a.distance_m(b);
        ring.splice(at + 1..at + 1, [along(a, b, 0.5 - half, 0.0), along(a, b, 0.5, -length_m), along(a, b, 0.5 + half, 0.0)]);
        self.redraw(zone, ring, &[beyond?])
    }

    fn t_junction(&mut self, rng: &mut Pcg64, off_m: f64) -> Option<()> {
        let (zone, at, beyond) = self.edge(rng, 15.0)?;
        let mut ring = self.clean[zone].polygons()[0].exterior.clone();
        let (a, b) = (ring[at], ring[(at + 1) % ring.len()]);
        ring.insert(at + 1, along(a, b, 0.37, off_m));
        self.redraw(zone, ring, &[beyond?])
    }

    fn near_miss(&mut self, rng: &mut Pcg64, off_m: f64) -> Option<()> {
        let (zone, at, beyond) = self.edge(rng, 5.0)?;
        let beyond = beyond?;
        let mut ring = self.clean[zone].polygons()[0].exterior.clone();
        let count = ring.len();
        let (a, b, c) = (ring[at], ring[(at + 1) % count], ring[(at + 2) % count]);
        if self.owners.get(&(c, b)) != Some(&beyond) || b.distance_m(c) < 5.0 {
            return None;
        }
        ring[(at + 1) % count] = along(b, c, off_m / b.distance_m(c), if at.is_multiple_of(2) { off_m } else { -off_m });
        assert_ne!(a, b);
        self.redraw(zone, ring, &[beyond])
    }

    fn corner_overlap(&mut self, rng: &mut Pcg64, size_m: f64) -> Option<()> {
        let zone = self.free_zone(rng)?;
        let ring = &self.clean[zone].polygons()[0].exterior;
        let corner = ring[rng.random_range(0..ring.len())];
        let owners: Vec<usize> = (0..self.clean.len()).filter(|i| self.clean[*i].vertices().any(|v| v == corner)).collect();
        let others: Vec<usize> = owners.into_iter().filter(|other| *other != zone).collect();
        let square = square(corner, size_m);
        let is_inside = square.iter().all(|p| self.boundary.locate(*p) == Location::Inside);
        if others.len() != 2 || !is_inside || others.iter().any(|other| self.used.contains(other)) {
            return None;
        }
        let larger = union([&self.clean[zone], &region_from_rings([&square], Fill::NonZero)]);
        let [polygon] = larger.polygons() else { return None };
        if !polygon.holes.is_empty() {
            return None;
        }
        self.redraw(zone, polygon.exterior.clone(), &others)
    }

    fn away(&mut self, rng: &mut Pcg64, size_m: f64) -> Option<()> {
        let bounds = self.boundary.bounds()?;
        let shift = rng.random_range(100..2_000) * UM_PER_M;
        let at = GridPoint::new(bounds.min.east + shift, bounds.max.north + shift);
        self.add("AWAY", vec![square(at, size_m)]);
        Some(())
    }

    /// Defects that one zone has by itself.
    fn of_one_zone(&mut self, rng: &mut Pcg64, defect: Defect) -> Option<()> {
        let zone = self.free_zone(rng)?;
        let land = self.clean[zone].clone();
        let ring = land.polygons()[0].exterior.clone();
        let at = rng.random_range(2..ring.len() - 2);
        let middle = point_inside(&land)?.rounded_to_mm();
        let fits = |square: &Ring| square.iter().all(|p| land.locate(*p) == Location::Inside);
        let polygons = &mut self.zones[zone].1;
        match defect {
            Defect::Hole(size) => {
                let hole = square(middle, size);
                if !fits(&hole) {
                    return None;
                }
                polygons[0].push(hole);
            }
            Defect::Nested(size) => {
                let inner = square(middle, size);
                if !fits(&inner) {
                    return None;
                }
                self.add("INNER", vec![inner]);
            }
            Defect::Duplicate => {
                let mut copy = self.zones[zone].clone();
                copy.0.code = String::new();
                copy.0.name_en = "Copy".into();
                self.zones.push(copy);
            }
            Defect::DuplicateReversed => {
                let mut turned = ring;
                turned.rotate_left(at);
                turned.reverse();
                self.add("TURNED", vec![turned]);
            }
            Defect::Spike(length) => {
                let (a, b) = (ring[at], ring[at + 1]);
                polygons[0][0].splice(at + 1..at + 1, [along(a, b, 0.0, length), a]);
            }
            Defect::BowTie => {
                polygons[0][0].swap(at, at + 1);
                let (_, faults) = region_from_raw(polygons);
                if faults.is_empty() {
                    polygons[0][0].swap(at, at + 1);
                    return None;
                }
            }
            Defect::PartsOverlap => polygons.push(vec![square(middle, 2.0)]),
            Defect::HoleOutside => polygons[0].push(square(GridPoint::new(middle.east + 9_000 * UM_PER_M, middle.north), 5.0)),
            Defect::NoArea => {
                let line = vec![ring[0], ring[1], ring[0]];
                self.add("LINE", vec![line]);
            }
            Defect::Repeated => polygons[0][0].splice(at..at, [ring[at]; 3]).for_each(drop),
            _ => return None,
        }
        self.used.insert(zone);
        // a changed outline may meet the neighbours'
        let near = |other: &usize| self.clean[*other].vertices().any(|v| land.vertices().any(|w| v == w));
        self.used.extend((0..self.clean.len()).filter(near).collect::<Vec<_>>());
        Some(())
    }
}

/// What becomes of a strip that a zone gives up or takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strip {
    Gap,
    Overlap,
    OwnZone,
    OtherZone,
}

/// The point at `share` of the way from `a` to `b`, `off_m` to the left; whole millimetres.
fn along(a: GridPoint, b: GridPoint, share: f64, off_m: f64) -> GridPoint {
    let (dx, dy) = ((b.east - a.east) as f64, (b.north - a.north) as f64);
    let length = dx.hypot(dy);
    let off = off_m * UM_PER_M as f64 / length;
    let east = a.east as f64 + share * dx - off * dy;
    let north = a.north as f64 + share * dy + off * dx;
    GridPoint::new(east.round() as i64, north.round() as i64).rounded_to_mm()
}

fn square(middle: GridPoint, size_m: f64) -> Ring {
    let half = (size_m * UM_PER_M as f64 / 2.0) as i64;
    let corner = |e: i64, n: i64| GridPoint::new(middle.east + e * half, middle.north + n * half).rounded_to_mm();
    vec![corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]
}
