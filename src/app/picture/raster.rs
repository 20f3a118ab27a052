//! From SVG to PNG with the embedded fonts.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Regular.subset.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Bold.subset.ttf");
/// Family name of the embedded fonts.
const FAMILY: &str = "Noto Sans";

/// Why a picture could not be made; never the fault of a plan.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The SVG cannot be read back.
    #[error("the drawing cannot be read as SVG: {source}")]
    Svg {
        /// What is wrong.
        source: usvg::Error,
    },
    /// There is no memory for the pixels.
    #[error("a picture of {width_px} × {height_px} pixels cannot be held in memory")]
    TooLarge {
        /// Width.
        width_px: u32,
        /// Height.
        height_px: u32,
    },
    /// The pixels cannot be written as PNG.
    #[error("the picture cannot be written as PNG: {detail}")]
    Png {
        /// What the encoder says.
        detail: String,
    },
}

/// The picture `svg` describes, as PNG of the size it states.
pub fn png_from_svg(svg: &str) -> Result<Vec<u8>, PictureError> {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(BOLD.to_vec());
    fonts.set_sans_serif_family(FAMILY);
    let options = usvg::Options { font_family: FAMILY.into(), fontdb: Arc::new(fonts), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|source| PictureError::Svg { source })?;
    let size = tree.size().to_int_size();
    let (width_px, height_px) = (size.width(), size.height());
    let mut pixels = Pixmap::new(width_px, height_px).ok_or(PictureError::TooLarge { width_px, height_px })?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| PictureError::Png { detail: e.to_string() })
}
