//! Processor time as Linux counts it: the machine may be busy with other things, which wall time shows and processor time does not.

use std::time::Instant;

use serde_json::{Value, json};

use crate::{Failure, Told};

/// Ticks of `/proc/self/stat` in a second, the same on every Linux a person runs.
const TICKS_PER_SECOND: f64 = 100.0;
/// So long is a short task repeated, s of processor time: a tick is then one part in fifty.
const LONG_ENOUGH_S: f64 = 0.5;
const FEWEST_REPEATS: u32 = 5;

/// A moment from which wall and processor time count.
#[derive(Debug, Clone, Copy)]
pub struct Start {
    wall: Instant,
    cpu_s: f64,
}

impl Start {
    /// Now.
    pub fn now() -> Result<Self, Failure> {
        Ok(Self { cpu_s: cpu_of_process_s()?, wall: Instant::now() })
    }

    fn since(self) -> Result<(f64, f64), Failure> {
        let wall_s = self.wall.elapsed().as_secs_f64();
        Ok((cpu_of_process_s()? - self.cpu_s, wall_s))
    }
}

impl Told {
    /// Does `work` once and tells what it took.
    pub fn phase<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        let start = Start::now()?;
        let result = work()?;
        let (cpu_s, wall_s) = start.since()?;
        self.phases.insert(name.to_owned(), json!({"cpu": cpu_s, "wall": wall_s, "rss_mb": peak_memory_mb()?}));
        Ok(result)
    }

    /// Does `work` until the clock can tell how long it takes, and tells what one time took.
    pub fn repeated<T>(&mut self, name: &str, mut work: impl FnMut() -> T) -> Result<T, Failure> {
        let start = Start::now()?;
        let mut result = work();
        let mut times = 1;
        while times < FEWEST_REPEATS || start.since()?.0 < LONG_ENOUGH_S {
            result = work();
            times += 1;
        }
        let (cpu_s, wall_s) = start.since()?;
        let times_f = f64::from(times);
        let told = json!({"cpu": cpu_s / times_f, "wall": wall_s / times_f, "times": times, "rss_mb": peak_memory_mb()?});
        self.phases.insert(name.to_owned(), told);
        Ok(result)
    }
}

/// Times of many short things, s.
#[derive(Debug, Default)]
pub struct Times(Vec<f64>);

impl Times {
    pub fn push(&mut self, seconds: f64) {
        self.0.push(seconds);
    }

    /// Median, 95 and 99 of 100, and the longest.
    pub fn told(mut self) -> Value {
        self.0.sort_by(f64::total_cmp);
        let at = |part: f64| self.0.get(((self.0.len() as f64 * part) as usize).min(self.0.len().saturating_sub(1)));
        json!({"cpu": at(0.5), "p95": at(0.95), "p99": at(0.99), "most": at(1.0), "times": self.0.len()})
    }
}

/// Processor time of all threads of this process, also of those that have ended, s, in steps of a tick.
fn cpu_of_process_s() -> Result<f64, Failure> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let behind_name = stat.rsplit_once(')').ok_or("/proc/self/stat has another form")?.1;
    let ticks = |nth: usize| behind_name.split_whitespace().nth(nth).and_then(|word| word.parse::<f64>().ok());
    let (user, system) = ticks(11).zip(ticks(12)).ok_or("/proc/self/stat has another form")?;
    Ok((user + system) / TICKS_PER_SECOND)
}

/// Processor time of this thread, s, to the nanosecond.
pub fn cpu_of_thread_s() -> Result<f64, Failure> {
    // the scheduler brings the account up to date when it is asked for another thread
    std::thread::yield_now();
    let account = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    let ran_ns = account.split_whitespace().next().and_then(|word| word.parse::<f64>().ok());
    Ok(ran_ns.ok_or("/proc/thread-self/schedstat has another form")? / 1e9)
}

/// The most memory this process has had at a time, MB of 2^20 bytes.
fn peak_memory_mb() -> Result<f64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix("kB")).and_then(|number| number.trim().parse::<f64>().ok());
    Ok(kilobytes.ok_or("/proc/self/status has another form")? / 1024.0)
}
