//! Queries, written as Werkzeug writes them.

/// Adds a pair to a query.
pub(super) fn push(query: &mut String, name: &str, value: &str) {
    separate(query);
    escape(query, name);
    query.push('=');
    escape(query, value);
}

/// Adds what form encoding made, with what a query may hold as it is.
pub(super) fn append(query: &mut String, encoded: &str) {
    if encoded.is_empty() {
        return;
    }
    separate(query);
    let mut rest = encoded;
    while let Some((before, after)) = rest.split_once('%') {
        query.push_str(before);
        let byte = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte {
            Some(byte) if stays(byte) => {
                query.push(char::from(byte));
                rest = &after[2..];
            }
            _ => {
                query.push('%');
                rest = after;
            }
        }
    }
    query.push_str(rest);
}

fn separate(query: &mut String) {
    if !query.is_empty() {
        query.push('&');
    }
}

fn escape(query: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b' ' => query.push('+'),
            byte if stays(byte) => query.push(char::from(byte)),
            byte => query.push_str(&format!("%{byte:02X}")),
        }
    }
}

/// What a query holds as it is: what separates nothing there (RFC 3986, 3.4).
fn stays(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$'()*,/:;?@".contains(&byte)
}

/// Percent-encodes a fragment (RFC 3986, 3.5).
pub(super) fn fragment(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if stays(byte) || b"&+=".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_keeps_what_it_may_hold() {
        let mut query = String::new();
        push(&mut query, "q", "a b&c=d/é?");
        append(&mut query, "x=%2F%7E%26+y%");
        assert_eq!(query, "q=a+b%26c%3Dd/%C3%A9?&x=/~%26+y%");
        assert_eq!(fragment("a b#c"), "a%20b%23c");
    }
}
