//! The command line: the same engine as the window, headless.
//!
//! Exit status: 0 done and compliant; 1 findings of severity error; 2 the input or the arguments cannot be used, and one
//! line on standard error says why. Everything is said in Vietnamese unless `--lang en` is given; the JSON of `check` and
//! `diff` has the same members in both languages, only `message` and `name` follow it.

mod arguments;
mod check_json;
mod check_text;
mod cross;
mod diff;
mod failure;
mod produce;
mod reading_arguments;
mod split;
mod repair;
mod report;
mod subject;
mod table;
mod verify;

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _};

use self::arguments::{Arguments, CheckArguments, Command, OutputFormat};
use self::failure::Failure;
use self::subject::Subject;
use crate::app::{Language, Texts};
use crate::io::PackageSchema;

/// What the program ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Done and compliant.
    Compliant = 0,
    /// Findings of severity error.
    Faulty = 1,
    /// Input or arguments that cannot be used.
    Unusable = 2,
}

/// Runs the program with its arguments, the first being its own name, and returns its exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let texts = Texts::new(arguments::language_of(&arguments).unwrap_or_default());
    let command = arguments::localised(Arguments::command(), &texts);
    let parsed = command.try_get_matches_from(arguments).and_then(|matches| Arguments::from_arg_matches(&matches));
    let outcome = match parsed {
        Ok(parsed) => perform(parsed, &texts),
        Err(e) if matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            say(&e.to_string());
            Ok(Outcome::Compliant)
        }
        Err(e) => Err(Failure::Arguments { detail: arguments::error_line(&e, &texts) }),
    };
    let outcome = outcome.unwrap_or_else(|failure| {
        complain(&failure.line(&texts));
        Outcome::Unusable
    });
    ExitCode::from(outcome as u8)
}

fn perform(arguments: Arguments, texts: &Texts) -> Result<Outcome, Failure> {
    match arguments.command {
        None => match crate::ui::run(arguments.file, arguments.references) {
            Ok(()) => Ok(Outcome::Compliant),
            Err(error) => Err(Failure::Window(Box::new(error))),
        },
        Some(Command::Check(check)) => perform_check(&check, texts),
        Some(Command::Convert(convert)) => produce::convert(&convert, texts),
        Some(Command::Cross(crossed)) => cross::cross(&crossed, texts),
        Some(Command::Diff(compared)) => diff::diff(&compared, texts),
        Some(Command::Export(export)) => produce::export(&export, texts),
        Some(Command::Render(render)) => produce::render(&render, texts),
        Some(Command::Report(arguments)) => report::report(&arguments, texts),
        Some(Command::Split(split)) => split::split(&split, texts),
        Some(Command::Repair(repair)) => repair::repair(&repair, texts),
        Some(Command::Verify(verified)) => verify::verify(&verified, texts),
    }
}

fn perform_check(arguments: &CheckArguments, texts: &Texts) -> Result<Outcome, Failure> {
    let subject = Subject::load(&arguments.input, texts)?;
    subject.mention_problems(texts);
    match arguments.answer.format {
        OutputFormat::Text => say(&check_text::balance(&subject, texts)),
        OutputFormat::Json => say(&check_json::report(&subject, texts)?),
    }
    Ok(if subject.checker.findings().has_errors() { Outcome::Faulty } else { Outcome::Compliant })
}

/// Writes to standard output; a reader that has gone away is no error.
fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| if text.ends_with('\n') { Ok(()) } else { out.write_all(b"\n") });
    let _ = out.flush();
}

/// Writes one line to standard error.
fn complain(line: &str) {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = writeln!(std::io::stderr(), "hecta: {line}");
}

/// Name of a language on the command line.
impl clap::ValueEnum for Language {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.code()))
    }
}

/// Name of a schema on the command line.
impl clap::ValueEnum for PackageSchema {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.id()))
    }
}
