//! Names that only some places of the package may use.

use crate::source::Source;

/// Names that only some places may use.
pub struct OnlyCallers {
    /// Crates, found where a path begins with them.
    crates: &'static [&'static str],
    /// Words that mean the same wherever they stand.
    words: &'static [&'static str],
    /// Methods, found after a dot.
    methods: &'static [&'static str],
    /// Where they may be used: files, or folders ending in `/`.
    callers: &'static [&'static str],
    /// Whether code under `#[cfg(test)]` is free.
    tests_are_free: bool,
}

/// The overlay engine.
pub const OVERLAY: OnlyCallers = OnlyCallers {
    crates: &["i_overlay", "i_float", "i_shape"],
    words: &[],
    methods: &[],
    callers: &["src/geometry/overlay.rs"],
    tests_are_free: false,
};

/// Map projections and datum shifts.
pub const PROJECTIONS: OnlyCallers = OnlyCallers {
    crates: &["proj", "proj_sys"],
    words: &[],
    methods: &[],
    callers: &["src/geometry/crs.rs", "src/geometry/crs/"],
    tests_are_free: false,
};

/// Files and databases.
pub const FILES: OnlyCallers = OnlyCallers {
    crates: &["fs", "tempfile", "rusqlite"],
    words: &["fs", "OpenOptions"],
    methods: &["canonicalize", "exists", "is_dir", "is_file", "read_dir", "symlink_metadata", "try_exists"],
    callers: &["src/io/"],
    tests_are_free: true,
};

/// The window and the graphics card.
pub const WINDOW: OnlyCallers = OnlyCallers {
    crates: &[
        "bytemuck",
        "eframe",
        "egui",
        "egui_extras",
        "egui_notify",
        "egui_wgpu",
        "egui_winit",
        "emath",
        "epaint",
        "rfd",
        "wgpu",
        "winit",
    ],
    words: &[],
    methods: &[],
    callers: &["src/ui/", "src/main.rs"],
    tests_are_free: false,
};

impl OnlyCallers {
    /// Everything in `file` that it may not use.
    pub fn violations(&self, file: &Source) -> Vec<String> {
        let is_caller = |caller: &&str| file.path == **caller || (caller.ends_with('/') && file.path.starts_with(*caller));
        if self.callers.iter().any(is_caller) {
            return Vec::new();
        }
        let is_named = |index: usize| {
            let text = file.text(index);
            (self.crates.contains(&text) && file.is_path_head(index))
                || self.words.contains(&text)
                || (self.methods.contains(&text) && file.text_before(index) == "." && file.text(index + 1) == "(")
        };
        (0..file.tokens.len())
            .filter(|&index| is_named(index) && !(self.tests_are_free && file.tokens[index].is_test))
            .map(|index| format!("{}: `{}` belongs to {} alone", file.place(index), file.text(index), self.callers.join(", ")))
            .collect()
    }
}
