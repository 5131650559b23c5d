//! The flags that say what to mask.

use crate::model::mask::Masking;

/// Which values of a configuration are masked.
#[derive(Debug, clap::Args)]
pub struct MaskArgs {
    /// Show values that look like credentials
    #[arg(long, conflicts_with = "mask_all")]
    show_values: bool,

    /// Mask all that containers are given: variables, labels, options, tags and commands
    #[arg(long)]
    mask_all: bool,
}

impl MaskArgs {
    pub fn masking(&self) -> Masking {
        match self {
            Self { mask_all: true, .. } => Masking::All,
            Self {
                show_values: true, ..
            } => Masking::Nothing,
            _ => Masking::Credentials,
        }
    }
}
