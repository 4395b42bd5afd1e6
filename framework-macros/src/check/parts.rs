//! Apps that are written in several blocks.

use crate::errors::Errors;
use crate::model::{Model, bare};

/// Reports what a part cannot have, and takes it out.
pub(crate) fn check(model: &mut Model, errors: &mut Errors) {
    if model.free
        && let Some(name) = model.part.take().or_else(|| model.parts.pop())
    {
        model.parts.clear();
        let help = "mount it: `#[mount(\"/\")]` on a method of the other app";
        errors.on("WE411", name, "a module is an app of its own, not one of several blocks", help);
    }
    let Some(part) = &model.part else { return };
    if let Some(inner) = model.parts.first() {
        let help = "name all the parts in the `parts(…)` of the main block";
        errors.on("WE411", inner, format!("the part `{part}` cannot have parts of its own"), help);
        model.parts.clear();
    }
    if let Some(catch) = model.catches.first() {
        let message = format!("the catch `{}` stands in the part `{part}`", bare(&catch.method));
        let help = "move it to the main block: it renders the errors of all parts";
        errors.on("WE411", &catch.method, message, help);
        let catches = std::mem::take(&mut model.catches);
        model.faulty.extend(catches.into_iter().map(|catch| catch.method));
    }
}
