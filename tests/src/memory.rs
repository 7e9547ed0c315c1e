//! The memory of a process, where Linux tells it.

use std::fs;

/// What a process has of `figure`, such as `VmRSS`, in KiB. The process is given by its id or as `self`.
pub fn kib(process: &str, figure: &str) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(figure)?.strip_prefix(':'))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
