//! Files that mean harm, or were harmed: each is refused with a reason or read in part, within bounded time and memory.
//!
//! `HECTA_MUTATIONS=n` damages each file of the corpus `n` times instead of the usual number.

#[path = "hostile/bounds.rs"]
mod bounds;
#[path = "hostile/corpus.rs"]
mod corpus;
#[path = "hostile/mutations.rs"]
mod mutations;
