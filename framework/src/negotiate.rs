//! What the `Accept` of a request says of a media type (RFC 9110, 12.5.1).

use http::HeaderMap;
use http::header::ACCEPT;

/// How much the client wants `media`, such as `text/html`, in thousandths: 1000 is its first choice, 0 means not
/// acceptable. The most specific range that fits decides; parameters other than `q` are ignored, and elements
/// that are malformed too. No `Accept`, or an empty one, accepts everything.
pub(crate) fn quality(headers: &HeaderMap, media: &str) -> u16 {
    let (kind, _) = media.split_once('/').unwrap_or((media, ""));
    let mut best: Option<(u8, u16)> = None;
    let mut any = false;
    for field in headers.get_all(ACCEPT) {
        let Ok(field) = field.to_str() else { continue };
        for element in split_quoted(field, b',') {
            let Some((range, quality)) = parse_element(element) else { continue };
            any = true;
            let specific = if range.eq_ignore_ascii_case(media) {
                2
            } else if range == "*/*" {
                0
            } else if range.strip_suffix("/*").is_some_and(|range| range.eq_ignore_ascii_case(kind)) {
                1
            } else {
                continue;
            };
            best = best.max(Some((specific, quality)));
        }
    }
    match best {
        Some((_, quality)) => quality,
        None if any => 0,
        None => 1000,
    }
}

/// The range and its quality; `None` where the element is malformed.
fn parse_element(element: &str) -> Option<(&str, u16)> {
    let mut parts = split_quoted(element, b';');
    let range = parts.next()?.trim_ascii();
    let (kind, subtype) = range.split_once('/')?;
    if kind.is_empty() || subtype.is_empty() {
        return None;
    }
    let mut quality = 1000;
    for parameter in parts {
        if let Some((name, value)) = parameter.split_once('=')
            && name.trim_ascii().eq_ignore_ascii_case("q")
        {
            quality = parse_quality(value.trim_ascii())?;
        }
    }
    Some((range, quality))
}

/// `0` or `1` with at most three decimals, in thousandths.
fn parse_quality(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths = format!("{decimals:0<3}").parse().ok()?;
    match (whole, thousandths) {
        ("0", thousandths) => Some(thousandths),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

/// Splits at `separator` where it stands outside of quoted strings.
pub(crate) fn split_quoted(text: &str, separator: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (mut quoted, mut escaped) = (false, false);
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                _ if byte == separator && !quoted => {
                    rest = text.get(at + 1..);
                    return text.get(..at);
                }
                _ => {}
            }
        }
        rest = None;
        Some(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_specific_range_decides() {
        let cases = [
            ("text/html", "text/html", 1000),
            ("TEXT/HTML", "text/html", 1000),
            ("text/*;q=0.5", "text/html", 500),
            ("text/*;q=0.5, text/html;q=0.1, */*", "text/html", 100),
            ("*/*;q=0.25,text/plain", "text/html", 250),
            ("text/html;q=0, */*", "text/html", 0),
            ("text/plain", "text/html", 0),
            ("text/html;level=1;q=0.7", "text/html", 700),
            ("text/html; Q = 0.7 ", "text/html", 700),
            ("text/html;q=1.000", "text/html", 1000),
            ("text/html;q=1.001, */*;q=0.2", "text/html", 200),
            ("text/html;q=2", "text/html", 1000),
            ("text/html;q=0.1234, text/plain", "text/html", 0),
            ("text/plain;p=\"a,text/html;q=1\"", "text/html", 0),
            ("", "text/html", 1000),
            (", ,", "text/html", 1000),
            ("nonsense", "text/html", 1000),
        ];
        for (accept, media, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, accept.parse().unwrap());
            assert_eq!(quality(&headers, media), expected, "Accept: {accept}");
        }
    }

    #[test]
    fn several_fields_are_one_list() {
        let mut headers = HeaderMap::new();
        headers.append(ACCEPT, "text/plain".parse().unwrap());
        headers.append(ACCEPT, "text/html;q=0.5".parse().unwrap());
        assert_eq!(quality(&headers, "text/html"), 500);
    }

    #[test]
    fn separators_in_quotes_do_not_split() {
        let pieces: Vec<_> = split_quoted(r#"a;b="x;\";y";c"#, b';').collect();
        assert_eq!(pieces, ["a", r#"b="x;\";y""#, "c"]);
    }
}
