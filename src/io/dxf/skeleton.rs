//! What every drawing of R2007 has around its entities: header, tables, blocks and objects.

use super::write::MODEL;
use super::writer::{PairWriter, metres};
use crate::geometry::{GridBox, GridPoint};

/// Handles of what every drawing has; those of entities begin above.
const BLOCK_RECORDS: u32 = 0x1;
const PAPER: u32 = 0x21;
const ROOT: u32 = 0xC;
const GROUPS: u32 = 0xD;
const PLOT_STYLES: u32 = 0xE;
const PLOT_STYLE: u32 = 0xF;
/// Handles of tables, in the order they are written.
const TABLES: u32 = 0x40;

/// A layer of a drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CadLayer {
    /// Its name.
    pub(super) name: String,
    /// AutoCAD colour index.
    pub(super) aci: u8,
}

/// The drawing around its entities.
pub(super) struct Skeleton<'a> {
    /// Layers but "0".
    pub(super) layers: &'a [CadLayer],
    /// Custom properties: name and value.
    pub(super) custom: &'a [(String, String)],
    /// What the entities cover.
    pub(super) extent: Option<GridBox>,
}

impl Skeleton<'_> {
    /// The whole drawing with these entities.
    pub(super) fn around(&self, entities: &PairWriter) -> String {
        let mut parts = PairWriter::new(entities.next_handle());
        self.classes(&mut parts);
        self.tables(&mut parts);
        blocks(&mut parts);
        section(&mut parts, "ENTITIES");
        let before = parts.as_str().to_owned();
        let mut after = PairWriter::new(parts.next_handle());
        after.text(0, "ENDSEC");
        objects(&mut after);
        after.text(0, "EOF");
        let mut header = PairWriter::new(0);
        self.header(&mut header, after.next_handle());
        [header.as_str(), &before, entities.as_str(), after.as_str()].concat()
    }

    /// South-west and north-east corners.
    fn corners(&self) -> [GridPoint; 2] {
        self.extent.map_or([GridPoint::new(0, 0); 2], |extent| [extent.min, extent.max])
    }

    fn header(&self, to: &mut PairWriter, next_handle: u32) {
        section(to, "HEADER");
        let mut put = |variable: &str, pairs: &[(i32, &str)]| {
            to.text(9, variable);
            pairs.iter().for_each(|(code, value)| to.text(*code, value));
        };
        let [least, most] = self.corners().map(|at| [metres(at.east), metres(at.north)]);
        put("$ACADVER", &[(1, "AC1021")]);
        put("$DWGCODEPAGE", &[(3, "ANSI_1258")]);
        put("$INSBASE", &[(10, "0.0"), (20, "0.0"), (30, "0.0")]);
        put("$EXTMIN", &[(10, &least[0]), (20, &least[1]), (30, "0.0")]);
        put("$EXTMAX", &[(10, &most[0]), (20, &most[1]), (30, "0.0")]);
        put("$LIMMIN", &[(10, &least[0]), (20, &least[1])]);
        put("$LIMMAX", &[(10, &most[0]), (20, &most[1])]);
        put("$CLAYER", &[(8, "0")]);
        put("$LUNITS", &[(70, "2")]);
        put("$LUPREC", &[(70, "3")]);
        put("$MEASUREMENT", &[(70, "1")]);
        put("$INSUNITS", &[(70, "6")]);
        put("$HANDSEED", &[(5, &format!("{next_handle:X}"))]);
        for (name, value) in self.custom {
            put("$CUSTOMPROPERTYTAG", &[(1, name)]);
            put("$CUSTOMPROPERTY", &[(1, value)]);
        }
        to.text(0, "ENDSEC");
    }

    fn classes(&self, to: &mut PairWriter) {
        section(to, "CLASSES");
        for (name, class) in [("ACDBDICTIONARYWDFLT", "AcDbDictionaryWithDefault"), ("ACDBPLACEHOLDER", "AcDbPlaceHolder")] {
            to.text(0, "CLASS");
            to.text(1, name);
            to.text(2, class);
            to.text(3, "ObjectDBX Classes");
            [90, 91, 280, 281].into_iter().for_each(|code| to.number(code, 0));
        }
        to.text(0, "ENDSEC");
    }

    fn tables(&self, to: &mut PairWriter) {
        section(to, "TABLES");
        self.view(to);
        let line_types = ["ByBlock", "ByLayer", "Continuous"];
        table(to, "LTYPE", TABLES + 1, line_types.len());
        for name in line_types {
            entry(to, "LTYPE", TABLES + 1, "AcDbLinetypeTableRecord", name);
            to.text(3, if name == "Continuous" { "Solid line" } else { "" });
            to.number(72, 65);
            to.number(73, 0);
            to.text(40, "0.0");
        }
        to.text(0, "ENDTAB");
        self.layer_table(to);
        table(to, "STYLE", TABLES + 3, 1);
        entry(to, "STYLE", TABLES + 3, "AcDbTextStyleTableRecord", "Standard");
        // height, width, slant, generation, last height; a font with Vietnamese letters
        [(40, "0.0"), (41, "1.0"), (50, "0.0"), (71, "0"), (42, "2.5"), (3, "arial.ttf"), (4, "")]
            .into_iter()
            .for_each(|(code, value)| to.text(code, value));
        to.text(0, "ENDTAB");
        for (offset, name) in [(4, "VIEW"), (5, "UCS")] {
            table(to, name, TABLES + offset, 0);
            to.text(0, "ENDTAB");
        }
        table(to, "APPID", TABLES + 6, 2);
        for name in ["ACAD", super::own_mark::APPLICATION] {
            entry(to, "APPID", TABLES + 6, "AcDbRegAppTableRecord", name);
        }
        to.text(0, "ENDTAB");
        dimension_styles(to);
        table(to, "BLOCK_RECORD", BLOCK_RECORDS, 2);
        for (handle, name) in [(MODEL, "*Model_Space"), (PAPER, "*Paper_Space")] {
            to.text(0, "BLOCK_RECORD");
            to.handle(5, handle);
            to.handle(330, BLOCK_RECORDS);
            to.text(100, "AcDbSymbolTableRecord");
            to.text(100, "AcDbBlockTableRecord");
            to.text(2, name);
            to.handle(340, 0);
        }
        to.text(0, "ENDTAB");
        to.text(0, "ENDSEC");
    }

    /// The view a program opens the drawing with: all of it.
    fn view(&self, to: &mut PairWriter) {
        let [least, most] = self.corners();
        let centre = self.extent.map_or(least, GridBox::centre);
        let height_um = (most.north - least.north).max((most.east - least.east) * 2 / 3).max(1_000_000);
        table(to, "VPORT", TABLES, 1);
        entry(to, "VPORT", TABLES, "AcDbViewportTableRecord", "*Active");
        let fixed = [(10, "0.0"), (20, "0.0"), (11, "1.0"), (21, "1.0")];
        fixed.into_iter().for_each(|(code, value)| to.text(code, value));
        to.text(12, &metres(centre.east));
        to.text(22, &metres(centre.north));
        // snap, grid, direction, target
        let zeros = [(13, "0.0"), (23, "0.0"), (14, "10.0"), (24, "10.0"), (15, "10.0"), (25, "10.0"), (16, "0.0"), (26, "0.0")];
        zeros.into_iter().for_each(|(code, value)| to.text(code, value));
        [(36, "1.0"), (17, "0.0"), (27, "0.0"), (37, "0.0")].into_iter().for_each(|(code, value)| to.text(code, value));
        to.text(40, &metres(height_um + height_um / 5));
        [(41, "1.5"), (42, "50.0"), (43, "0.0"), (44, "0.0"), (50, "0.0"), (51, "0.0")]
            .into_iter()
            .for_each(|(code, value)| to.text(code, value));
        [(71, 0), (72, 1000), (73, 1), (74, 3), (75, 0), (76, 0), (77, 0), (78, 0)]
            .into_iter()
            .for_each(|(code, value)| to.number(code, value));
        to.text(0, "ENDTAB");
    }

    fn layer_table(&self, to: &mut PairWriter) {
        let zero = CadLayer { name: "0".into(), aci: 7 };
        table(to, "LAYER", TABLES + 2, self.layers.len() + 1);
        for layer in [&zero].into_iter().chain(self.layers) {
            entry(to, "LAYER", TABLES + 2, "AcDbLayerTableRecord", &layer.name);
            to.number(62, layer.aci);
            to.text(6, "Continuous");
            to.number(370, -3);
            to.handle(390, PLOT_STYLE);
        }
        to.text(0, "ENDTAB");
    }
}

fn section(to: &mut PairWriter, name: &str) {
    to.text(0, "SECTION");
    to.text(2, name);
}

fn table(to: &mut PairWriter, name: &str, handle: u32, entries: usize) {
    to.text(0, "TABLE");
    to.text(2, name);
    to.handle(5, handle);
    to.handle(330, 0);
    to.text(100, "AcDbSymbolTable");
    to.number(70, entries);
}

/// Begins an entry of a table.
fn entry(to: &mut PairWriter, kind: &str, owner: u32, class: &str, name: &str) {
    let handle = to.new_handle();
    to.text(0, kind);
    to.handle(5, handle);
    to.handle(330, owner);
    to.text(100, "AcDbSymbolTableRecord");
    to.text(100, class);
    to.text(2, name);
    to.number(70, 0);
}

fn dimension_styles(to: &mut PairWriter) {
    let owner = TABLES + 7;
    table(to, "DIMSTYLE", owner, 1);
    to.text(100, "AcDbDimStyleTable");
    to.number(71, 0);
    let handle = to.new_handle();
    to.text(0, "DIMSTYLE");
    to.handle(105, handle);
    to.handle(330, owner);
    to.text(100, "AcDbSymbolTableRecord");
    to.text(100, "AcDbDimStyleTableRecord");
    to.text(2, "Standard");
    to.number(70, 0);
    to.text(0, "ENDTAB");
}

fn blocks(to: &mut PairWriter) {
    section(to, "BLOCKS");
    for (record, name) in [(MODEL, "*Model_Space"), (PAPER, "*Paper_Space")] {
        for (kind, class) in [("BLOCK", "AcDbBlockBegin"), ("ENDBLK", "AcDbBlockEnd")] {
            let handle = to.new_handle();
            to.text(0, kind);
            to.handle(5, handle);
            to.handle(330, record);
            to.text(100, "AcDbEntity");
            if record == PAPER {
                to.number(67, 1);
            }
            to.text(8, "0");
            to.text(100, class);
            if kind == "BLOCK" {
                to.text(2, name);
                to.number(70, 0);
                [10, 20, 30].into_iter().for_each(|code| to.text(code, "0.0"));
                to.text(3, name);
                to.text(1, "");
            }
        }
    }
    to.text(0, "ENDSEC");
}

fn objects(to: &mut PairWriter) {
    section(to, "OBJECTS");
    let mut dictionary = |kind: &str, handle: u32, owner: u32, entries: &[(&str, u32)]| {
        to.text(0, kind);
        to.handle(5, handle);
        to.handle(330, owner);
        to.text(100, "AcDbDictionary");
        to.number(281, 1);
        for (name, entry) in entries {
            to.text(3, name);
            to.handle(350, *entry);
        }
    };
    dictionary("DICTIONARY", ROOT, 0, &[("ACAD_GROUP", GROUPS), ("ACAD_PLOTSTYLENAME", PLOT_STYLES)]);
    dictionary("DICTIONARY", GROUPS, ROOT, &[]);
    dictionary("ACDBDICTIONARYWDFLT", PLOT_STYLES, ROOT, &[("Normal", PLOT_STYLE)]);
    to.text(100, "AcDbDictionaryWithDefault");
    to.handle(340, PLOT_STYLE);
    to.text(0, "ACDBPLACEHOLDER");
    to.handle(5, PLOT_STYLE);
    to.handle(330, PLOT_STYLES);
    to.text(0, "ENDSEC");
}
