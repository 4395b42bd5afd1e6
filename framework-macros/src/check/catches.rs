//! Catches of one app: each error has at most one.

use crate::errors::Errors;
use crate::model::{Model, place};

/// Reports each catch whose errors another one before it takes all. Of those under a `#[cfg]` it cannot be told
/// whether they are there.
pub(crate) fn check(model: &Model, errors: &mut Errors) {
    let there: Vec<_> = model.catches.iter().filter(|catch| catch.cfgs.is_empty()).collect();
    for (n, catch) in there.iter().enumerate() {
        let Some(first) = there[..n].iter().find(|first| first.status == catch.status) else { continue };
        let attribute = match catch.status {
            Some(status) => format!("#[catch({status})]"),
            None => "#[catch]".to_owned(),
        };
        let at = place(first.method.span());
        let message = format!(
            "`{}` and `{}` are both `{attribute}` (the first at {}:{})",
            catch.method, first.method, at.file, at.line
        );
        errors.on("WE406", &catch.method, message, "an error is rendered by one method: remove one of them");
    }
}
