//! Turns a drawn value into one that a variable may take, so that not most of them are refused.

use wegwerk_routing::rule::{Class, Limits, Variable};

/// A value of the variable's converter that is as near to `text` as can be.
pub(crate) fn fitted(variable: &Variable<'_>, text: String) -> String {
    match variable.class {
        Class::Text { min, max } => {
            let kept: String = text.chars().take(max as usize).collect();
            let missing = (min as usize).saturating_sub(kept.chars().count());
            kept + &"xy".repeat(missing)[..missing]
        }
        Class::Path => match text.trim_start_matches('/').replace('\n', "/") {
            text if text.is_empty() => "p".to_owned(),
            text => text,
        },
        Class::Any(items) => items[text.len() % items.len()].to_owned(),
        Class::Uuid if text.len() == 36 => text,
        Class::Uuid => format!("00000000-0000-0000-0000-{:012x}", text.len()),
        Class::Int { signed } => int(variable.limits, signed, text),
        Class::Float { signed } => float(variable.limits, signed, text),
    }
}

fn int(limits: Limits, signed: bool, text: String) -> String {
    let Ok(number) = text.parse::<i128>() else { return text };
    let number = if signed { number } else { number.saturating_abs() };
    match limits {
        Limits::Int { fixed_digits: 1.., .. } => (number % 100).to_string(),
        Limits::Int { min: Some(min), max: Some(max), .. } => {
            (min + number.rem_euclid(max - min + 1)).to_string()
        }
        _ => number.to_string(),
    }
}

fn float(limits: Limits, signed: bool, text: String) -> String {
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite()).unwrap_or(0.5);
    let number = if signed { number } else { number.abs() };
    let number = match limits {
        Limits::Float { min: Some(min), max: Some(max) } => number.clamp(min, max),
        _ => number,
    };
    let text = number.to_string();
    if text.contains('.') { text } else { text + ".0" }
}
