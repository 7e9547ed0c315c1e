//! The colors, and the palette that a picture is reduced to.
//!
//! Line and anomalies are blue and vermilion of the palette for color-blind people by Okabe and Ito (Color Universal
//! Design, 2008); vermilion is darkened until text in it has a contrast of 4.5 to white (WCAG 2.1, 1.4.3). No mark is
//! told from another by its color only.

use std::collections::HashMap;

/// What something is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// The background.
    Paper,
    /// Titles and changes of level.
    Dark,
    /// Axes and what explains.
    Gray,
    /// Lines at ticks.
    Grid,
    /// Values.
    Line,
    /// From the lowest to the highest value.
    Band,
    /// Anomalies: their markers and labels.
    Anomaly,
    /// How long anomalies last.
    Shade,
}

impl Ink {
    /// Red, green and blue.
    pub(super) const fn rgb(self) -> [u8; 3] {
        match self {
            Self::Paper => [255, 255, 255],
            Self::Dark => [26, 26, 26],
            Self::Gray => [89, 89, 89],
            Self::Grid => [222, 222, 222],
            Self::Line => [0, 114, 178],
            Self::Band => [176, 211, 232],
            Self::Anomaly => [190, 74, 0],
            Self::Shade => [252, 220, 196],
        }
    }
}

/// Steps from one color to the other at the edge of a shape: as smooth as an eye can tell, and few enough for 256.
const STEPS: u16 = 10;

/// At most 256 colors: the inks, and what smooth edges make between them.
#[derive(Debug)]
pub(super) struct Palette {
    colors: Vec<[u8; 3]>,
    /// What has been looked for; a picture has far fewer colors than pixels.
    found: HashMap<[u8; 3], u8>,
    /// What was looked for last; most pixels have the color of the one before.
    latest: ([u8; 3], u8),
}

impl Palette {
    pub(super) fn new() -> Self {
        let edges = [Ink::Paper, Ink::Grid, Ink::Band, Ink::Shade]
            .iter()
            .flat_map(|below| {
                [Ink::Dark, Ink::Gray, Ink::Line, Ink::Anomaly].map(|above| (*below, above))
            })
            .chain([Ink::Grid, Ink::Band, Ink::Shade].map(|above| (Ink::Paper, above)));
        let mut colors = Vec::new();
        for (below, above) in edges {
            for step in 0..=STEPS {
                let color = mixed(below.rgb(), above.rgb(), step);
                if !colors.contains(&color) {
                    colors.push(color);
                }
            }
        }
        Self { colors, found: HashMap::new(), latest: (Ink::Paper.rgb(), 0) }
    }

    /// Red, green and blue of each color, one after another.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.colors.concat()
    }

    /// The index of the color nearest to `color`.
    pub(super) fn nearest(&mut self, color: [u8; 3]) -> u8 {
        if self.latest.0 != color {
            let index = self.found.entry(color).or_insert_with(|| nearest(&self.colors, color));
            self.latest = (color, *index);
        }
        self.latest.1
    }
}

fn nearest(colors: &[[u8; 3]], color: [u8; 3]) -> u8 {
    let distance = |other: &[u8; 3]| -> u32 {
        color.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(*other)).pow(2)).sum()
    };
    let nearest = (0..=u8::MAX).zip(colors).min_by_key(|(_, other)| distance(other));
    nearest.map_or(0, |(index, _)| index)
}

/// `step` tenths of the way from `below` to `above`.
fn mixed(below: [u8; 3], above: [u8; 3], step: u16) -> [u8; 3] {
    let mut color = below;
    for (below, above) in color.iter_mut().zip(above) {
        let sum = u16::from(*below) * (STEPS - step) + u16::from(above) * step;
        *below = u8::try_from(sum / STEPS).unwrap_or(u8::MAX);
    }
    color
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_palette_has_at_most_256_colors_and_every_ink_among_them() {
        let mut palette = Palette::new();
        assert!(palette.colors.len() <= 256, "{} colors", palette.colors.len());
        for ink in [
            Ink::Paper,
            Ink::Dark,
            Ink::Gray,
            Ink::Grid,
            Ink::Line,
            Ink::Band,
            Ink::Anomaly,
            Ink::Shade,
        ] {
            let index = usize::from(palette.nearest(ink.rgb()));
            assert_eq!(palette.colors[index], ink.rgb(), "{ink:?}");
        }
    }
}
