//! A drawing as its sections have it: units, layers, blocks and the entities of the model.

use std::collections::{BTreeMap, BTreeSet};

use super::super::import_error::MAX_PLAN_POSITIONS;
use super::entity::{Entity, Item, Record, entity_of, mirrors_vertices, vertex_of};
use super::fault::DxfFault;
use super::pairs::{Pair, Pairs};
use super::texts::Decoder;

/// Most values of one entity, entities and vertices: what memory holds.
const MOST_PAIRS: usize = 8_000_000;
const MOST_ENTITIES: usize = 3_000_000;
const MOST_VERTICES: usize = MAX_PLAN_POSITIONS;

/// A drawing that was read.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// Unit of its numbers ($INSUNITS): 0 says none, 4 is mm, 6 m.
    pub(super) units: i64,
    /// Title and marks that Hecta wrote: custom properties of the drawing.
    pub(super) custom: Vec<(String, String)>,
    /// Layers that are frozen or switched off, in lower case.
    pub(super) hidden_layers: BTreeSet<String>,
    /// Base point and entities of each block, by name in capitals.
    pub(super) blocks: BTreeMap<String, Block>,
    /// The entities of the model and of sheets.
    pub(super) entities: Vec<Entity>,
}

/// A block.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// The point that comes to lie where the block is inserted.
    pub(super) base: [f64; 2],
    /// What it holds.
    pub(super) entities: Vec<Entity>,
}

/// Reads a drawing, text or binary.
pub(super) fn read(bytes: &[u8]) -> Result<Drawing, DxfFault> {
    let decoder = decoder_of(bytes);
    let mut reader = Reader { pairs: Pairs::new(bytes), ahead: None, decoder };
    let mut drawing = Drawing::default();
    let mut has_entities = false;
    while let Some(pair) = reader.next()? {
        if pair.is(0, "EOF") {
            break;
        }
        if !pair.is(0, "SECTION") {
            continue;
        }
        let Some(name) = reader.next()? else { break };
        match String::from_utf8_lossy(name.bytes().trim_ascii()).as_ref() {
            "HEADER" => reader.header(&mut drawing)?,
            "TABLES" => reader.tables(&mut drawing)?,
            "BLOCKS" => reader.blocks(&mut drawing)?,
            "ENTITIES" => {
                has_entities = true;
                drawing.entities = reader.entities()?;
                // what follows (objects, pictures) is of no use to a plan, and may be cut off
                break;
            }
            _ => {}
        }
    }
    if has_entities { Ok(drawing) } else { Err(DxfFault::NoEntities) }
}

/// How texts are read: from the header, or as texts of the drawing show.
fn decoder_of(bytes: &[u8]) -> Decoder {
    let (mut version, mut page) = (String::new(), String::new());
    let mut variable = String::new();
    for pair in Pairs::new(bytes).map_while(Result::ok) {
        let word = || String::from_utf8_lossy(pair.bytes()).trim().to_owned();
        match (pair.code, variable.as_str()) {
            (0, _) if pair.is(0, "ENDSEC") => break,
            (9, _) => variable = word(),
            (1, "$ACADVER") => version = word(),
            (3, "$DWGCODEPAGE") => page = word(),
            _ => {}
        }
    }
    let texts = Pairs::new(bytes).map_while(Result::ok).filter(|pair| matches!(pair.code, 1 | 3)).map(|pair| pair.bytes());
    Decoder::of_header(&version, &page).settled_by(texts)
}

struct Reader<'a> {
    pairs: Pairs<'a>,
    ahead: Option<Pair<'a>>,
    decoder: Decoder,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<Option<Pair<'a>>, DxfFault> {
        match self.ahead.take() {
            Some(pair) => Ok(Some(pair)),
            None => self.pairs.next().transpose(),
        }
    }

    /// The next pair within a section, which must not end before ENDSEC; `None` at ENDSEC.
    fn within(&mut self) -> Result<Option<Pair<'a>>, DxfFault> {
        match self.next()? {
            Some(pair) if pair.is(0, "ENDSEC") => Ok(None),
            Some(pair) if pair.is(0, "EOF") => Err(DxfFault::CutOff { at: pair.at }),
            Some(pair) => Ok(Some(pair)),
            None => Err(DxfFault::CutOff { at: self.pairs.place() }),
        }
    }

    /// The next record of a section; `None` at its end.
    fn record(&mut self) -> Result<Option<Record<'a>>, DxfFault> {
        let Some(head) = self.within()? else { return Ok(None) };
        let kind = if head.code == 0 { String::from_utf8_lossy(head.bytes().trim_ascii()).into_owned() } else { String::new() };
        let mut record = Record { kind, pairs: Vec::new() };
        loop {
            match self.next()? {
                Some(pair) if pair.code == 0 => {
                    self.ahead = Some(pair);
                    return Ok(Some(record));
                }
                Some(_) if record.pairs.len() >= MOST_PAIRS => {
                    return Err(DxfFault::TooMany { what: "values in one entity", most: MOST_PAIRS });
                }
                Some(pair) => record.pairs.push(pair),
                None => return Err(DxfFault::CutOff { at: self.pairs.place() }),
            }
        }
    }

    fn header(&mut self, drawing: &mut Drawing) -> Result<(), DxfFault> {
        let mut variable = String::new();
        let mut tag = String::new();
        while let Some(pair) = self.within()? {
            match (pair.code, variable.as_str()) {
                (9, _) => variable = String::from_utf8_lossy(pair.bytes().trim_ascii()).into_owned(),
                (70, "$INSUNITS") => drawing.units = pair.integer().unwrap_or(0),
                (1, "$CUSTOMPROPERTYTAG") => tag = self.decoder.text(pair.bytes()),
                (1, "$CUSTOMPROPERTY") => drawing.custom.push((std::mem::take(&mut tag), self.decoder.text(pair.bytes()))),
                _ => {}
            }
        }
        Ok(())
    }

    fn tables(&mut self, drawing: &mut Drawing) -> Result<(), DxfFault> {
        while let Some(record) = self.record()? {
            let (is_frozen, is_off) = (record.flags(70) & 1 != 0, record.flags(62) < 0);
            if record.kind == "LAYER" && (is_frozen || is_off) {
                drawing.hidden_layers.insert(record.text(2, self.decoder).trim().to_lowercase());
            }
        }
        Ok(())
    }

    fn blocks(&mut self, drawing: &mut Drawing) -> Result<(), DxfFault> {
        let mut current: Option<(String, Block)> = None;
        let mut builder = Builder::new(self.decoder);
        while let Some(record) = self.record()? {
            match record.kind.as_str() {
                "BLOCK" => {
                    let coordinate = |code: i32| record.pairs.iter().find(|pair| pair.code == code).and_then(Pair::real);
                    let base = [coordinate(10).unwrap_or(0.0), coordinate(20).unwrap_or(0.0)];
                    current = Some((record.text(2, self.decoder).trim().to_uppercase(), Block { base, entities: Vec::new() }));
                }
                "ENDBLK" => {
                    if let Some((name, block)) = current.take() {
                        let entities = builder.take();
                        drawing.blocks.insert(name, Block { entities, ..block });
                    }
                }
                _ => builder.add(&record)?,
            }
        }
        Ok(())
    }

    fn entities(&mut self) -> Result<Vec<Entity>, DxfFault> {
        let mut builder = Builder::new(self.decoder);
        while let Some(record) = self.record()? {
            builder.add(&record)?;
        }
        Ok(builder.take())
    }
}

/// Collects entities, with the vertices of a POLYLINE that follow it.
struct Builder {
    decoder: Decoder,
    entities: Vec<Entity>,
    /// Whether vertices belong to the last entity, and whether they are mirrored.
    open: Option<bool>,
    added: usize,
    vertices: usize,
}

impl Builder {
    const fn new(decoder: Decoder) -> Self {
        Self { decoder, entities: Vec::new(), open: None, added: 0, vertices: 0 }
    }

    fn take(&mut self) -> Vec<Entity> {
        self.open = None;
        std::mem::take(&mut self.entities)
    }

    fn add(&mut self, record: &Record<'_>) -> Result<(), DxfFault> {
        match record.kind.as_str() {
            "VERTEX" => self.vertex(record),
            "SEQEND" => self.open = None,
            _ => {
                let entity = entity_of(record, self.entities.len() + 1, self.decoder);
                self.open = (record.kind == "POLYLINE").then(|| mirrors_vertices(record));
                self.vertices += entity.vertices();
                self.entities.push(entity);
                self.added += 1;
            }
        }
        match () {
            () if self.added > MOST_ENTITIES => Err(DxfFault::TooMany { what: "entities", most: MOST_ENTITIES }),
            () if self.vertices > MOST_VERTICES => Err(DxfFault::TooMany { what: "vertices", most: MOST_VERTICES }),
            () => Ok(()),
        }
    }

    fn vertex(&mut self, record: &Record<'_>) {
        let (Some(mirrored), Some(entity)) = (self.open, self.entities.last_mut()) else { return };
        let Item::Path(path) = &mut entity.item else { return };
        match vertex_of(record, mirrored) {
            Ok(vertex) => {
                path.vertices.extend(vertex);
                self.vertices += 1;
            }
            Err(reason) => entity.item = Item::Broken(reason),
        }
    }
}
