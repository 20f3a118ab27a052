//! The order of the modules and who may call what, read from the sources.
//!
//! Each rule is a function from a file to its violations ("file:line: what is wrong"), tried on bad snippets, and a test that runs it
//! over the package. An exception is written with its reason, and one that is no longer needed fails too.

#[path = "architecture/callers.rs"]
mod callers;
#[path = "architecture/source.rs"]
mod source;

use callers::{FILES, OVERLAY, OnlyCallers, PROJECTIONS, WINDOW};
use source::Source;

/// The modules in dependency order: each may use those before it.
const ORDER: [&str; 10] = ["geometry", "plan", "check", "edit", "io", "tool", "app", "ui", "cli", "main"];
/// The modules that know no window, no file, no clock, no randomness and no hash order.
const CORE: [&str; 4] = ["geometry", "plan", "check", "edit"];
/// Longest file, lines.
const MAX_LINES: usize = 500;

/// A file (or a folder, ending in `/`) that a rule leaves alone, and why.
type Exception = (&'static str, &'static str);

/// Core files with a hashed container whose order reaches no result.
const HASHED_EXCEPTIONS: &[Exception] =
    &[("src/geometry/crs/transform.rs", "a cache of PROJ objects, only ever looked up by key")];
/// Files longer than [`MAX_LINES`].
const LONG_FILES: &[Exception] = &[];
/// Files with `unsafe` code.
const UNSAFE_FILES: &[Exception] = &[];

/// Everything `rule` finds wrong in `files` outside `exceptions`, and the exceptions that nothing needs.
fn violations(files: &[Source], exceptions: &[Exception], rule: impl Fn(&Source) -> Vec<String>) -> Vec<String> {
    let covers =
        |exception: &Exception, path: &str| path == exception.0 || (exception.0.ends_with('/') && path.starts_with(exception.0));
    let mut found = Vec::new();
    let mut needed = vec![false; exceptions.len()];
    for file in files {
        let wrong = rule(file);
        match exceptions.iter().position(|exception| covers(exception, &file.path)) {
            Some(index) => needed[index] |= !wrong.is_empty(),
            None => found.extend(wrong),
        }
    }
    let stale = exceptions.iter().zip(needed).filter(|(_, needed)| !needed);
    found.extend(stale.map(|((path, reason), _)| format!("{path}: no exception is needed any more ({reason})")));
    found
}

/// Fails with all violations of `rule` in `files`, one a line.
fn assert_holds(files: &[Source], exceptions: &[Exception], rule: impl Fn(&Source) -> Vec<String>) {
    let found = violations(files, exceptions, rule);
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// Asserts that `rule` finds `count` things wrong in `text` as the content of `path`, the first on `line`.
fn assert_finds(rule: impl Fn(&Source) -> Vec<String>, path: &str, text: &str, count: usize, line: usize) {
    let found = rule(&Source::new(path, text));
    assert_eq!(found.len(), count, "{found:?}");
    if count > 0 {
        assert!(found[0].starts_with(&format!("{path}:{line}: ")), "{found:?}");
    }
}

fn sources() -> Vec<Source> {
    let files = Source::all_under("src");
    assert!(files.iter().any(|file| file.path == "src/geometry/grid.rs"), "the sources are not where this test reads them");
    files
}

/// All Rust files of the package, with the line counts and names that hold for tests and benches too.
fn all_files() -> Vec<Source> {
    ["src", "tests", "benches", "examples"].into_iter().flat_map(Source::all_under).collect()
}

fn top_module(file: &Source) -> String {
    file.module_path().into_iter().next().unwrap_or_default()
}

fn is_core(file: &Source) -> bool {
    CORE.contains(&top_module(file).as_str())
}

// --- The order of the modules.

/// The top-level modules that `file` names, each with the index of its token, through `crate::`, `hecta::` or `super::`.
fn used_modules(file: &Source) -> Vec<(usize, String)> {
    let mut used = Vec::new();
    for start in 0..file.tokens.len() {
        let head = file.text(start);
        if !["crate", "hecta", "super"].contains(&head) || file.text(start + 1) != "::" || file.text_before(start) == "::" {
            continue;
        }
        let mut next = start + 2;
        if head == "super" {
            let mut depth = file.module_path().len() + file.tokens[start].inside.len() - 1;
            while file.text(next) == "super" && file.text(next + 1) == "::" {
                depth = depth.saturating_sub(1);
                next += 2;
            }
            if depth > 0 {
                continue;
            }
        }
        used.extend(first_names(file, next).into_iter().map(|index| (index, file.text(index).to_owned())));
    }
    used
}

/// The tokens with which the paths at `start` begin: one, or each of a `{ … }` group.
fn first_names(file: &Source, start: usize) -> Vec<usize> {
    if file.text(start) != "{" {
        return vec![start];
    }
    let (mut names, mut depth) = (Vec::new(), 0);
    for index in start..file.tokens.len() {
        match file.text(index) {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && ["{", ","].contains(&file.text(index)) && file.text(index + 1) != "}" {
            names.push(index + 1);
        }
    }
    names
}

fn uses_only_modules_above(file: &Source) -> Vec<String> {
    let module = top_module(file);
    let rank = |name: &str| ORDER.iter().position(|known| *known == name);
    let Some(own_rank) = rank(&module) else {
        let is_root = module.is_empty();
        return if is_root { Vec::new() } else { vec![format!("{}:1: module `{module}` has no place in the order", file.path)] };
    };
    let is_below = |name: &str| rank(name).is_some_and(|rank| rank > own_rank);
    used_modules(file)
        .into_iter()
        .filter(|(_, name)| is_below(name))
        .map(|(index, name)| format!("{}: `{module}` may not use `{name}`, which stands below it", file.place(index)))
        .collect()
}

/// `lib.rs` declares the modules in their order and passes nothing on under another name.
fn root_declares_in_order(file: &Source) -> Vec<String> {
    let mut found = Vec::new();
    let mut last_rank = 0;
    for index in 0..file.tokens.len() {
        match file.text(index) {
            "use" => found.push(format!("{}: the root re-exports nothing", file.place(index))),
            "mod" => match ORDER.iter().position(|known| *known == file.text(index + 1)) {
                Some(rank) if rank >= last_rank => last_rank = rank,
                _ => found.push(format!("{}: `{}` is not in its place", file.place(index), file.text(index + 1))),
            },
            _ => {}
        }
    }
    found
}

#[test]
fn modules_use_only_those_above_them() {
    assert_holds(&sources(), &[], uses_only_modules_above);
}

#[test]
fn the_root_declares_the_modules_in_order() {
    let root: Vec<Source> = sources().into_iter().filter(|file| file.path == "src/lib.rs").collect();
    assert_eq!(root.len(), 1);
    assert_holds(&root, &[], root_declares_in_order);
}

#[test]
fn order_rule_can_fail() {
    let finds = |path, text, count, line| assert_finds(uses_only_modules_above, path, text, count, line);
    finds("src/plan/zone.rs", "use crate::geometry::Ring;\nuse crate::edit::Command;", 1, 2);
    finds("src/plan/zone.rs", "use crate::{geometry::{Ring, area}, io::x, ui};", 2, 1);
    finds("src/plan/zone.rs", "use super::super::app::Session;", 1, 1);
    finds("src/plan/mod.rs", "use super::{app::Session, geometry::Ring};", 1, 1);
    finds("src/plan/zone.rs", "mod inner {\n use super::super::super::tool::Snap;\n use super::super::tool; }", 1, 2);
    finds("src/plan/zone.rs", "fn f() { let x = \"crate::ui\"; } // crate::ui", 0, 0);
    finds("src/plan/zone.rs", "use super::plan::Plan; pub(crate) fn f(a: crate::plan::Zone) {}", 0, 0);
    finds("src/cli.rs", "use crate::ui::run;", 0, 0);
    finds("src/network/mod.rs", "", 1, 1);
    let finds = |text, count, line| assert_finds(root_declares_in_order, "src/lib.rs", text, count, line);
    finds("pub mod geometry;\npub mod plan;\npub mod io;", 0, 0);
    finds("pub mod plan;\npub mod geometry;", 1, 2);
    finds("pub mod geometry;\npub mod gadgets;\npub use geometry::Ring;", 2, 2);
}

// --- Only callers.

#[test]
fn only_overlay_calls_i_overlay() {
    assert_holds(&sources(), &[], |file| OVERLAY.violations(file));
}

#[test]
fn only_crs_calls_proj() {
    assert_holds(&sources(), &[], |file| PROJECTIONS.violations(file));
}

#[test]
fn only_io_touches_files() {
    assert_holds(&sources(), &[], |file| FILES.violations(file));
}

#[test]
fn only_ui_knows_the_window() {
    assert_holds(&sources(), &[], |file| WINDOW.violations(file));
}

#[test]
fn only_caller_rules_can_fail() {
    let finds = |rule: &OnlyCallers, path, text, count, line| assert_finds(|file| rule.violations(file), path, text, count, line);
    finds(&OVERLAY, "src/plan/zone.rs", "// i_overlay::x\nuse i_overlay::core::overlay::Overlay;", 1, 2);
    finds(&OVERLAY, "src/geometry/overlay.rs", "use i_overlay::core::overlay::Overlay;", 0, 0);
    finds(&PROJECTIONS, "src/io/geojson.rs", "let proj = 1;\nlet p = proj::Proj::new(\"x\"); proj.convert();", 1, 2);
    finds(&PROJECTIONS, "src/geometry/crs.rs", "use proj::Proj;", 0, 0);
    finds(&FILES, "src/app/session.rs", "use std::{fs, path::Path};\nfn f(p: &Path) { p.exists(); fs::read(p); }", 3, 1);
    finds(&FILES, "src/app/session.rs", "fn f(a: &Map) { a.exists_in(1); }\n#[cfg(test)] mod tests { use std::fs; }", 0, 0);
    finds(&FILES, "src/io/project.rs", "use std::fs::File;", 0, 0);
    finds(&WINDOW, "src/app/session.rs", "fn f(ui: &mut egui::Ui) {}", 1, 1);
    finds(&WINDOW, "src/cli.rs", "use {\n    eframe::App,\n    rfd,\n};\nuse rfd;", 2, 2);
    finds(&WINDOW, "src/ui/canvas.rs", "use egui::Ui;", 0, 0);
}

// --- The core is pure.

/// Names of the clock.
const CLOCKS: [&str; 4] = ["SystemTime", "Instant", "jiff", "chrono"];
/// Crates of random numbers, found where a path begins with them.
const RANDOM_CRATES: [&str; 5] = ["rand", "rand_pcg", "fastrand", "getrandom", "proptest"];
/// Containers whose order changes from run to run.
const HASHED: [&str; 7] = ["HashMap", "HashSet", "RandomState", "hash_map", "hash_set", "hashbrown", "ahash"];

fn core_violations(file: &Source, is_wrong: impl Fn(usize) -> bool, what: &str) -> Vec<String> {
    (0..file.tokens.len())
        .filter(|&index| is_core(file) && !file.tokens[index].is_test && is_wrong(index))
        .map(|index| format!("{}: the core knows no {what}: `{}`", file.place(index), file.text(index)))
        .collect()
}

fn is_timeless(file: &Source) -> Vec<String> {
    let is_random = |index| RANDOM_CRATES.contains(&file.text(index)) && file.is_path_head(index);
    core_violations(file, |index| CLOCKS.contains(&file.text(index)) || is_random(index), "clock and no randomness")
}

fn has_no_hash_order(file: &Source) -> Vec<String> {
    core_violations(file, |index| HASHED.contains(&file.text(index)), "hash order")
}

#[test]
fn the_core_knows_no_clock_and_no_randomness() {
    assert_holds(&sources(), &[], is_timeless);
}

#[test]
fn the_core_knows_no_hash_order() {
    assert_holds(&sources(), HASHED_EXCEPTIONS, has_no_hash_order);
}

#[test]
fn purity_rules_can_fail() {
    assert_finds(has_no_hash_order, "src/plan/ledger.rs", "\nuse std::collections::HashMap;", 1, 2);
    assert_finds(has_no_hash_order, "src/geometry/grid.rs", "use std::hash::Hash;", 0, 0);
    assert_finds(has_no_hash_order, "src/app/session.rs", "use std::collections::HashMap;", 0, 0);
    assert_finds(
        is_timeless,
        "src/edit/history.rs",
        "let now = std::time::Instant::now(); let t = jiff::Timestamp::now();",
        2,
        1,
    );
    assert_finds(is_timeless, "src/check/engine.rs", "use rand::Rng;", 1, 1);
    assert_finds(is_timeless, "src/geometry/grid.rs", "fn f(rand: i64) {} #[cfg(test)] mod tests { use rand::Rng; }", 0, 0);
    assert_finds(is_timeless, "src/app/session.rs", "use std::time::Instant;", 0, 0);
}

// --- No network.

/// Crates that open network connections, or exist only to do so. `tokio` itself may be locked as an optional part of the D-Bus
/// client; its sockets would bring `mio` and `socket2`.
const NETWORK_CRATES: [&str; 32] = [
    "actix-web",
    "async-net",
    "attohttpc",
    "axum",
    "curl",
    "curl-sys",
    "git2",
    "h2",
    "h3",
    "hickory-resolver",
    "hyper",
    "hyper-util",
    "isahc",
    "libssh2-sys",
    "minreq",
    "mio",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "self_update",
    "sentry",
    "socket2",
    "surf",
    "tonic",
    "tungstenite",
    "ureq",
    "walkers",
    "warp",
    "webbrowser",
];

/// Crates of the lock file `text` that open network connections.
fn locked_network_crates(text: &str) -> Vec<String> {
    let name = |line: &str| Some(line.strip_prefix("name = \"")?.strip_suffix('"')?.to_owned());
    let lines = text.lines().enumerate();
    let names = lines.filter_map(|(index, line)| Some((index + 1, name(line)?)));
    names
        .filter(|(_, name)| NETWORK_CRATES.contains(&name.as_str()))
        .map(|(line, name)| format!("Cargo.lock:{line}: `{name}` opens network connections"))
        .collect()
}

fn opens_no_socket(file: &Source) -> Vec<String> {
    let is_socket = |index: usize| match file.text(index) {
        "TcpStream" | "TcpListener" | "UdpSocket" | "ToSocketAddrs" => true,
        "net" => file.text_before(index) == "::" || ["::", ","].contains(&file.text(index + 1)),
        _ => false,
    };
    (0..file.tokens.len())
        .filter(|&index| is_socket(index))
        .map(|index| format!("{}: Hecta makes no network connection: `{}`", file.place(index), file.text(index)))
        .collect()
}

#[test]
fn hecta_opens_no_network_connection() {
    let found = locked_network_crates(include_str!("../Cargo.lock"));
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
    assert_holds(&sources(), &[], opens_no_socket);
}

#[test]
fn network_rule_can_fail() {
    let lock = "[[package]]\nname = \"serde\"\n\n[[package]]\nname = \"ureq\"\nversion = \"3.0.0\"\n";
    assert_eq!(locked_network_crates(lock), ["Cargo.lock:5: `ureq` opens network connections"]);
    assert_finds(opens_no_socket, "src/io/tiles.rs", "use std::net::TcpStream;\nuse std::{net, io};", 3, 1);
    assert_finds(opens_no_socket, "src/plan/ledger.rs", "let net = gross - roads_m2;", 0, 0);
}

// --- Names, sizes, unsafe.

fn has_a_telling_name(file: &Source) -> Vec<String> {
    let is_empty_word = |name: &str| {
        let last_word = name.trim_end_matches(".rs").rsplit('_').next().unwrap_or_default();
        ["util", "utils", "helper", "helpers", "manager", "managers", "common", "misc"].contains(&last_word)
    };
    let modules = (0..file.tokens.len()).filter(|&index| file.text(index) == "mod" && is_empty_word(file.text(index + 1)));
    let mut found: Vec<String> =
        modules.map(|index| format!("{}: `{}` says nothing", file.place(index), file.text(index + 1))).collect();
    if file.path.split('/').any(is_empty_word) {
        found.push(format!("{}:1: the name of this file or folder says nothing", file.path));
    }
    found
}

fn is_short_enough(file: &Source) -> Vec<String> {
    let is_long = file.lines > MAX_LINES;
    is_long.then(|| format!("{}:{}: longer than {MAX_LINES} lines", file.path, file.lines)).into_iter().collect()
}

fn is_safe(file: &Source) -> Vec<String> {
    let unsafe_tokens = (0..file.tokens.len()).filter(|&index| file.text(index) == "unsafe");
    unsafe_tokens.map(|index| format!("{}: `unsafe` outside the files named for it", file.place(index))).collect()
}

#[test]
fn modules_have_telling_names() {
    assert_holds(&all_files(), &[], has_a_telling_name);
}

#[test]
fn files_are_short() {
    assert_holds(&all_files(), LONG_FILES, is_short_enough);
}

#[test]
fn unsafe_code_stands_only_where_named() {
    assert_holds(&all_files(), UNSAFE_FILES, is_safe);
}

#[test]
fn name_size_and_safety_rules_can_fail() {
    assert_finds(has_a_telling_name, "src/plan/zone.rs", "mod area;\nmod util;", 1, 2);
    assert_finds(has_a_telling_name, "tests/common/mod.rs", "", 1, 1);
    assert_finds(has_a_telling_name, "src/ui/layer_manager.rs", "", 1, 1);
    assert_finds(has_a_telling_name, "src/plan/commune.rs", "mod land_use;", 0, 0);
    assert_finds(is_short_enough, "src/plan/plan.rs", &"\n".repeat(501), 1, 501);
    assert_finds(is_short_enough, "src/plan/plan.rs", &"\n".repeat(500), 0, 0);
    assert_finds(is_safe, "src/ui/paint.rs", "// unsafe\nlet x = unsafe { y() };", 1, 2);
}

#[test]
fn exceptions_are_needed_and_used() {
    let files = [Source::new("src/ui/paint.rs", "unsafe {}"), Source::new("src/plan/plan.rs", "unsafe {}")];
    let named = [("src/ui/", "the graphics card"), ("src/io/geojson.rs", "old")];
    let found = violations(&files, &named, is_safe);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("src/plan/plan.rs:1: "), "{found:?}");
    assert!(found[1].starts_with("src/io/geojson.rs: no exception"), "{found:?}");
}
