//! The file to which the result of a wait is appended.

use crate::error::{Error, Result};
use anyhow::Context;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The file, open.
pub struct SummaryFile {
    path: PathBuf,
    file: File,
}

impl SummaryFile {
    /// Opens the file, or creates it.
    ///
    /// # Errors
    ///
    /// A usage error if it cannot be written.
    pub fn open(path: &Path) -> Result<Self> {
        let mut options = OpenOptions::new();
        let file = options.create(true).append(true).open(path);
        let file = file
            .with_context(|| format!("the summary file {} could not be opened", path.display()))
            .map_err(Error::usage)?;
        let path = path.to_owned();
        Ok(Self { path, file })
    }

    /// Appends text that begins on a line of its own.
    pub fn append(mut self, text: &str) -> Result<()> {
        let separator = match self.has_unfinished_line() {
            true => "\n",
            false => "",
        };
        self.file
            .write_all(format!("{separator}{text}").as_bytes())
            .context("the summary could not be written")
            .map_err(Error::from)
    }

    /// Whether its last line does not end in a line break. Not if it cannot be read.
    fn has_unfinished_line(&self) -> bool {
        let is_file = self.file.metadata().is_ok_and(|it| it.is_file());
        is_file && last_byte(&self.path).is_ok_and(|last| last != b'\n')
    }
}

fn last_byte(path: &Path) -> io::Result<u8> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_appended_begins_on_a_line_of_its_own() {
        for (before, after) in [
            ("", "### web\n"),
            ("Before", "Before\n### web\n"),
            ("Before\n", "Before\n### web\n"),
            ("Before\n\n", "Before\n\n### web\n"),
            ("Before\r\n", "Before\r\n### web\n"),
        ] {
            let file = tempfile::NamedTempFile::new().expect("a file");
            std::fs::write(file.path(), before).expect("written");
            let summary = SummaryFile::open(file.path()).expect("opened");
            summary.append("### web\n").expect("appended");
            let text = std::fs::read_to_string(file.path()).expect("read");
            assert_eq!(text, after);
        }
    }
}
