//! Numbers over time as one character each.

/// One character per number, the higher the larger; the lowest stands for 0.
pub fn sparkline(numbers: &[usize], unicode: bool) -> String {
    let levels = if unicode {
        ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']
    } else {
        ['_', '-', '~', '=', '+', '*', '%', '#']
    };
    let none = if unicode { '·' } else { '.' };
    let most = numbers.iter().copied().max().unwrap_or_default().max(1);
    let level = |number: &usize| match number {
        0 => none,
        number => {
            levels[(number * levels.len())
                .div_ceil(most)
                .clamp(1, levels.len())
                - 1]
        }
    };
    numbers.iter().map(level).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sparkline_shows_none_some_and_most() {
        assert_eq!(sparkline(&[0, 1, 2, 4, 8], true), "·▁▂▄█");
        assert_eq!(sparkline(&[0, 1, 100], false), "._#");
        assert_eq!(sparkline(&[], true), "");
    }
}
