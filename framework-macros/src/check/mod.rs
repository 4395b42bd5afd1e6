//! What is wrong with a block, one concern a file.

pub(crate) mod actions;
pub(crate) mod catches;
pub(crate) mod conflicts;
pub(crate) mod defaults;
pub(crate) mod domains;
pub(crate) mod endpoints;
pub(crate) mod foreign;
pub(crate) mod head;
pub(crate) mod order;
pub(crate) mod output;
pub(crate) mod parameters;
pub(crate) mod parts;
pub(crate) mod readers;
pub(crate) mod refused;
pub(crate) mod rule;
pub(crate) mod signature;
pub(crate) mod unreachable;
pub(crate) mod variables;
