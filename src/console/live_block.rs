//! A block of lines that is redrawn in place at the bottom of the terminal, on stderr. The cursor
//! stays on the line below it.

use crate::render::text::width;
use console::Term;
use std::io;

/// The block. It disappears when it is dropped.
pub struct LiveBlock {
    term: Term,
    drawn: Vec<String>,
}

impl LiveBlock {
    /// A block without lines.
    pub fn start() -> Self {
        Self {
            term: Term::buffered_stderr(),
            drawn: Vec::new(),
        }
    }

    /// The columns that a line may have at the terminal's current size. The last one stays free, since
    /// some terminals begin a new line when it is filled.
    pub fn width(&self) -> usize {
        columns(&self.term)
    }

    /// The rows of the terminal.
    pub fn height(&self) -> usize {
        let (rows, _) = self.term.size();
        usize::from(rows)
    }

    /// Replaces the lines.
    pub fn draw(&mut self, mut lines: Vec<String>) {
        let (rows, _) = self.term.size();
        lines.truncate(usize::from(rows.saturating_sub(1)));
        // If the terminal is gone, the command itself can still finish.
        let _ = self.redraw(&lines);
        self.drawn = lines;
    }

    /// Prints something above the block that stays.
    pub fn print_above(&mut self, print: impl FnOnce()) {
        let lines = self.drawn.clone();
        self.draw(Vec::new());
        print();
        self.draw(lines);
    }

    fn redraw(&self, lines: &[String]) -> io::Result<()> {
        // The terminal may have echoed something below the block, such as `^C`.
        self.term.clear_line()?;
        self.term.move_cursor_up(self.rows_drawn())?;
        for line in lines {
            self.term.clear_line()?;
            self.term.write_line(line)?;
        }
        self.term.clear_to_end_of_screen()?;
        self.term.flush()
    }

    /// The rows that the block takes up: in a window that was made narrower, lines wrap.
    fn rows_drawn(&self) -> usize {
        let columns = self.width() + 1;
        let shown = |line: &String| width(&console::strip_ansi_codes(line));
        let lines = self.drawn.iter();
        lines.map(|line| shown(line).div_ceil(columns).max(1)).sum()
    }
}

/// The columns that a line may have. The last one stays free.
pub fn columns(term: &Term) -> usize {
    let (_, columns) = term.size();
    usize::from(columns.saturating_sub(1).max(1))
}

impl Drop for LiveBlock {
    fn drop(&mut self) {
        self.draw(Vec::new());
    }
}
