//! What can be wrong with a file around its features: the files that belong to it, its length, its code page.

use super::problem::Severity;

/// Something wrong with a file around its features; what could be read was read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// The file ends before it says it does.
    #[error("the file is cut off: only {read} features could be read; copy it again")]
    CutOff {
        /// How many were read.
        read: usize,
    },
    /// A Shapefile without its table.
    #[error("the .dbf file is not beside the .shp file, so there are no attributes; copy all files of the Shapefile")]
    AttributesMissing,
    /// A table that cannot be read, or not in full.
    #[error("attributes could not be read: {cause}; export the Shapefile again")]
    AttributesUnreadable {
        /// Why.
        cause: Box<str>,
    },
    /// A table of another Shapefile, or a damaged one.
    #[error(
        "the .shp file has {shapes} shapes but the .dbf file {rows} rows; attributes may stand beside the wrong shape, copy both files again"
    )]
    RowsDiffer {
        /// Shapes.
        shapes: usize,
        /// Rows.
        rows: usize,
    },
    /// Texts that cannot be in the code page that is declared for them.
    #[error("the texts are not in the code page that the .cpg file names ({declared}); they were read by their content")]
    CodePageContradicted {
        /// What the file says.
        declared: Box<str>,
    },
    /// Holes that do not run against their exterior.
    #[error("all rings run the same way round; those inside another were taken as holes, compare the area with the original")]
    HolesByNesting,
}

impl FileFault {
    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::CutOff { .. } => Severity::Error,
            _ => Severity::Warning,
        }
    }

    /// Key of the text in the tables of `assets/i18n`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::CutOff { .. } => "import-file-cut-off",
            Self::AttributesMissing => "import-attributes-missing",
            Self::AttributesUnreadable { .. } => "import-attributes-unreadable",
            Self::RowsDiffer { .. } => "import-rows-differ",
            Self::CodePageContradicted { .. } => "import-code-page-contradicted",
            Self::HolesByNesting => "import-holes-by-nesting",
        }
    }

    /// Arguments of the text: name and value.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::CutOff { read } => vec![("value", read.to_string())],
            Self::AttributesUnreadable { cause } => vec![("cause", cause.to_string())],
            Self::RowsDiffer { shapes, rows } => vec![("shapes", shapes.to_string()), ("rows", rows.to_string())],
            Self::CodePageContradicted { declared } => vec![("value", declared.to_string())],
            Self::AttributesMissing | Self::HolesByNesting => Vec::new(),
        }
    }
}
