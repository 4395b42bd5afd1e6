//! Gives each argument the parameter that it is for.

use alloc::format;
use alloc::vec::Vec;

use super::arguments::Argument;
use crate::diagnostic::{SyntaxError, Word, code, error};
use crate::suggest::closest;

/// Which argument is which, by position and by name, as in a Python call.
pub(super) fn assign<'g, 'a, const N: usize>(
    converter: Word<'_>,
    parameters: [&str; N],
    given: &'g [Argument<'a>],
    errors: &mut Vec<SyntaxError>,
) -> Option<[Option<&'g Argument<'a>>; N]> {
    let mut slots = [None; N];
    let mut position = 0;
    let before = errors.len();
    for argument in given {
        let index = match argument.name {
            None => {
                position += 1;
                position - 1
            }
            Some(name) => match parameters.iter().position(|parameter| *parameter == name.text) {
                Some(index) => index,
                None => {
                    let all = parameters.join(", ");
                    let help = match closest(name.text, &parameters) {
                        Some(meant) => format!("did you mean `{meant}`? it has: {all}"),
                        None => format!("it has: {all}"),
                    };
                    let message = format!("`{}` has no argument `{}`", converter.text, name.text);
                    errors.push(error(code::UNEXPECTED_ARGUMENT, name.span(), message, help));
                    continue;
                }
            },
        };
        match slots.get_mut(index) {
            None => {
                errors.push(error(
                    code::UNEXPECTED_ARGUMENT,
                    argument.written.span(),
                    format!("`{}` takes at most {N} arguments", converter.text),
                    format!("it has: {}", parameters.join(", ")),
                ));
                break;
            }
            Some(Some(_)) => errors.push(error(
                code::UNEXPECTED_ARGUMENT,
                argument.name.unwrap_or(argument.written).span(),
                format!("`{}` is given twice", parameters[index]),
                "",
            )),
            Some(slot) => *slot = Some(argument),
        }
    }
    (errors.len() == before).then_some(slots)
}
