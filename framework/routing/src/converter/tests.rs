use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::*;
use crate::diagnostic::code::*;

/// Reads `converter(arguments)`.
fn converter(text: &str) -> Result<Converter<'_>, Vec<SyntaxError>> {
    let (name, arguments) = match text.split_once('(') {
        Some((name, arguments)) => {
            (name, Some(Word { text: &arguments[..arguments.len() - 1], start: name.len() + 1 }))
        }
        None => (text, None),
    };
    let (mut errors, mut lints) = (Vec::new(), Vec::new());
    let variable = Word { text: "x", start: text.len() + 1 };
    let name = Word { text: name, start: 0 };
    match read(name, arguments, variable, &mut errors, &mut lints) {
        Some(converter) => {
            assert!(errors.is_empty(), "{text}: {errors:?}");
            Ok(converter)
        }
        None => Err(errors),
    }
}

fn int(signed: bool, fixed_digits: u32, min: Option<i128>, max: Option<i128>) -> Converter<'static> {
    let none = (fixed_digits, min, max) == (0, None, None);
    Converter::Int {
        signed,
        limits: if none { Limits::None } else { Limits::Int { min, max, fixed_digits } },
    }
}

fn float(signed: bool, min: Option<f64>, max: Option<f64>) -> Converter<'static> {
    let none = (min, max) == (None, None);
    Converter::Float { signed, limits: if none { Limits::None } else { Limits::Float { min, max } } }
}

fn string(min: u32, max: u32, exact: bool) -> Converter<'static> {
    Converter::String { min, max, exact }
}

fn any(items: &[&'static str]) -> Converter<'static> {
    Converter::Any(items.to_vec())
}

#[test]
fn arguments_are_read_as_werkzeug_reads_them() {
    for (text, expected) in [
        ("string", string(1, u32::MAX, false)),
        ("default()", string(1, u32::MAX, false)),
        ("string( )", string(1, u32::MAX, false)),
        ("string(2, 3)", string(2, 3, false)),
        ("string(minlength=0)", string(0, u32::MAX, false)),
        ("string( maxlength = 5 , )", string(1, 5, false)),
        ("string(maxlength=007)", string(1, 7, false)),
        ("string(length=2)", string(2, 2, true)),
        ("string(minlength=5, maxlength=6, length=2)", string(2, 2, true)),
        ("string(1, None, None)", string(1, u32::MAX, false)),
        ("int", int(false, 0, None, None)),
        ("int(2, 3, 40)", int(false, 2, Some(3), Some(40))),
        ("int(fixed_digits=0)", int(false, 0, None, None)),
        ("int(min=1,max=5)", int(false, 0, Some(1), Some(5))),
        ("int(3, max=5, signed=True)", int(true, 3, None, Some(5))),
        ("int(signed=False)", int(false, 0, None, None)),
        ("int(min=-5, signed=True)", int(true, 0, Some(-5), None)),
        ("int(min=0, max=0)", int(false, 0, Some(0), Some(0))),
        ("int(2, 99)", int(false, 2, Some(99), None)),
        ("int(3, max=-99, signed=True)", int(true, 3, None, Some(-99))),
        ("int(40, min=100)", int(false, 40, Some(100), None)),
        ("float", float(false, None, None)),
        ("float(1.5, 2.5)", float(false, Some(1.5), Some(2.5))),
        ("float(1.5,2)", float(false, Some(1.5), Some(2.0))),
        ("float(.5, 1.)", float(false, Some(0.5), Some(1.0))),
        ("float(min=-0.25, signed=True)", float(true, Some(-0.25), None)),
        ("float(max=1e5)", float(false, None, Some(1e5))),
        ("path", Converter::Path),
        ("path()", Converter::Path),
        ("uuid", Converter::Uuid),
        ("Slug", Converter::Type("Slug")),
        ("any(a,b,c,)", any(&["a", "b", "c"])),
        ("any( en , de, \"en-us\" )", any(&["en", "de", "en-us"])),
        ("any(\"1\", '2')", any(&["1", "2"])),
        ("any(\"a b\", \"c,d\", 'e\"f', x.y)", any(&["a b", "c,d", "e\"f", "x.y"])),
        ("any(\"(\", \"[a-z]\", \"*\", \"a|b\", \"$\")", any(&["(", "[a-z]", "*", "a|b", "$"])),
        ("any(\")\", \"=;\", '<>')", any(&[")", "=;", "<>"])),
        ("any(a1, v1.2, infinite, é, None_)", any(&["a1", "v1.2", "infinite", "é", "None_"])),
        ("any(ab, a, abc)", any(&["ab", "a", "abc"])),
    ] {
        assert_eq!(converter(text), Ok(expected), "{text}");
    }
}

#[test]
fn arguments_that_mislead_are_refused() {
    for (text, code, marked) in [
        // Not readable, or readable as something else.
        ("int(min=0;max=5)", UNREADABLE_ARGUMENT, ";"),
        ("string(3,2)", UNREADABLE_ARGUMENT, "3,2"),
        ("int(1,2,3)", UNREADABLE_ARGUMENT, "1,2"),
        ("int(min=1,2)", UNREADABLE_ARGUMENT, "1,2"),
        ("int(5,)", UNREADABLE_ARGUMENT, "5,"),
        ("int(min=5, )", UNREADABLE_ARGUMENT, "5,"),
        ("int(1 2)", UNREADABLE_ARGUMENT, "1 2"),
        ("int(+5)", UNREADABLE_ARGUMENT, "+5"),
        ("int(min=)", UNREADABLE_ARGUMENT, "min="),
        ("int(=5)", UNREADABLE_ARGUMENT, "=5"),
        ("int(a-b=5)", UNREADABLE_ARGUMENT, "a-b=5"),
        ("int(,)", UNREADABLE_ARGUMENT, ","),
        ("any(,)", UNREADABLE_ARGUMENT, ","),
        ("any(a,,b)", UNREADABLE_ARGUMENT, ","),
        ("any(a, -)", UNREADABLE_ARGUMENT, "-"),
        ("any(-)", UNREADABLE_ARGUMENT, "-"),
        ("any(a-b, c)", UNREADABLE_ARGUMENT, "a-b"),
        ("any(a b)", UNREADABLE_ARGUMENT, "a b"),
        ("any(a/b)", UNREADABLE_ARGUMENT, "a/b"),
        ("any(\"a\"\"b\")", UNREADABLE_ARGUMENT, "\"a\"\"b\""),
        ("any(u\"a\")", UNREADABLE_ARGUMENT, "u\"a\""),
        // Not an argument of the converter.
        ("int(bad=1)", UNEXPECTED_ARGUMENT, "bad"),
        ("string(max=3)", UNEXPECTED_ARGUMENT, "max"),
        ("float(fixed_digits=2)", UNEXPECTED_ARGUMENT, "fixed_digits"),
        ("path(5)", UNEXPECTED_ARGUMENT, "5"),
        ("uuid(version=4, 5)", UNEXPECTED_ARGUMENT, "version=4, 5"),
        ("Slug(5)", UNEXPECTED_ARGUMENT, "5"),
        ("string(1, 2, 3, 4, 5)", UNEXPECTED_ARGUMENT, "4"),
        ("int(min=1, min=2)", UNEXPECTED_ARGUMENT, "min"),
        ("int(1, fixed_digits=2)", UNEXPECTED_ARGUMENT, "fixed_digits"),
        ("any(x=a)", UNEXPECTED_ARGUMENT, "x"),
        ("any(a, b, 'a')", UNEXPECTED_ARGUMENT, "'a'"),
        // Of the wrong type.
        ("string(length=abc)", ARGUMENT_TYPE, "abc"),
        ("string(length=1.5)", ARGUMENT_TYPE, "1.5"),
        ("string(length=1_0)", ARGUMENT_TYPE, "1_0"),
        ("string(None)", ARGUMENT_TYPE, "None"),
        ("int(min=a)", ARGUMENT_TYPE, "a"),
        ("int(min='5')", ARGUMENT_TYPE, "'5'"),
        ("int(max='-1')", ARGUMENT_TYPE, "'-1'"),
        ("int(min=1.5)", ARGUMENT_TYPE, "1.5"),
        ("int(min=٣)", ARGUMENT_TYPE, "٣"),
        ("int(fixed_digits=abc)", ARGUMENT_TYPE, "abc"),
        ("int(signed=no)", ARGUMENT_TYPE, "no"),
        ("int(signed=1)", ARGUMENT_TYPE, "1"),
        ("int(signed='True')", ARGUMENT_TYPE, "'True'"),
        ("float(max=inf)", ARGUMENT_TYPE, "inf"),
        ("float(max=e)", ARGUMENT_TYPE, "e"),
        ("float(min=1_0.5)", ARGUMENT_TYPE, "1_0.5"),
        ("any(a, 1)", ARGUMENT_TYPE, "1"),
        ("any(1,2)", ARGUMENT_TYPE, "1"),
        ("any(True, False)", ARGUMENT_TYPE, "True"),
        ("any(inf)", ARGUMENT_TYPE, "inf"),
        ("any(1_000)", ARGUMENT_TYPE, "1_000"),
        ("any(1e5)", ARGUMENT_TYPE, "1e5"),
        ("any(-5)", ARGUMENT_TYPE, "-5"),
        // Beyond what the argument can be.
        ("string(length='-1')", ARGUMENT_TYPE, "'-1'"),
        ("string(length=-1)", ARGUMENT_RANGE, "-1"),
        ("string(4294967295)", ARGUMENT_RANGE, "4294967295"),
        (
            "int(max=170141183460469231731687303715884105728)",
            ARGUMENT_RANGE,
            "170141183460469231731687303715884105728",
        ),
        ("float(max=1e999)", ARGUMENT_RANGE, "1e999"),
        // Nothing fits.
        ("string(minlength=3, maxlength=2)", NEVER_MATCHES, "2"),
        ("string(maxlength=0)", NEVER_MATCHES, "0"),
        ("string(0, 0)", NEVER_MATCHES, "0"),
        ("string(length=0)", NEVER_MATCHES, "0"),
        ("int(min=5, max=3)", NEVER_MATCHES, "3"),
        ("int(max=-1)", NEVER_MATCHES, "-1"),
        ("int(min=-1)", NEVER_MATCHES, "-1"),
        ("int(fixed_digits=2, min=100)", NEVER_MATCHES, "100"),
        ("int(fixed_digits=2, max=-10, signed=True)", NEVER_MATCHES, "-10"),
        ("int(fixed_digits=1, max=-1, signed=True)", NEVER_MATCHES, "-1"),
        ("float(2.5, 1.5)", NEVER_MATCHES, "1.5"),
        ("float(max=-0.5)", NEVER_MATCHES, "-0.5"),
        ("any()", NEVER_MATCHES, "any"),
        ("any", NEVER_MATCHES, "any"),
        ("any(\"a/b\", c)", NEVER_MATCHES, "\"a/b\""),
        ("any(\"a//b\")", NEVER_MATCHES, "\"a//b\""),
        ("any(\"\", a)", NEVER_MATCHES, "\"\""),
    ] {
        match converter(text) {
            Ok(taken) => panic!("{text} is taken: {taken:?}"),
            Err(errors) => {
                assert_eq!(errors.len(), 1, "{text}: {errors:?}");
                let span = errors[0].span.clone();
                assert_eq!((errors[0].code, &text[span]), (code, marked), "{text}");
            }
        }
    }
}

#[test]
fn errors_say_how_to_write_it() {
    for (text, help) in [
        ("any(a, 1, \"b\", True)", "write `any(a, \"1\", \"b\", \"True\")`"),
        ("any(en-us)", "write \"en-us\""),
        ("int(mni=3)", "did you mean `min`? it has: fixed_digits, min, max, signed"),
        ("int(digits=3)", "did you mean `fixed_digits`? it has: fixed_digits, min, max, signed"),
        ("string(max=3)", "did you mean `maxlength`? it has: minlength, maxlength, length"),
        ("float(wat=3)", "it has: min, max, signed"),
        ("int(min='5')", "write it without quotes: `min=5`"),
        ("int(max=-1)", "add `signed=True`"),
    ] {
        let errors = converter(text).unwrap_err();
        assert_eq!(errors[0].help.as_deref(), Some(help), "{text}");
    }
}

#[test]
fn a_mistyped_converter_is_guessed_only_when_it_is_near() {
    for (name, meant) in [
        ("itn", "int"),
        ("integer", "int"),
        ("str", "string"),
        ("strign", "string"),
        ("floot", "float"),
        ("paht", "path"),
        ("uid", "uuid"),
        ("filepath", ""),
        ("date", ""),
        ("slug", ""),
        ("a", ""),
    ] {
        let errors = converter(name).unwrap_err();
        let help = errors[0].help.clone().unwrap_or_default();
        let expected =
            if meant.is_empty() { String::from("known: ") } else { format!("did you mean `{meant}`? ") };
        assert!(help.starts_with(&expected), "{name}: {help}");
    }
}

#[test]
fn several_wrong_arguments_are_several_errors() {
    let errors = converter("int(min=a, foo=1, max=1.5, min=3)").unwrap_err();
    let codes: Vec<_> = errors.iter().map(|error| error.code).collect();
    assert_eq!(codes, [UNEXPECTED_ARGUMENT, UNEXPECTED_ARGUMENT]);
    let errors = converter("int(min=a, max=1.5, signed=yes)").unwrap_err();
    assert_eq!(errors.len(), 3);
}
