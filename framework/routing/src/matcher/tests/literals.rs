//! Literals are found among any number of siblings, whatever their length, and what only resembles them is not.

use super::*;

/// Segments of every length up to 40 that differ in one place only, so that all stand beside each other.
fn alike() -> Vec<String> {
    let mut texts = Vec::new();
    for length in 1..40 {
        for place in 0..length {
            for byte in ["a", "b"] {
                let mut text = "x".repeat(length);
                text.replace_range(place..=place, byte);
                texts.push(text);
            }
        }
    }
    texts
}

#[test]
fn each_of_many_siblings_is_found_and_nothing_else() {
    let texts = alike();
    for count in [1, 2, 3, 5, 9, 17, 33, 64, 65, 129, 400, texts.len()] {
        // Every so manieth, so that all lengths are among them.
        let step = texts.len() / count;
        let rules: Vec<&'static str> =
            texts.iter().step_by(step).take(count).map(|text| &*String::leak(format!("/{text}"))).collect();
        let table = table(&rules);
        for text in &texts {
            let path = format!("/{text}");
            let expected = if rules.contains(&path.as_str()) { path.as_str() } else { "404" };
            assert_eq!(ask(&table, "GET", &path), expected, "{path} among {count}");
        }
        for path in ["/", "/x", "/xx", "/a\0", "/xxxxxxxx", "/xxxxxxxxxxxxxxxxxxxx"] {
            assert_eq!(ask(&table, "GET", path), "404", "{path} among {count}");
        }
    }
}

#[test]
fn below_a_rule_without_more_segments_nothing_is_found() {
    // Whatever stands at the root.
    let rules = ["/a", "/b", "/c", "/d", "/e/f", "/<int:n>", "/g/<x>"];
    let table = table(&rules);
    for first in ["a", "b", "e/f", "7", "g/h"] {
        for second in ["a", "b", "c", "d", "e", "f", "7"] {
            assert_eq!(ask(&table, "GET", &format!("/{first}/{second}")), "404", "{first} {second}");
        }
    }
}

#[test]
fn paths_of_any_length_are_split_at_their_slashes() {
    let table = table(&["/<a>/x/<b>/y", "/<a>/<b>/", "/z/<path:p>"]);
    for length in [1, 30, 58, 59, 60, 61, 62, 63, 64, 65, 122, 123, 124, 125, 126, 127, 128, 129, 500] {
        let long = "l".repeat(length);
        let cases = [
            (format!("/{long}/x/b/y"), format!("/<a>/x/<b>/y a={long} b=b")),
            (format!("/a/x/{long}/y"), format!("/<a>/x/<b>/y a=a b={long}")),
            (format!("/{long}/x/{long}/y"), format!("/<a>/x/<b>/y a={long} b={long}")),
            (format!("/{long}/{long}/"), format!("/<a>/<b>/ a={long} b={long}")),
            (format!("/{long}/{long}"), format!("308 /{long}/{long}/")),
            (format!("/{long}//{long}/"), format!("308 /{long}/{long}/")),
            (format!("/{long}/x/{long}/z"), "404".into()),
            (format!("/z/{long}/{long}"), format!("/z/<path:p> p={long}/{long}")),
            (format!("/{long}/%78/{long}%2f/y"), format!("/<a>/x/<b>/y a={long} b={long}/")),
        ];
        for (path, expected) in cases {
            assert_eq!(ask(&table, "GET", &path), expected, "{length}");
        }
    }
}

#[test]
fn no_rule_takes_a_path_longer_than_a_url_can_be() {
    let table = table(&["/<a>", "/p/<path:p>"]);
    let path = |length: usize| format!("/{}", "a".repeat(length - 1));
    assert!(ask(&table, "GET", &path(MAX_PATH)).starts_with("/<a> a=aaa"));
    assert_eq!(ask(&table, "GET", &path(MAX_PATH + 1)), "404");
    assert_eq!(ask(&table, "GET", &format!("/p//{}", path(MAX_PATH))), "404");
}
