//! `application/x-www-form-urlencoded`, as queries and forms have it.

use std::fmt::Display;

use serde::Deserialize;

/// The value, or what is wrong with the text and in which field of it, as a sentence about `whole`.
pub(super) fn parse<'de, T: Deserialize<'de>>(text: &'de [u8], whole: &str) -> Result<T, String> {
    serde_html_form::from_bytes(text).map_err(|error| {
        // Once more, to learn where: only a text that is refused pays for that.
        let fields = serde_html_form::Deserializer::from_bytes(text);
        match serde_path_to_error::deserialize::<_, T>(fields) {
            Err(located) => explain(whole, located.path(), located.inner()),
            Ok(_) => format!("The {whole} is not valid: {}.", shorten(&error)),
        }
    })
}

/// A sentence that says what is wrong and where: `The field 'age' of the form is not valid: …`.
pub(super) fn explain(whole: &str, path: &serde_path_to_error::Path, error: &dyn Display) -> String {
    let error = shorten(error);
    if path.iter().next().is_none() {
        format!("The {whole} is not valid: {error}.")
    } else {
        format!("The field `{}` of the {whole} is not valid: {error}.", shorten(path))
    }
}

/// The message without most of a long value that it quotes.
fn shorten(message: &dyn Display) -> String {
    const MOST: usize = 200;
    let mut message = message.to_string();
    if let Some((at, _)) = message.char_indices().nth(MOST) {
        message.truncate(at);
        message.push('…');
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Person<'a> {
        name: &'a str,
        age: u8,
        #[serde(default)]
        tag: Vec<String>,
    }

    #[test]
    fn fields_are_decoded_and_may_repeat() {
        let person: Person<'_> = parse(b"name=Joe&age=7&tag=a+b&tag=%C3%BC", "form").unwrap();
        assert_eq!(person, Person { name: "Joe", age: 7, tag: vec!["a b".into(), "ü".into()] });
    }

    #[test]
    fn a_text_that_had_to_be_decoded_cannot_be_borrowed() {
        let error = parse::<Person<'_>>(b"name=J%C3%B6rg&age=7", "form").unwrap_err();
        assert!(error.contains("field `name`"), "{error}");
    }

    #[test]
    fn the_sentence_names_the_field() {
        let cases = [
            ("name=a", "The form is not valid: missing field `age`."),
            ("name=a&age=x", "The field `age` of the form is not valid: invalid digit found in string."),
        ];
        for (text, expected) in cases {
            assert_eq!(parse::<Person<'_>>(text.as_bytes(), "form").unwrap_err(), expected);
        }
    }

    #[test]
    fn a_long_value_is_not_echoed() {
        #[derive(Debug, Deserialize)]
        enum Colour {
            Red,
        }
        #[derive(Debug, Deserialize)]
        #[allow(dead_code, reason = "only its refusal matters")]
        struct Paint {
            colour: Colour,
        }
        let text = format!("colour={}", "ü".repeat(10_000));
        let error = parse::<Paint>(text.as_bytes(), "query").unwrap_err();
        assert!(error.chars().count() < 300, "{error}");
        assert!(
            parse::<Paint>(b"colour=Red", "query").is_ok_and(|paint| matches!(paint.colour, Colour::Red))
        );
    }
}
