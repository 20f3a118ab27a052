//! Rust files as tokens: enough of the language to see which names a file uses, and nothing that a comment or a string says.

use std::path::{Path, PathBuf};

/// A Rust file of this package, read for its names.
pub struct Source {
    /// Path from the package's folder, with `/`.
    pub path: String,
    /// Number of lines.
    pub lines: usize,
    /// What stands in the file, without comments; a string literal is one token `""`.
    pub tokens: Vec<Token>,
}

/// An identifier, `::`, a literal or a single character of punctuation.
pub struct Token {
    /// The token as written; raw identifiers without `r#`.
    pub text: String,
    /// Line in the file, from 1.
    pub line: usize,
    /// Modules written in the file around the token, outermost first.
    pub inside: Vec<String>,
    /// Whether the token belongs to an item under `#[cfg(test)]`.
    pub is_test: bool,
}

impl Source {
    /// Reads the tokens of `text`, the content of the file at `path`.
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), lines: text.lines().count(), tokens: scoped(&Lexer::new(text).tokens()) }
    }

    /// All Rust files under `folder` of the package, in order of their paths.
    pub fn all_under(folder: &str) -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut paths = Vec::new();
        collect_rust_files(&root.join(folder), &mut paths);
        paths.sort();
        let relative = |path: &Path| {
            let path = path.strip_prefix(root).expect("listed under the package's folder");
            path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
        };
        let read = |path: &PathBuf| std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        paths.iter().map(|path| Self::new(&relative(path), &read(path))).collect()
    }

    /// The path's folders and its stem below `src/`: `["plan", "zone"]` for `src/plan/zone.rs`, `["plan"]` for its `mod.rs`.
    pub fn module_path(&self) -> Vec<String> {
        let path = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let mut parts: Vec<String> = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        if parts.last().is_some_and(|part| ["mod", "lib"].contains(&part.as_str())) {
            parts.pop();
        }
        parts
    }

    /// The text of token `index`; empty beyond either end.
    pub fn text(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| token.text.as_str())
    }

    /// The text of the token before `index`; empty for the first.
    pub fn text_before(&self, index: usize) -> &str {
        index.checked_sub(1).map_or("", |before| self.text(before))
    }

    /// Whether token `index` names a crate or a module: at the head of a path or in a `use` of its own, not a field or a method.
    pub fn is_path_head(&self, index: usize) -> bool {
        let before = self.text_before(index);
        before != "." && before != "::" && (self.text(index + 1) == "::" || before == "use" || before == "crate")
    }

    /// `path:line` of token `index`, as compilers write it.
    pub fn place(&self, index: usize) -> String {
        format!("{}:{}", self.path, self.tokens[index].line)
    }
}

fn collect_rust_files(folder: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            collect_rust_files(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

/// A token's text with its line.
type Word = (String, usize);

struct Lexer {
    chars: Vec<char>,
    at: usize,
    line: usize,
}

impl Lexer {
    fn new(text: &str) -> Self {
        Self { chars: text.chars().collect(), at: 0, line: 1 }
    }

    fn tokens(mut self) -> Vec<Word> {
        let mut words = Vec::new();
        while let Some(c) = self.peek(0) {
            let line = self.line;
            if let Some(text) = self.token(c) {
                words.push((text, line));
            }
        }
        words
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            self.line += usize::from(self.peek(0) == Some('\n'));
            self.at += 1;
        }
    }

    /// Takes one token beginning with `c`; `None` for white space and comments.
    fn token(&mut self, c: char) -> Option<String> {
        match (c, self.peek(1)) {
            ('/', Some('/')) => {
                self.skip_until(|lexer| lexer.peek(0) == Some('\n'));
                None
            }
            ('/', Some('*')) => {
                self.skip_block_comment();
                None
            }
            ('"', _) => Some(self.string()),
            ('\'', _) => Some(self.char_or_lifetime()),
            (':', Some(':')) => {
                self.skip(2);
                Some("::".to_owned())
            }
            _ if c.is_alphabetic() || c == '_' => Some(self.word()),
            _ if c.is_ascii_digit() => Some(self.identifier()),
            _ => {
                self.skip(1);
                (!c.is_whitespace()).then(|| c.to_string())
            }
        }
    }

    fn skip_until(&mut self, is_end: impl Fn(&Self) -> bool) {
        while self.at < self.chars.len() && !is_end(self) {
            self.skip(1);
        }
    }

    fn skip_block_comment(&mut self) {
        let mut depth = 0;
        while self.at < self.chars.len() {
            match (self.peek(0), self.peek(1)) {
                (Some('/'), Some('*')) => depth += 1,
                (Some('*'), Some('/')) => depth -= 1,
                _ => {
                    self.skip(1);
                    continue;
                }
            }
            self.skip(2);
            if depth == 0 {
                return;
            }
        }
    }

    /// An identifier, or the literal or raw identifier that its prefix opens (`b"…"`, `r#"…"#`, `r#type`).
    fn word(&mut self) -> String {
        let prefix_len = (0..3).take_while(|&i| self.peek(i).is_some_and(|c| "brc".contains(c))).count();
        let hashes = (0..).take_while(|&i| self.peek(prefix_len + i) == Some('#')).count();
        match self.peek(prefix_len + hashes) {
            Some('"') if prefix_len > 0 && (0..prefix_len).any(|i| self.peek(i) == Some('r')) => {
                self.skip(prefix_len + hashes + 1);
                self.skip_until(|lexer| lexer.peek(0) == Some('"') && (1..=hashes).all(|i| lexer.peek(i) == Some('#')));
                self.skip(1 + hashes);
                "\"\"".to_owned()
            }
            Some('"') if prefix_len > 0 && hashes == 0 => {
                self.skip(prefix_len);
                self.string()
            }
            Some('\'') if prefix_len == 1 && hashes == 0 && self.peek(0) == Some('b') => {
                self.skip(1);
                self.char_or_lifetime()
            }
            _ => {
                if self.peek(0) == Some('r') && self.peek(1) == Some('#') {
                    self.skip(2);
                }
                self.identifier()
            }
        }
    }

    fn identifier(&mut self) -> String {
        let start = self.at;
        self.skip_until(|lexer| !lexer.peek(0).is_some_and(|c| c.is_alphanumeric() || c == '_'));
        self.chars[start..self.at].iter().collect()
    }

    fn string(&mut self) -> String {
        self.skip(1);
        while let Some(c) = self.peek(0) {
            self.skip(if c == '\\' { 2 } else { 1 });
            if c == '"' {
                break;
            }
        }
        "\"\"".to_owned()
    }

    fn char_or_lifetime(&mut self) -> String {
        let is_char = self.peek(1) == Some('\\') || self.peek(2) == Some('\'');
        self.skip(1);
        if !is_char {
            return format!("'{}", self.identifier());
        }
        self.skip(if self.peek(0) == Some('\\') { 2 } else { 1 });
        self.skip_until(|lexer| lexer.peek(0) == Some('\''));
        self.skip(1);
        "''".to_owned()
    }
}

/// An opened `{ … }`: the module it is, if any, and whether it is test code.
struct Scope {
    module: Option<String>,
    is_test: bool,
}

/// Adds to each word the modules it stands in and whether it is under `#[cfg(test)]`.
fn scoped(words: &[Word]) -> Vec<Token> {
    let text = |i: usize| words.get(i).map_or("", |word| word.0.as_str());
    let mut scopes: Vec<Scope> = Vec::new();
    let mut tokens = Vec::with_capacity(words.len());
    let mut next_is_test = false; // a #[cfg(test)] was read and its item has not begun its braces
    for (i, (word, line)) in words.iter().enumerate() {
        if word == "cfg" && text(i + 1) == "(" && text(i + 2) == "test" && text(i + 3) == ")" && text(i.wrapping_sub(2)) == "#" {
            next_is_test = true;
        }
        let is_test = next_is_test || scopes.iter().any(|scope| scope.is_test);
        let inside = scopes.iter().filter_map(|scope| scope.module.clone()).collect();
        tokens.push(Token { text: word.clone(), line: *line, inside, is_test });
        match word.as_str() {
            "{" => {
                let is_module = i >= 2 && text(i - 2) == "mod";
                scopes.push(Scope { module: is_module.then(|| text(i - 1).to_owned()), is_test });
                next_is_test = false;
            }
            "}" => {
                scopes.pop();
            }
            ";" => next_is_test = false,
            _ => {}
        }
    }
    tokens
}

#[test]
fn comments_and_strings_say_nothing() {
    let text = r##"
        // a::b
        /* c::d /* e */ f */
        let x = "g::h \" i"; let y = r#"j " k"#; let z = b"l"; let c = '"'; let d = '\''; let n: &'static str = m::n(b'o');
        r#type
    "##;
    let source = Source::new("src/lib.rs", text);
    let words: Vec<&str> = source.tokens.iter().map(|token| token.text.as_str()).collect();
    let expected =
        "let x = \"\" ; let y = \"\" ; let z = \"\" ; let c = '' ; let d = '' ; let n : & 'static str = m :: n ( '' ) ; type";
    assert_eq!(words.join(" "), expected);
    assert_eq!(source.tokens.last().map(|token| token.line), Some(5));
}

#[test]
fn tokens_know_their_module_and_whether_they_are_tests() {
    let source = Source::new(
        "src/plan/zone.rs",
        "fn a() {} mod inner { use b; } #[cfg(test)] use c; fn d() {} #[cfg(test)] mod tests { fn e() { f(); } } fn g() {}",
    );
    let told = |name: &str| {
        let token = source.tokens.iter().find(|token| token.text == name).expect("a name of the snippet");
        (token.inside.join("/"), token.is_test)
    };
    assert_eq!(told("a"), (String::new(), false));
    assert_eq!(told("b"), ("inner".to_owned(), false));
    assert_eq!(told("c"), (String::new(), true));
    assert_eq!(told("d"), (String::new(), false));
    assert_eq!(told("f"), ("tests".to_owned(), true));
    assert_eq!(told("g"), (String::new(), false));
}
