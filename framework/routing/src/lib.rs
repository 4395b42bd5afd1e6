//! The rules of Wegwerk, in the manner of Werkzeug's `Map` and `Rule`.
//!
//! Data flows one way: a rule's text is read by [`grammar`] into [`rule`] data, whose order is decided by
//! [`weight`] and whose clashes by [`conflict`]; the rules of a whole app become a [`table`] in const
//! evaluation, and [`matcher`] looks requests up in it.
#![no_std]

extern crate alloc;

pub mod clash;
pub mod conflict;
pub mod converter;
pub mod cycle;
pub mod diagnostic;
pub mod example;
pub mod grammar;
pub mod joined;
pub mod lock;
pub mod map;
pub mod markdown;
pub mod matcher;
mod message;
pub mod method;
pub mod outer;
pub mod path;
pub mod pattern;
pub mod placed;
pub mod reached;
pub mod rule;
mod steps;
pub mod suggest;
pub mod table;
pub mod text;
pub mod url;
pub mod weight;
