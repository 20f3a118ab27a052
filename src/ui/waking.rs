//! Waking the window from a worker.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui::Context;

use crate::app::job::Wake;

/// As good as at once; egui answers a request without any delay with two frames.
const AT_ONCE: Duration = Duration::from_nanos(1);

/// One new frame of the window for whoever calls it.
pub(super) fn wake(context: &Context) -> Wake {
    let context = context.clone();
    Arc::new(move || context.request_repaint_after(AT_ONCE))
}

#[cfg(test)]
mod tests {
    use eframe::egui::{RawInput, ViewportId};

    use super::*;

    #[test]
    fn a_wake_is_one_frame() {
        let context = Context::default();
        let delay = || {
            let mut output = context.run_ui(RawInput::default(), |_| {});
            output.textures_delta.clear();
            output.viewport_output[&ViewportId::ROOT].repaint_delay
        };
        while delay() < Duration::MAX {}
        wake(&context)();
        assert!(context.has_requested_repaint());
        assert_eq!(delay(), Duration::MAX);
    }
}
