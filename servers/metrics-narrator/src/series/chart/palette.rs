//! The colours, and the palette that a picture is reduced to.
//!
//! Line and anomalies are blue and vermilion of the palette for colour-blind people by Okabe and Ito (Color Universal
//! Design, 2008); vermilion is darkened until text in it has a contrast of 4.5 to white (WCAG 2.1, 1.4.3). No mark is
//! told from another by its colour only.

use std::collections::HashMap;

/// What something is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// The background.
    Paper,
    /// Titles and changes of level.
    Dark,
    /// Axes and what explains.
    Grey,
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
            Self::Grey => [89, 89, 89],
            Self::Grid => [222, 222, 222],
            Self::Line => [0, 114, 178],
            Self::Band => [176, 211, 232],
            Self::Anomaly => [190, 74, 0],
            Self::Shade => [252, 220, 196],
        }
    }
}

/// Steps from one colour to the other at the edge of a shape: as smooth as an eye can tell, and few enough for 256.
const STEPS: u16 = 10;

/// At most 256 colours: the inks, and what smooth edges make between them.
#[derive(Debug)]
pub(super) struct Palette {
    colours: Vec<[u8; 3]>,
    /// What has been looked for; a picture has far fewer colours than pixels.
    found: HashMap<[u8; 3], u8>,
    /// What was looked for last; most pixels have the colour of the one before.
    latest: ([u8; 3], u8),
}

impl Palette {
    pub(super) fn new() -> Self {
        let edges = [Ink::Paper, Ink::Grid, Ink::Band, Ink::Shade]
            .iter()
            .flat_map(|below| {
                [Ink::Dark, Ink::Grey, Ink::Line, Ink::Anomaly].map(|above| (*below, above))
            })
            .chain([Ink::Grid, Ink::Band, Ink::Shade].map(|above| (Ink::Paper, above)));
        let mut colours = Vec::new();
        for (below, above) in edges {
            for step in 0..=STEPS {
                let colour = mixed(below.rgb(), above.rgb(), step);
                if !colours.contains(&colour) {
                    colours.push(colour);
                }
            }
        }
        Self { colours, found: HashMap::new(), latest: (Ink::Paper.rgb(), 0) }
    }

    /// Red, green and blue of each colour, one after another.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.colours.concat()
    }

    /// The index of the colour nearest to `colour`.
    pub(super) fn nearest(&mut self, colour: [u8; 3]) -> u8 {
        if self.latest.0 != colour {
            let index = self.found.entry(colour).or_insert_with(|| nearest(&self.colours, colour));
            self.latest = (colour, *index);
        }
        self.latest.1
    }
}

fn nearest(colours: &[[u8; 3]], colour: [u8; 3]) -> u8 {
    let distance = |other: &[u8; 3]| -> u32 {
        colour.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(*other)).pow(2)).sum()
    };
    let nearest = (0..=u8::MAX).zip(colours).min_by_key(|(_, other)| distance(other));
    nearest.map_or(0, |(index, _)| index)
}

/// `step` tenths of the way from `below` to `above`.
fn mixed(below: [u8; 3], above: [u8; 3], step: u16) -> [u8; 3] {
    let mut colour = below;
    for (below, above) in colour.iter_mut().zip(above) {
        let sum = u16::from(*below) * (STEPS - step) + u16::from(above) * step;
        *below = u8::try_from(sum / STEPS).unwrap_or(u8::MAX);
    }
    colour
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_palette_has_at_most_256_colours_and_every_ink_among_them() {
        let mut palette = Palette::new();
        assert!(palette.colours.len() <= 256, "{} colours", palette.colours.len());
        for ink in [
            Ink::Paper,
            Ink::Dark,
            Ink::Grey,
            Ink::Grid,
            Ink::Line,
            Ink::Band,
            Ink::Anomaly,
            Ink::Shade,
        ] {
            let index = usize::from(palette.nearest(ink.rgb()));
            assert_eq!(palette.colours[index], ink.rgb(), "{ink:?}");
        }
    }
}
