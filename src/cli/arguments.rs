//! What can be said on the command line, and what is said about it in either language.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::cross::CrossArguments;
use super::reading_arguments::{NumberArguments, ReadingArguments};
use crate::app::{Language, Texts};
use crate::edit::repair::RepairPolicy;
use crate::geometry::crs::FileCrs;
use crate::io::{PackageSchema, TextEncoding};

/// Without a subcommand the window opens.
#[derive(Debug, Parser)]
#[command(name = "hecta", version, disable_help_subcommand = true, args_conflicts_with_subcommands = true)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Layers to be shown behind the plan, the uppermost first.
    #[arg(long = "reference", value_name = "FILE")]
    pub references: Vec<PathBuf>,
    #[arg(
        long,
        global = true,
        value_name = "vi|en",
        default_value = "vi",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub lang: Language,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Check(CheckArguments),
    Convert(ConvertArguments),
    Cross(CrossArguments),
    Diff(DiffArguments),
    Export(ExportArguments),
    Render(RenderArguments),
    Repair(RepairArguments),
    Report(ReportArguments),
    Split(SplitArguments),
    Verify(VerifyArguments),
}

/// A plan and what it is judged by.
#[derive(Debug, Args, Default)]
pub(super) struct InputArguments {
    #[arg(value_name = "PLAN")]
    pub plan: Option<PathBuf>,
    /// Which alternative of a project; without it the one last worked on.
    #[arg(long, value_name = "NAME", requires = "plan", conflicts_with = "boundary")]
    pub alternative: Option<String>,
    #[arg(long, value_name = "FILE", requires = "plan")]
    pub boundary: Option<PathBuf>,
    #[arg(long, value_name = "N")]
    pub approved_ha: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub communes: Option<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArguments,
    #[arg(long, value_name = "unicode|cp1258|tcvn3|vni", value_parser = encoding)]
    pub encoding: Option<TextEncoding>,
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub input: InputArguments,
    #[command(flatten)]
    pub answer: AnswerArguments,
}

/// Two plans to be compared.
#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    #[arg(value_name = "A")]
    pub plan_a: PathBuf,
    #[arg(value_name = "B")]
    pub plan_b: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub boundary: Option<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArguments,
    #[command(flatten)]
    pub answer: AnswerArguments,
}

/// How a command answers.
#[derive(Debug, Args)]
pub(super) struct AnswerArguments {
    #[arg(
        long,
        value_enum,
        value_name = "text|json",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: OutputFormat,
}

/// The forms of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct ConvertArguments {
    #[arg(value_name = "IN")]
    pub input: PathBuf,
    #[arg(value_name = "OUT")]
    pub output: PathBuf,
    #[arg(long, alias = "crs", value_name = "EPSG:n")]
    pub from: Option<String>,
    #[command(flatten)]
    pub numbers: NumberArguments,
    #[arg(long, value_name = "EPSG:n")]
    pub to: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    #[arg(value_name = "PLAN")]
    pub plan: PathBuf,
    #[arg(value_name = "OUT")]
    pub output: PathBuf,
    #[arg(long, value_name = "REASON")]
    pub draft: Option<String>,
    /// Which table a CSV file is to hold.
    #[arg(long, value_name = "NAME")]
    pub table: Option<String>,
    #[arg(
        long,
        value_enum,
        value_name = "plain|tt16",
        default_value = "plain",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub schema: PackageSchema,
    #[arg(long, value_name = "CODE")]
    pub information_code: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub dossier_code: Option<String>,
    #[command(flatten)]
    pub reading: ReadingArguments,
}

/// A plan whose tables are to be written.
#[derive(Debug, Args)]
pub(super) struct ReportArguments {
    #[arg(value_name = "PLAN")]
    pub plan: PathBuf,
    #[arg(value_name = "OUT")]
    pub output: PathBuf,
    #[arg(long, value_name = "REASON")]
    pub draft: Option<String>,
    #[arg(long, value_name = "NAME", conflicts_with = "boundary")]
    pub alternative: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub boundary: Option<PathBuf>,
    #[arg(long, value_name = "N")]
    pub approved_ha: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub communes: Option<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArguments,
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct RenderArguments {
    /// `[PLAN] OUT`: with one path it is the picture of the sample plan.
    #[arg(value_name = "[PLAN] OUT", num_args = 1..=2, required = true)]
    pub paths: Vec<PathBuf>,
    #[arg(long, value_name = "WxH")]
    pub size: Option<String>,
    #[command(flatten)]
    pub reading: ReadingArguments,
}

#[derive(Debug, Args)]
pub(super) struct SplitArguments {
    #[arg(value_name = "PLAN")]
    pub plan: PathBuf,
    #[arg(value_name = "OUT")]
    pub output: PathBuf,
    #[arg(long, value_name = "ID")]
    pub zone: String,
    #[arg(long, value_name = "LIST", required_unless_present = "shares", conflicts_with = "shares")]
    pub areas: Option<String>,
    #[arg(long, value_name = "LIST")]
    pub shares: Option<String>,
    #[arg(long, value_name = "DEG", allow_hyphen_values = true)]
    pub bearing: String,
    #[arg(long, value_name = "FILE")]
    pub boundary: Option<PathBuf>,
    #[arg(long, value_name = "REASON")]
    pub draft: Option<String>,
    #[command(flatten)]
    pub reading: ReadingArguments,
}

#[derive(Debug, Args)]
pub(super) struct RepairArguments {
    #[arg(value_name = "PLAN")]
    pub plan: PathBuf,
    #[arg(value_name = "OUT")]
    pub output: PathBuf,
    #[arg(
        long,
        value_enum,
        value_name = "POLICY",
        default_value = "longest-border",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub policy: RepairPolicy,
    #[arg(long, value_name = "FILE")]
    pub boundary: Option<PathBuf>,
    #[arg(long, value_name = "N")]
    pub approved_ha: Option<String>,
    #[command(flatten)]
    pub reading: ReadingArguments,
    #[arg(long, value_name = "REASON")]
    pub draft: Option<String>,
    #[command(flatten)]
    pub answer: AnswerArguments,
}

/// A file that was handed over.
#[derive(Debug, Args)]
pub(super) struct VerifyArguments {
    #[arg(value_name = "FILE")]
    pub handed_over: PathBuf,
    #[command(flatten)]
    pub answer: AnswerArguments,
}

/// The language asked for anywhere among the arguments; help and complaints need it before anything is parsed.
pub(super) fn language_of(arguments: &[OsString]) -> Option<Language> {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        let value = if word == "--lang" { words.next() } else { word.strip_prefix("--lang=") };
        if value.is_some() {
            return value.and_then(Language::from_code);
        }
    }
    None
}

/// Reads "EPSG:5897" and the like.
pub(super) fn crs(text: Option<&str>) -> Result<Option<FileCrs>, super::Failure> {
    text.map(str::parse).transpose().map_err(|source| super::Failure::Crs { source })
}

/// The encoding a word stands for.
fn encoding(word: &str) -> Result<TextEncoding, String> {
    TextEncoding::from_word(word).ok_or_else(|| word.to_owned())
}

/// The help texts of a command and its subcommands, in the language of `texts`.
pub(super) fn localised(command: clap::Command, texts: &Texts) -> clap::Command {
    let command = localised_one(command, "hecta", texts).after_help(texts.get("cli-exit-status").to_owned());
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(&name, |sub| localised_one(sub, &name, texts).after_help(texts.get("cli-exit-status").to_owned()))
    })
}

fn localised_one(command: clap::Command, name: &str, texts: &Texts) -> clap::Command {
    let about = texts.find(&format!("cli-about-{name}")).unwrap_or_default().to_owned();
    let [usage, commands, arguments, options] =
        ["cli-usage", "cli-commands", "cli-arguments", "cli-options"].map(|id| texts.get(id));
    let commands = if name == "hecta" { format!("{commands}:\n{{subcommands}}\n\n") } else { String::new() };
    let template = format!(
        "{{about}}\n\n{usage}: {{usage}}\n\n{commands}{arguments}:\n{{positionals}}\n\n{options}:\n{{options}}{{after-help}}"
    );
    let help = clap::Arg::new("help").long("help").short('h').action(clap::ArgAction::Help);
    let command = command.about(about).help_template(template).disable_help_flag(true).arg(help);
    let command = if name == "hecta" {
        let version = clap::Arg::new("version").long("version").short('V').action(clap::ArgAction::Version);
        command.disable_version_flag(true).arg(version)
    } else {
        command
    };
    command.mut_args(|arg| {
        let id = arg.get_id().as_str().replace('_', "-");
        arg.help(texts.find(&format!("cli-option-{id}")).unwrap_or_default().to_owned())
    })
}

/// What is wrong with the arguments, as one line.
pub(super) fn error_line(error: &clap::Error, texts: &Texts) -> String {
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(list)) => list.join(" "),
        _ => String::new(),
    };
    let argument = [ContextKind::InvalidArg, ContextKind::PriorArg, ContextKind::InvalidSubcommand].map(context);
    let argument = argument.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    let value = context(ContextKind::InvalidValue);
    let line = |id: &str| texts.format(id, &[("argument", argument.as_str().into()), ("value", value.as_str().into())]);
    match error.kind() {
        ErrorKind::UnknownArgument => texts.format("cli-error-unknown-argument", &[("argument", argument.as_str().into())]),
        ErrorKind::InvalidValue if value.is_empty() => {
            texts.format("cli-error-no-value", &[("argument", argument.as_str().into())])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => line("cli-error-invalid-value"),
        ErrorKind::MissingRequiredArgument => {
            texts.format("cli-error-missing-argument", &[("argument", argument.as_str().into())])
        }
        ErrorKind::ArgumentConflict => texts.format("cli-error-conflict", &[("argument", argument.as_str().into())]),
        ErrorKind::InvalidUtf8 => texts.get("cli-error-not-utf8").to_owned(),
        _ => {
            let text = error.to_string();
            let first = text.lines().next().unwrap_or_default();
            first.trim_start_matches("error: ").to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn every_argument_is_explained_in_both_languages() {
        for texts in Language::ALL.map(Texts::new) {
            let command = localised(Arguments::command(), &texts);
            command.clone().debug_assert();
            for command in std::iter::once(&command).chain(command.get_subcommands()) {
                let name = command.get_name();
                assert!(!command.get_about().unwrap_or_default().to_string().is_empty(), "{name} in {:?}", texts.language());
                for argument in command.get_arguments() {
                    let help = argument.get_help().unwrap_or_default().to_string();
                    assert!(!help.is_empty(), "{name} {} in {:?}", argument.get_id(), texts.language());
                }
            }
        }
    }

    #[test]
    fn the_language_is_known_before_anything_else() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(language_of(&words("hecta --bogus --lang en")), Some(Language::English));
        assert_eq!(language_of(&words("hecta --lang=vi")), Some(Language::Vietnamese));
        assert_eq!(language_of(&words("hecta --lang")), None);
        assert_eq!(language_of(&words("hecta check en")), None);
    }
}
