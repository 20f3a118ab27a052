//! The texts of both languages, held against each other and against the sources that use them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use hecta::app::{Language, Texts};
use unicode_normalization::is_nfc;

/// With what the id of a text may begin.
const PREFIXES: [&str; 23] = [
    "app-",
    "menu-",
    "action-",
    "tool-",
    "hint-",
    "status-",
    "layer-",
    "panel-",
    "area-",
    "function-",
    "verdict-",
    "rule-",
    "finding-",
    "repair-",
    "dialog-",
    "error-",
    "import-",
    "step-",
    "refusal-",
    "tour-",
    "a11y-",
    "cli-",
    "corners-",
];
/// Calls whose literal argument is the id of a text.
const LOOK_UPS: [&str; 5] = [".get(\"", ".format(\"", ".find(\"", "tr(\"", "tr!(\""];

/// Each message of a language with its text as written in the file.
fn messages(language: Language) -> BTreeMap<&'static str, String> {
    let mut messages: BTreeMap<&str, String> = BTreeMap::new();
    let mut id = "";
    for line in language.source().lines().filter(|line| !line.starts_with('#')) {
        let is_new = line.starts_with(|c: char| c.is_ascii_alphabetic());
        let text = if is_new {
            let (name, text) = line.split_once('=').expect("a line of the form id = text");
            id = name.trim_end();
            assert!(!messages.contains_key(id), "{}.ftl has `{id}` twice", language.code());
            text
        } else {
            line
        };
        if !line.is_empty() {
            let message = messages.entry(id).or_default();
            message.push_str(text.trim_start());
            message.push('\n');
        }
    }
    messages
}

/// The names of the variables of a text.
fn variables(text: &str) -> BTreeSet<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    text.split('$').skip(1).map(|rest| &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())]).collect()
}

fn is_id(text: &str) -> bool {
    PREFIXES.iter().any(|prefix| text.starts_with(prefix))
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
}

/// All Rust sources of the program as `(path, text)`.
fn sources() -> Vec<(PathBuf, String)> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the sources are readable") {
            let path = entry.expect("the sources are readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source is UTF-8");
                sources.push((path, text));
            }
        }
    }
    assert!(sources.len() > 5, "the sources are not where this test looks for them");
    sources
}

/// The ids in `source` that look-ups name, with their line.
fn looked_up(source: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (number, line) in source.lines().enumerate() {
        for call in LOOK_UPS {
            found.extend(line.match_indices(call).filter_map(|(at, _)| {
                let id = line[at + call.len()..].split('"').next()?;
                is_id(id).then_some((number + 1, id))
            }));
        }
    }
    found
}

/// The string literals of `source` that may name a text, and those that begin an id completed at run time ("finding-{rule}").
fn mentioned(source: &str) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let literals = source.lines().flat_map(|line| line.split('"').skip(1).step_by(2));
    let (mut whole, mut beginnings) = (BTreeSet::new(), BTreeSet::new());
    for literal in literals {
        match literal.split_once('{') {
            Some((beginning, _)) if is_id(beginning) => _ = beginnings.insert(beginning),
            _ if is_id(literal) => _ = whole.insert(literal),
            _ => {}
        }
    }
    (whole, beginnings)
}

fn is_used(id: &str, whole: &BTreeSet<&str>, beginnings: &BTreeSet<&str>) -> bool {
    whole.contains(id) || beginnings.iter().any(|beginning| id.starts_with(beginning))
}

#[test]
fn both_files_parse_without_errors() {
    for language in Language::ALL {
        if let Err((_, errors)) = FluentResource::try_new(language.source().into()) {
            panic!("{}.ftl: {errors:?}", language.code());
        }
    }
}

#[test]
fn both_languages_have_the_same_texts_with_the_same_variables() {
    let [vi, en] = Language::ALL.map(messages);
    assert!(vi.len() > 300, "only {} texts were read", vi.len());
    let ids = |texts: &BTreeMap<&'static str, String>| texts.keys().copied().collect::<BTreeSet<_>>();
    let differing: Vec<_> = ids(&vi).symmetric_difference(&ids(&en)).copied().collect();
    assert!(differing.is_empty(), "in one file only: {differing:?}");
    let differing: Vec<_> = vi.iter().filter(|(id, text)| variables(text) != variables(&en[*id])).map(|(id, _)| id).collect();
    assert!(differing.is_empty(), "variables differ: {differing:?}");
}

#[test]
fn every_text_has_a_known_prefix_and_says_something() {
    for language in Language::ALL {
        for (id, text) in messages(language) {
            let place = format!("`{id}` in {}.ftl", language.code());
            assert!(is_id(id), "{place}: unknown prefix, or not lower case");
            assert!(text.chars().any(char::is_alphabetic), "{place} is empty");
            assert!(is_nfc(&text), "{place} is not in Unicode NFC");
            assert!(!text.contains("..."), "{place}: write … as one character");
        }
    }
}

#[test]
fn every_text_can_be_written() {
    for language in Language::ALL {
        let texts = Texts::new(language);
        for (id, source) in messages(language) {
            let names = variables(&source);
            if names.is_empty() {
                assert!(!texts.get(id).trim().is_empty());
            } else {
                let values: Vec<_> =
                    names.into_iter().map(|name| (name, if name == "count" { 3.into() } else { "§".into() })).collect();
                let text = texts.format(id, &values);
                assert!(!text.contains(['{', '}', '$']), "`{id}` in {}.ftl: {text}", language.code());
            }
        }
    }
}

#[test]
fn every_text_that_the_program_looks_up_exists() {
    let known = messages(Language::Vietnamese);
    let mut missing = Vec::new();
    for (path, source) in sources() {
        for (line, id) in looked_up(&source).into_iter().filter(|(_, id)| !known.contains_key(id)) {
            missing.push(format!("{}:{line}: no text `{id}`", path.display()));
        }
    }
    assert!(missing.is_empty(), "\n{}\n", missing.join("\n"));
}

#[test]
fn every_text_is_used() {
    let sources = sources();
    let (mut whole, mut beginnings) = (BTreeSet::new(), BTreeSet::new());
    for (_, source) in &sources {
        let (more, more_beginnings) = mentioned(source);
        whole.extend(more);
        beginnings.extend(more_beginnings);
    }
    let unused: Vec<_> = messages(Language::Vietnamese).into_keys().filter(|id| !is_used(id, &whole, &beginnings)).collect();
    assert!(unused.is_empty(), "used nowhere: {unused:?}");
}

#[test]
fn look_ups_are_recognised() {
    let source = "label(texts.get(\"menu-file\"));\nmap.get(\"coordinates\"); t.format(\"finding-gap\", &[]); tr(\"a11y-map\")";
    assert_eq!(looked_up(source), [(1, "menu-file"), (2, "finding-gap"), (2, "a11y-map")]);
    let (whole, beginnings) = mentioned("format!(\"rule-{id}-help\"); const TITLE: &str = \"menu-file\"; let x = \"not an id\";");
    assert!(is_used("menu-file", &whole, &beginnings) && is_used("rule-gap-help", &whole, &beginnings));
    assert!(!is_used("menu-edit", &whole, &beginnings));
    assert_eq!(variables("{ $a } và { $b }: { $count ->"), BTreeSet::from(["a", "b", "count"]));
}
