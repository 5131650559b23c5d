//! Parts of a text to mask.

use std::ops::Range;

/// Shown in place of a masked value.
pub const MASK: &str = "(masked)";

/// Byte ranges of a text. They begin and end at character boundaries.
#[derive(Debug, Default, Clone)]
pub struct Spans(Vec<Range<usize>>);

impl Spans {
    pub fn push(&mut self, span: Range<usize>) {
        if span.start < span.end {
            self.0.push(span);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds spans of a part of the text that begins at `offset`.
    pub fn extend(&mut self, others: Self, offset: usize) {
        let moved = others.0.into_iter();
        self.0
            .extend(moved.map(|span| span.start + offset..span.end + offset));
    }

    /// Sorts the spans and joins those that touch.
    pub fn joined(mut self) -> Self {
        self.0.sort_by_key(|span| span.start);
        let mut joined: Vec<Range<usize>> = Vec::new();
        for span in self.0 {
            match joined.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => joined.push(span),
            }
        }
        Self(joined)
    }

    /// Whether one of the spans contains this byte. The spans must have been [joined](Self::joined).
    pub fn contains(&self, at: usize) -> bool {
        let after = self.0.partition_point(|span| span.start <= at);
        let before = after.checked_sub(1).and_then(|index| self.0.get(index));
        before.is_some_and(|span| at < span.end)
    }

    pub fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.0.iter().cloned()
    }

    /// The text with the mask in place of each span.
    pub fn masked(self, text: &str) -> String {
        let mut masked = String::with_capacity(text.len());
        let mut at = 0;
        for span in self.joined().0 {
            masked += text.get(at..span.start).unwrap_or_default();
            masked += MASK;
            at = span.end;
        }
        masked += text.get(at..).unwrap_or_default();
        masked
    }
}

#[cfg(test)]
impl Spans {
    /// The text with what `find` finds masked.
    pub fn masked_by(find: impl Fn(&str, &mut Self), text: &str) -> String {
        let mut spans = Self::default();
        find(text, &mut spans);
        spans.masked(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_spans_are_one_mask() {
        let mut spans = Spans::default();
        spans.push(6..9);
        spans.push(2..4);
        spans.push(3..6);
        spans.push(11..11);
        assert_eq!(spans.masked("0123456789abc"), "01(masked)9abc");
        assert_eq!(Spans::default().masked("abc"), "abc");
    }

    #[test]
    fn finds_the_span_around_a_byte() {
        let mut spans = Spans::default();
        spans.push(5..6);
        spans.push(1..3);
        let spans = spans.joined();
        let inside: Vec<usize> = (0..8).filter(|at| spans.contains(*at)).collect();
        assert_eq!(inside, [1, 2, 5]);
    }
}
