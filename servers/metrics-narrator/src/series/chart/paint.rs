//! Draws a layout.

use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, StrokeDash,
    Transform,
};

use super::{
    HEIGHT, WIDTH,
    geometry::{Point, Rectangle},
    key::{Mark, Sign},
    layout::{Layout, Panel},
    levels::Level,
    line::{Line, Span},
    marks::{ChangeMark, MARKER_RADIUS},
    palette::Ink,
    text::Typeface,
};

/// The widths of lines, in pixels: at half of the size, none is thinner than a pixel.
const GRID_WIDTH: f32 = 2.0;
const LINE_WIDTH: f32 = 2.5;
/// A value between two gaps has to be seen without a line.
const DOT_RADIUS: f32 = 3.5;
/// One of few values is seen beside a line, and is still smaller than the marker of an anomaly.
const POINT_RADIUS: f32 = 5.0;
const CHANGE_WIDTH: f32 = 2.5;
const LEVEL_WIDTH: f32 = 2.0;
/// Dashes and gaps of the line where a level changes, in pixels.
const DASHES: [f32; 2] = [7.0, 5.0];
/// How much background is left around a marker and around letters that stand on a line, in pixels.
const HALO_WIDTH: f32 = 2.5;

/// The picture of a layout.
pub(super) fn paint(typeface: &Typeface, layout: &Layout) -> Pixmap {
    let mut canvas = Canvas::new();
    for panel in &layout.panels {
        for anomaly in &panel.marks.anomalies {
            canvas.rectangle(anomaly.shade, Ink::Shade);
        }
        canvas.grid(panel, layout);
        canvas.line(&panel.line);
        for level in &panel.marks.levels {
            canvas.level(*level);
        }
        for change in &panel.marks.changes {
            canvas.change(*change, panel.plot);
        }
        for anomaly in &panel.marks.anomalies {
            canvas.marker(anomaly.peak);
        }
    }
    for sign in &layout.signs {
        canvas.sign(*sign);
    }
    for text in &layout.texts {
        canvas.fill(typeface.outline(text), text.style.ink);
    }
    for label in layout.panels.iter().flat_map(|panel| &panel.labels) {
        let outline = typeface.outline(label);
        canvas.stroke(outline.clone(), 2.0 * HALO_WIDTH, Ink::Paper, None);
        canvas.fill(outline, label.style.ink);
    }
    canvas.pixmap
}

struct Canvas {
    pixmap: Pixmap,
}

impl Canvas {
    fn new() -> Self {
        let mut pixmap = Pixmap::new(WIDTH, HEIGHT).expect("neither side of the picture is zero");
        let [red, green, blue] = Ink::Paper.rgb();
        pixmap.fill(Color::from_rgba8(red, green, blue, 255));
        Self { pixmap }
    }

    /// Lines at the ticks of both axes.
    fn grid(&mut self, panel: &Panel, layout: &Layout) {
        for tick in &layout.time_ticks {
            let line = Rectangle {
                left: tick.x - GRID_WIDTH / 2.0,
                right: tick.x + GRID_WIDTH / 2.0,
                ..panel.plot
            };
            self.rectangle(line, Ink::Grid);
        }
        for tick in &panel.value_ticks {
            let line = Rectangle {
                top: tick.y - GRID_WIDTH / 2.0,
                bottom: tick.y + GRID_WIDTH / 2.0,
                ..panel.plot
            };
            self.rectangle(line, Ink::Grid);
        }
    }

    fn line(&mut self, line: &Line) {
        for band in &line.bands {
            self.band(band);
        }
        for run in &line.runs {
            match run.as_slice() {
                [point] => self.dot(*point, DOT_RADIUS, Ink::Line),
                points => self.stroke(polyline(points), LINE_WIDTH, Ink::Line, None),
            }
        }
        for point in &line.points {
            self.dot(*point, POINT_RADIUS, Ink::Line);
        }
    }

    fn band(&mut self, band: &[Span]) {
        let above = band.iter().map(|span| Point { x: span.x, y: span.top });
        let below = band.iter().rev().map(|span| Point { x: span.x, y: span.bottom });
        let outline: Vec<Point> = above.chain(below).collect();
        self.fill(polyline(&outline), Ink::Band);
    }

    fn level(&mut self, level: Level) {
        let ends = [Point { x: level.left, y: level.y }, Point { x: level.right, y: level.y }];
        self.stroke(polyline(&ends), LEVEL_WIDTH, Ink::Dark, None);
    }

    fn change(&mut self, change: ChangeMark, plot: Rectangle) {
        let ends = [Point { x: change.x, y: plot.top }, Point { x: change.x, y: plot.bottom }];
        self.stroke(
            polyline(&ends),
            CHANGE_WIDTH,
            Ink::Dark,
            StrokeDash::new(DASHES.to_vec(), 0.0),
        );
    }

    fn marker(&mut self, center: Point) {
        self.dot(center, MARKER_RADIUS + HALO_WIDTH, Ink::Paper);
        self.dot(center, MARKER_RADIUS, Ink::Anomaly);
    }

    fn sign(&mut self, sign: Sign) {
        let area = sign.area;
        let Point { x, y } = area.center();
        match sign.mark {
            Mark::Anomaly => {
                self.rectangle(area, Ink::Shade);
                self.marker(area.center());
            }
            Mark::Change => {
                self.level(Level { left: area.left, right: x, y: y + area.height() / 4.0 });
                self.level(Level { left: x, right: area.right, y: y - area.height() / 4.0 });
                self.change(ChangeMark { x, from: 0.0, to: 0.0 }, area);
            }
            Mark::Band => {
                self.rectangle(area, Ink::Band);
                let ends = [Point { x: area.left, y }, Point { x: area.right, y }];
                self.stroke(polyline(&ends), LINE_WIDTH, Ink::Line, None);
            }
        }
    }

    /// A rectangle, moved to whole pixels so that its edges are sharp.
    fn rectangle(&mut self, area: Rectangle, ink: Ink) {
        let (left, top) = (area.left.round(), area.top.round());
        let (width, height) = (area.width().round().max(1.0), area.height().round().max(1.0));
        if let Some(rectangle) = Rect::from_xywh(left, top, width, height) {
            self.pixmap.fill_rect(rectangle, &paint_of(ink), Transform::identity(), None);
        }
    }

    fn dot(&mut self, center: Point, radius: f32, ink: Ink) {
        self.fill(PathBuilder::from_circle(center.x, center.y, radius), ink);
    }

    fn fill(&mut self, path: Option<Path>, ink: Ink) {
        if let Some(path) = path {
            self.pixmap.fill_path(
                &path,
                &paint_of(ink),
                FillRule::Winding,
                Transform::identity(),
                None,
            );
        }
    }

    fn stroke(&mut self, path: Option<Path>, width: f32, ink: Ink, dash: Option<StrokeDash>) {
        let stroke = Stroke {
            width,
            dash,
            line_join: LineJoin::Round,
            line_cap: LineCap::Butt,
            ..Stroke::default()
        };
        if let Some(path) = path {
            self.pixmap.stroke_path(&path, &paint_of(ink), &stroke, Transform::identity(), None);
        }
    }
}

fn paint_of(ink: Ink) -> Paint<'static> {
    let [red, green, blue] = ink.rgb();
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

/// A line through `points`; none through fewer than two.
fn polyline(points: &[Point]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (number, point) in points.iter().enumerate() {
        if number == 0 {
            path.move_to(point.x, point.y);
        } else {
            path.line_to(point.x, point.y);
        }
    }
    path.finish()
}
