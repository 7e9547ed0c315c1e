//! Calls one server process until it would show what it leaks: every tool of it in both eras, with good, damaged and no answers,
//! calls that are cancelled, rounds that are abandoned and arguments that are refused.
//!
//! It fails if memory grows, if a call gets no reply, or if a reply belongs to no call. Memory is read from `/proc`, so that it runs on
//! Linux only.
#![expect(clippy::print_stdout, reason = "this program talks to a person")]
#![expect(clippy::indexing_slicing, reason = "indexing a JSON value gives null")]

mod load;
mod traffic;

use std::time::Instant;

use anyhow::{Context as _, ensure};
use clap::Parser;
use end_to_end::memory;

use crate::load::Load;

/// Calls a server process many times, and watches its memory
#[derive(Parser)]
struct CommandLine {
    /// The name of the server's binary
    server: String,
    /// How many calls
    #[arg(long, default_value_t = 200_000)]
    calls: usize,
    /// How many at once
    #[arg(long, default_value_t = 8)]
    concurrency: usize,
    /// Which calls and answers are drawn
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// How much more memory the server may take in the last tenth of the calls than in the first.
const MAX_GROWTH: f64 = 1.1;

/// How often memory is read in each tenth: where pictures are drawn, one reading is a third above or below the next.
const READINGS: usize = 10;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let CommandLine { server, calls, concurrency, seed } = CommandLine::parse();
    let mut load = Load::start(&server, concurrency, seed).await?;
    let process = load.process().context("the server runs")?.to_string();
    let between = calls.div_ceil(10 * READINGS);
    let mut memory = Vec::new();
    println!("{:>9} {:>11} {:>11} {:>15}", "calls", "mean RSS", "most", "calls a second");
    for tenth in 1..=10 {
        let begin = Instant::now();
        let mut readings = Vec::new();
        for _ in 0..READINGS {
            load.make(between).await?;
            let rss = memory::kib(&process, "VmRSS").context("the server's memory is told")?;
            readings.push(rss / 1024.0);
        }
        let made = READINGS * between;
        let rate = made as f64 / begin.elapsed().as_secs_f64();
        let mean = readings.iter().sum::<f64>() / READINGS as f64;
        let most = readings.into_iter().fold(0.0, f64::max);
        println!("{:>9} {mean:>7.1} MiB {most:>7.1} MiB {rate:>15.0}", tenth * made);
        memory.push(mean);
    }
    let counts = load.counts();
    println!("{counts:#?}");
    let (Some(first), Some(last)) = (memory.first(), memory.last()) else { return Ok(()) };
    ensure!(counts.lost == 0, "{} calls got no reply", counts.lost);
    ensure!(counts.stray == 0, "{} replies belong to no call", counts.stray);
    ensure!(counts.broken == 0, "{} calls ended in an error of the server", counts.broken);
    ensure!(last / first <= MAX_GROWTH, "memory grew by the factor {:.2}", last / first);
    Ok(())
}
