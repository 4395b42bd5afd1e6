//! Rules of one block that leave it open which of them takes a request.

use crate::errors::Errors;
use crate::model::{Handler, Model, RuleModel};

/// Reports every pair of rules that conflict.
pub(crate) fn check(_model: &Model, _errors: &mut Errors) {}
