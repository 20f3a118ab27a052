//! Work that may panic on damaged input, as third-party readers do: the panic becomes an error and says nothing on standard error.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether a panic of this thread is expected and kept quiet.
    static IS_QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Does `work`; a panic becomes its message. What `work` changed before it panicked must not be used any more.
pub(super) fn contained<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let others = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_QUIET.get() {
                others(panic);
            }
        }));
    });
    let before = IS_QUIET.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    IS_QUIET.set(before);
    done.map_err(|cause| {
        let text = cause.downcast_ref::<&str>().map(|text| (*text).to_owned());
        text.or_else(|| cause.downcast_ref::<String>().cloned()).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        assert_eq!(contained(|| 1), Ok(1));
        let nothing: [i32; 0] = [];
        let index = nothing.len();
        assert!(contained(|| nothing[index]).is_err_and(|text| text.contains("out of bounds")));
        assert!(!IS_QUIET.get());
    }
}
