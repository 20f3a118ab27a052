//! Long work beside the window: how far it is, and how it is stopped.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};

use crate::io::{Stage, Watch};

/// Wakes whoever waits for a job, from any thread.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// How far a job is; shared between the worker and whoever waits.
#[derive(Debug, Default)]
pub struct Progress {
    is_stopped: AtomicBool,
    done: AtomicUsize,
    total: AtomicUsize,
    /// What is being worked on, e.g. the name of a file, and what is done with it.
    what: Mutex<(String, Option<Stage>)>,
}

impl Progress {
    /// Says what is being worked on and of how many parts it is; 0 if nobody knows.
    pub fn begin(&self, what: &str, total: usize) {
        *self.what.lock().unwrap_or_else(PoisonError::into_inner) = (what.to_owned(), None);
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    /// Says how many parts are done; whether to go on.
    pub fn goes_on(&self, done: usize) -> bool {
        self.done.store(done, Ordering::Relaxed);
        !self.is_stopped()
    }

    /// Whether nobody wants the result any more.
    pub fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }

    /// Says that nobody wants the result any more; the worker stops at the next place where it asks.
    pub fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    /// What is being worked on.
    pub fn what(&self) -> String {
        self.what.lock().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// What is done with it, where that is known.
    pub fn stage(&self) -> Option<Stage> {
        self.what.lock().unwrap_or_else(PoisonError::into_inner).1
    }

    /// Parts done and parts in all; `None` if nobody knows how many there are.
    pub fn parts(&self) -> Option<(usize, usize)> {
        let total = self.total.load(Ordering::Relaxed);
        (total > 0).then(|| (self.done.load(Ordering::Relaxed).min(total), total))
    }
}

impl Watch for Progress {
    /// Where nobody knows how many parts there are, those that were [begun](Self::begin) go on to count.
    fn goes_on(&self, stage: Stage, done: usize, total: usize) -> bool {
        if total > 0 {
            self.what.lock().unwrap_or_else(PoisonError::into_inner).1 = Some(stage);
            self.total.store(total, Ordering::Relaxed);
            self.done.store(done, Ordering::Relaxed);
        }
        !self.is_stopped()
    }
}

/// What became of a job.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome<T> {
    /// It is not done yet.
    Running,
    /// It is done; the result comes once.
    Done(T),
    /// The worker ended without a result.
    Failed,
}

/// Work on a thread of its own. Dropping it stops it at the next place where it asks.
pub struct Job<T> {
    progress: Arc<Progress>,
    result: Receiver<T>,
}

impl<T> fmt::Debug for Job<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job").field("progress", &self.progress).finish_non_exhaustive()
    }
}

impl<T: Send + 'static> Job<T> {
    /// Starts `work` on a thread of its own and wakes whoever waits when it is done.
    pub fn start(wake: Wake, work: impl FnOnce(&Progress) -> T + Send + 'static) -> Self {
        let progress = Arc::new(Progress::default());
        let (sender, result) = channel();
        let shared = progress.clone();
        std::thread::spawn(move || {
            let done = work(&shared);
            // nobody may want it any more
            let _ = sender.send(done);
            drop(sender);
            wake();
        });
        Self { progress, result }
    }

    /// Does `work` at once: for what takes no longer than a frame.
    pub fn done_at_once(work: impl FnOnce(&Progress) -> T) -> Self {
        let progress = Arc::new(Progress::default());
        let (sender, result) = channel();
        let _ = sender.send(work(&progress));
        Self { progress, result }
    }

    /// What has become of it; never waits.
    pub fn poll(&self) -> Outcome<T> {
        match self.result.try_recv() {
            Ok(result) => Outcome::Done(result),
            Err(TryRecvError::Empty) => Outcome::Running,
            Err(TryRecvError::Disconnected) => Outcome::Failed,
        }
    }

    /// How far it is.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.progress.stop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_says_how_far_it_is_gives_its_result_once_and_wakes() {
        let (waked, wakes) = channel();
        let (go, wait) = channel::<()>();
        let job = Job::start(Arc::new(move || _ = waked.send(())), move |progress| {
            progress.begin("ranh giới.shp", 4);
            let goes_on = progress.goes_on(2);
            wait.recv().expect("told to go on");
            goes_on
        });
        while job.progress().parts() != Some((2, 4)) {
            assert_eq!(job.poll(), Outcome::Running);
            std::thread::yield_now();
        }
        assert_eq!(job.progress().what(), "ranh giới.shp");
        go.send(()).expect("the worker waits");
        wakes.recv().expect("waked");
        assert_eq!(job.poll(), Outcome::Done(true));
        assert_eq!(job.poll(), Outcome::Failed, "there is no second result");
    }

    #[test]
    fn dropping_a_job_stops_it() {
        let (stopped, is_stopped) = channel();
        let job = Job::start(Arc::new(|| {}), move |progress| {
            let mut done = 0;
            while progress.goes_on(done) {
                done += 1;
                std::thread::yield_now();
            }
            let _ = stopped.send(());
        });
        drop(job);
        is_stopped.recv().expect("the worker heard of it");
        let job = Job::done_at_once(|progress| progress.goes_on(1));
        assert_eq!(job.poll(), Outcome::Done(true));
    }
}
