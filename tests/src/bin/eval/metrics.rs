//! The facts of series on labeled data: anomalies, changes of level, and planted effects of every kind.
//!
//! The labels are rows, so the statistics are scored as they are computed, before they become times.

mod claims;
mod halves;
mod nab;
mod synthetic;
mod table;
mod tcpd;

use std::path::Path;

use serde_json::{Value, json};

/// The scores on the folders nab, tcpd and synthetic in `folder`; with `verbose`, also what was found in each series.
pub(crate) fn scores(folder: &Path, verbose: bool) -> anyhow::Result<Value> {
    Ok(json!({
        "nab": nab::scores(&folder.join("nab"), verbose)?,
        "tcpd": tcpd::scores(&folder.join("tcpd"), verbose)?,
        "synthetic": synthetic::scores(&folder.join("synthetic"), verbose)?,
    }))
}
