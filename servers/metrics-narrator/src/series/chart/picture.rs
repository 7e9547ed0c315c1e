//! Makes a PNG of what is painted, in a palette: a quarter of the bytes of full colors, and no color to spare.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, EncodingError, Filter};
use tiny_skia::Pixmap;

use super::palette::Palette;

/// How hard deflate tries. From here to the hardest, noise gets hardly smaller, and takes several times as long.
const LEVEL: u8 = 6;

/// The picture as the bytes of a PNG file.
pub(super) fn png(painted: &Pixmap) -> Vec<u8> {
    let mut palette = Palette::new();
    let indices: Vec<u8> = painted
        .pixels()
        .iter()
        .map(|pixel| palette.nearest([pixel.red(), pixel.green(), pixel.blue()]))
        .collect();
    let mut bytes = Vec::new();
    encode(&mut bytes, painted, &palette, &indices)
        .expect("memory takes as many indices as there are pixels");
    bytes
}

fn encode(
    bytes: &mut Vec<u8>,
    painted: &Pixmap,
    palette: &Palette,
    indices: &[u8],
) -> Result<(), EncodingError> {
    let mut encoder = Encoder::new(bytes, painted.width(), painted.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.bytes());
    // Neighboring indices are not neighboring colors, so that differences between them, which filters make, are
    // larger than they are.
    encoder.set_filter(Filter::NoFilter);
    encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(indices)?;
    writer.finish()
}
