//! Repairs as they are offered: the ways to clear the finding being looked at, in figures and in words.

pub mod text;
