//! Fits the columns of a table to the width of a terminal.
//!
//! What gives way first costs the reader least: IDs shrink to a unique prefix and times to the clock,
//! then the middle of long names goes, then the end of texts, then whole columns.

use crate::render::text::{cut, width};
use std::borrow::Cow;
use std::cmp::Reverse;

/// The fewest characters of an ID, which is more than its prefix needs to be accepted.
pub const MIN_ID_LENGTH: usize = 6;

/// How much wider than its narrowest a name is shown before a text gets more than it needs.
const NAME_MARGIN: u16 = 6;

/// How a column makes room.
#[derive(Debug, Clone, Copy, Default)]
pub struct Flexibility {
    /// The width to which it may be truncated, in columns of the terminal. `None`: never truncated.
    pub min_width: Option<u16>,
    /// Whether the middle is left out rather than the end, so that `:42` stays of `catalogue:42`.
    pub keeps_end: bool,
    /// Columns with the lowest number are dropped first. `None`: never dropped.
    pub drop_order: Option<u8>,
}

/// A column to fit.
#[derive(Debug)]
pub struct ColumnToFit {
    pub flexibility: Flexibility,
    /// The widths of its forms, from the longest to the shortest; the title counts, too.
    pub widths: Vec<usize>,
    /// Whether its shortest form is taken before the text of any column is cut.
    pub shrinks_first: bool,
}

/// What fits: the form of each column and its width. `None` where a column is dropped.
pub type Choice = Vec<Option<(usize, usize)>>;

/// Chooses the form and the width of each column so that all fit into `room` columns of the terminal,
/// with `gap` between two of them. If nothing fits, what may not give way stays and is too wide.
pub fn choose(columns: &[ColumnToFit], room: usize, gap: usize) -> Choice {
    let mut forms = vec![0; columns.len()];
    let mut shown = vec![true; columns.len()];
    let total = |forms: &[usize], shown: &[bool], width: &dyn Fn(usize, usize) -> usize| {
        let indexes = (0..columns.len()).filter(|index| shown[*index]);
        let widths = indexes.map(|index| width(index, forms[index]) + gap);
        widths.sum::<usize>().saturating_sub(gap)
    };
    let natural = |index: usize, form: usize| columns[index].widths[form];
    let least = |index: usize, form: usize| {
        let natural = natural(index, form);
        let min = columns[index].flexibility.min_width;
        min.map_or(natural, |min| natural.min(min.into()))
    };
    // What is pleasant to read: a text at twice the width that it can do with, a name a bit wider.
    let pleasant = |index: usize, form: usize| {
        let Flexibility {
            min_width,
            keeps_end,
            ..
        } = columns[index].flexibility;
        let natural = natural(index, form);
        min_width.map_or(natural, |min| {
            let more = if keeps_end { NAME_MARGIN } else { min };
            natural.min(usize::from(min + more))
        })
    };
    for (index, column) in columns.iter().enumerate() {
        if column.shrinks_first && total(&forms, &shown, &natural) > room {
            forms[index] = column.widths.len() - 1;
        }
    }
    // The others take a shorter form as long as texts are cut too much, one step at a time.
    let most_forms = columns.iter().map(|column| column.widths.len()).max();
    for step in 1..most_forms.unwrap_or_default() {
        for (index, column) in columns.iter().enumerate() {
            let has_step = !column.shrinks_first && step < column.widths.len();
            if has_step && total(&forms, &shown, &pleasant) > room {
                forms[index] = step;
            }
        }
    }
    while total(&forms, &shown, &least) > room {
        let indexes = (0..columns.len()).filter(|index| shown[*index]);
        let next =
            indexes.filter_map(|index| Some((columns[index].flexibility.drop_order?, index)));
        match next.min() {
            Some((_, index)) => shown[index] = false,
            None => break,
        }
    }
    // A narrow column may fit where a wide one that matters more was dropped.
    let mut dropped: Vec<usize> = (0..columns.len()).filter(|index| !shown[*index]).collect();
    dropped.sort_by_key(|index| Reverse(columns[*index].flexibility.drop_order));
    for index in dropped {
        shown[index] = true;
        shown[index] = total(&forms, &shown, &least) <= room;
    }
    // What is left over goes to those that were cut: to texts until they are pleasant, to names, and
    // then to texts again.
    let mut spare = room.saturating_sub(total(&forms, &shown, &least));
    let mut widths: Vec<usize> = (0..columns.len())
        .map(|index| least(index, forms[index]))
        .collect();
    let is_name = |index: usize| columns[index].flexibility.keeps_end;
    for width_wanted in [
        &pleasant as &dyn Fn(usize, usize) -> usize,
        &|index, form| {
            if is_name(index) {
                natural(index, form)
            } else {
                0
            }
        },
        &natural,
    ] {
        for index in (0..columns.len()).filter(|index| shown[*index]) {
            let wanted = width_wanted(index, forms[index]);
            let more = wanted.saturating_sub(widths[index]).min(spare);
            widths[index] += more;
            spare -= more;
        }
    }
    let choice = forms.into_iter().zip(widths).zip(shown);
    choice
        .map(|(choice, is_shown)| is_shown.then_some(choice))
        .collect()
}

/// How many characters tell these IDs apart; at least [`MIN_ID_LENGTH`].
pub fn unique_length<'a>(ids: impl Iterator<Item = &'a str>) -> usize {
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    // Of all others, the ones beside it have the longest beginning in common with an ID.
    let unique = ids
        .windows(2)
        .map(|pair| shared_length(pair[0], pair[1]) + 1);
    let longest = ids.iter().map(|id| id.chars().count()).max();
    let unique = unique.max().unwrap_or_default().max(MIN_ID_LENGTH);
    unique.min(longest.unwrap_or_default())
}

/// How many characters two texts have in common at their beginning.
pub fn shared_length(one: &str, other: &str) -> usize {
    let pairs = one.chars().zip(other.chars());
    pairs.take_while(|(a, b)| a == b).count()
}

/// The first characters of an ID.
pub fn prefix(id: &str, length: usize) -> &str {
    let end = id.char_indices().nth(length);
    end.map_or(id, |(end, _)| &id[..end])
}

/// The text truncated to at most `columns` columns: without its middle if the end after its last
/// colon fits, else without its end.
pub fn cut_middle(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let Some((name, _)) = text.rsplit_once(':') else {
        return cut(text, columns);
    };
    let end = &text[name.len()..];
    // At least one character of the name, and the ellipsis that `cut` adds.
    let shorter = match columns.checked_sub(width(end)) {
        Some(room @ 2..) => Some(format!("{}{end}", cut(name, room))),
        _ => None,
    };
    // A character may look different beside another one.
    match shorter.filter(|shorter| width(shorter) <= columns) {
        Some(shorter) => Cow::Owned(shorter),
        None => cut(text, columns),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_end_after_the_colon_stays() {
        for (text, columns, expected) in [
            (
                "catalogue-recommendations-engine:42",
                40,
                "catalogue-recommendations-engine:42",
            ),
            ("catalogue-recommendations-engine:42", 14, "catalogue-…:42"),
            ("catalogue-recommendations-engine:42", 5, "c…:42"),
            ("catalogue-recommendations-engine:42", 4, "cat…"),
            ("web:2026.05.31-1", 14, "web:2026.05.3…"),
            ("catalogue:v3.14.2 +1", 14, "ca…:v3.14.2 +1"),
            ("no-colon-at-all", 8, "no-colo…"),
            ("", 0, ""),
            (":", 0, ""),
        ] {
            let cut = cut_middle(text, columns);
            assert_eq!(cut, expected);
        }
    }

    #[test]
    fn ids_shrink_to_what_tells_them_apart() {
        let length = |ids: &[&'static str]| unique_length(ids.iter().copied());
        assert_eq!(
            length(&["ejGvqq2ilnbKT9qj0vLJe", "NCWGC2ZR-taawPAYrIaU5"]),
            6
        );
        assert_eq!(length(&["twins_AAAA", "twins_BBBB"]), 7);
        assert_eq!(length(&["same_id_here", "same_id_here"]), 6);
        assert_eq!(length(&["abc"]), 3);
        assert_eq!(
            length(&["abcdefg", "abcdefgh"]),
            8,
            "one begins with the other"
        );
        assert_eq!(length(&[]), 0);
    }

    proptest! {
        #[test]
        fn cut_middle_fits(text in ".{0,40}", columns in 0usize..40) {
            let text = crate::render::text::clean(&text);
            prop_assert!(width(&cut_middle(&text, columns)) <= columns);
        }

        #[test]
        fn what_may_give_way_fits(
            widths in proptest::collection::vec(1usize..60, 1..8),
            room in 20usize..200,
        ) {
            let columns: Vec<ColumnToFit> = widths
                .iter()
                .enumerate()
                .map(|(index, width)| ColumnToFit {
                    flexibility: Flexibility {
                        min_width: Some(10),
                        keeps_end: false,
                        drop_order: (index > 0).then_some(index as u8),
                    },
                    widths: vec![*width],
                    shrinks_first: false,
                })
                .collect();
            let chosen = choose(&columns, room, 2);
            let widths: Vec<usize> = chosen.iter().flatten().map(|(_, width)| *width).collect();
            let used = widths.iter().map(|width| width + 2).sum::<usize>() - 2;
            prop_assert!(used <= room);
        }
    }
}
