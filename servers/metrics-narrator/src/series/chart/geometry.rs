//! Points and rectangles of the picture, in pixels from its top left corner.

/// A place in the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) x: f32,
    pub(super) y: f32,
}

/// A part of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rectangle {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

impl Rectangle {
    pub(super) fn width(&self) -> f32 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f32 {
        self.bottom - self.top
    }

    pub(super) fn center(&self) -> Point {
        Point { x: (self.left + self.right) / 2.0, y: (self.top + self.bottom) / 2.0 }
    }

    /// Smaller by `margin` on each side.
    pub(super) fn shrunk(&self, margin: f32) -> Self {
        Self {
            left: self.left + margin,
            top: self.top + margin,
            right: self.right - margin,
            bottom: self.bottom - margin,
        }
    }

    /// Larger by `margin` on each side.
    pub(super) fn grown(&self, margin: f32) -> Self {
        self.shrunk(-margin)
    }

    pub(super) fn moved_by(&self, x: f32, y: f32) -> Self {
        Self {
            left: self.left + x,
            top: self.top + y,
            right: self.right + x,
            bottom: self.bottom + y,
        }
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// How large the part is that is in both.
    pub(super) fn common_area(&self, other: &Self) -> f32 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        width.max(0.0) * height.max(0.0)
    }

    pub(super) fn contains(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    /// From `one` point to the `other`.
    pub(super) fn between(one: Point, other: Point) -> Self {
        Self {
            left: one.x.min(other.x),
            top: one.y.min(other.y),
            right: one.x.max(other.x),
            bottom: one.y.max(other.y),
        }
    }

    /// Of the points in it, the one that is nearest to `other`.
    pub(super) fn nearest_to(&self, other: Point) -> Point {
        Point {
            x: other.x.max(self.left).min(self.right),
            y: other.y.max(self.top).min(self.bottom),
        }
    }

    /// The square around a `center`.
    pub(super) fn around(center: Point, radius: f32) -> Self {
        Self { left: center.x, top: center.y, right: center.x, bottom: center.y }.grown(radius)
    }
}
