//! From the path on the wire to the text that rules are compared with, and back.

mod marks;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

pub(crate) use marks::Marks;

/// Stands for a slash that is data (`%2F` on the wire). It never occurs in UTF-8.
pub(crate) const DATA_SLASH: u8 = 0xff;

/// A path, percent-decoded once.
///
/// It is split at `/` before it is decoded, so `%2F` is data of a segment and separates nothing. Bytes that
/// are not UTF-8 become U+FFFD, as [`String::from_utf8_lossy`] does it; a `%` without two hexadecimal digits
/// stays; `+` is a plus. Where there is no `%`, nothing is copied.
///
/// ```
/// use wegwerk_routing::path::Path;
///
/// assert_eq!(Path::decode("//caf%C3%A9").text(), "/café");
/// ```
#[derive(Clone, Debug)]
pub struct Path<'r> {
    raw: &'r str,
    /// What is not the same as `raw`; `None` where there is no `%`.
    decoded: Option<Box<Decoded>>,
    marks: Marks,
    /// Two slashes stand side by side.
    doubled: bool,
}

#[derive(Clone, Debug)]
struct Decoded {
    text: String,
    /// The bytes of `text` with [`DATA_SLASH`] for each slash that is data; `None` where there is none.
    marked: Option<Vec<u8>>,
}

impl<'r> Path<'r> {
    /// Decodes a raw path. Leading slashes are one.
    #[inline]
    pub fn decode(raw: &'r str) -> Self {
        let (marks, seen) = Marks::of(raw.as_bytes());
        if seen.percent || seen.doubled {
            return Self::decode_carefully(raw);
        }
        Path { raw, decoded: None, marks, doubled: false }
    }

    #[cold]
    fn decode_carefully(raw: &'r str) -> Self {
        let doubled = raw.bytes().take_while(|byte| *byte == b'/').count().saturating_sub(1);
        let raw = &raw[doubled..];
        let (marks, seen) = Marks::of(raw.as_bytes());
        if seen.percent {
            return Self::decode_escapes(raw.as_bytes());
        }
        Path { raw, decoded: None, marks, doubled: seen.doubled }
    }

    fn decode_escapes(raw: &[u8]) -> Self {
        let mut text = String::with_capacity(raw.len());
        let mut slashes = Vec::new();
        let mut run = Vec::with_capacity(raw.len());
        let mut at = 0;
        while at < raw.len() {
            match escape(&raw[at..]) {
                Some(b'/') => {
                    text.push_str(&String::from_utf8_lossy(&run));
                    run.clear();
                    slashes.push(text.len());
                    text.push('/');
                    at += 3;
                }
                Some(byte) => {
                    run.push(byte);
                    at += 3;
                }
                None => {
                    run.push(raw[at]);
                    at += 1;
                }
            }
        }
        text.push_str(&String::from_utf8_lossy(&run));
        let marked = (!slashes.is_empty()).then(|| {
            let mut bytes = text.clone().into_bytes();
            for at in slashes {
                bytes[at] = DATA_SLASH;
            }
            bytes
        });
        Self::of(Decoded { text, marked })
    }

    fn of(decoded: Decoded) -> Self {
        let (marks, seen) = Marks::of(decoded.bytes());
        Path { raw: "", decoded: Some(Box::new(decoded)), marks, doubled: seen.doubled }
    }

    /// The decoded text: what variables take their values from.
    #[inline]
    pub fn text(&self) -> &str {
        match &self.decoded {
            None => self.raw,
            Some(decoded) => decoded.text(),
        }
    }

    /// The same bytes, but a slash that is data is [`DATA_SLASH`].
    #[inline]
    pub(crate) fn bytes(&self) -> &[u8] {
        match &self.decoded {
            None => self.raw.as_bytes(),
            Some(decoded) => decoded.bytes(),
        }
    }

    /// The same path with each run of slashes made one.
    pub(crate) fn merged(&self) -> Path<'static> {
        let mut merged: Vec<u8> = Vec::with_capacity(self.bytes().len());
        for &byte in self.bytes() {
            if byte != b'/' || merged.last() != Some(&b'/') {
                merged.push(byte);
            }
        }
        let text = merged.iter().map(|byte| if *byte == DATA_SLASH { b'/' } else { *byte }).collect();
        // What was taken out is ASCII, so it is UTF-8 still.
        let text = String::from_utf8(text).unwrap_or_default();
        Path::of(Decoded { text, marked: Some(merged) })
    }

    /// Where the slashes of [`Path::bytes`] stand.
    pub(crate) fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Whether two slashes stand side by side in them.
    pub(crate) fn is_doubled(&self) -> bool {
        self.doubled
    }
}

/// The byte that an escape stands for, if `raw` begins with one.
fn escape(raw: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = raw else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    Some((digit(*high)? << 4 | digit(*low)?) as u8)
}

impl Decoded {
    #[cold]
    fn text(&self) -> &str {
        &self.text
    }

    #[cold]
    fn bytes(&self) -> &[u8] {
        self.marked.as_deref().unwrap_or(self.text.as_bytes())
    }
}

/// Percent-encodes a decoded path for a `Location`: unreserved characters and `!$&'()*+,/:;=@` stay
/// (RFC 3986, 3.3), a slash that is data becomes `%2F`.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 8);
    for &byte in bytes {
        match byte {
            DATA_SLASH => out.push_str("%2F"),
            b'/' => out.push('/'),
            byte => push_encoded(&mut out, byte),
        }
    }
    out
}

/// Percent-encodes one segment of a path: a slash in it becomes `%2F`.
///
/// ```
/// assert_eq!(wegwerk_routing::path::encode_segment("a/b c+"), "a%2Fb%20c+");
/// ```
pub fn encode_segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        push_encoded(&mut out, byte);
    }
    out
}

/// Whether a byte of a segment goes over the wire as it is.
pub(crate) const fn stays(byte: u8) -> bool {
    let allowed = b"-._~!$&'()*+,:;=@";
    let mut i = 0;
    while i < allowed.len() && allowed[i] != byte {
        i += 1;
    }
    byte.is_ascii_alphanumeric() || i < allowed.len()
}

pub(crate) fn push_encoded(out: &mut String, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    if stays(byte) {
        out.push(char::from(byte));
    } else {
        out.push('%');
        out.push(char::from(HEX[usize::from(byte >> 4)]));
        out.push(char::from(HEX[usize::from(byte & 15)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_as_werkzeug_but_keeps_an_encoded_slash_apart() {
        for (raw, text, bytes) in [
            ("/a%20b", "/a b", &b"/a b"[..]),
            ("/%zz%4", "/%zz%4", b"/%zz%4"),
            ("/%2520", "/%20", b"/%20"),
            ("/a%2Fb/c", "/a/b/c", b"/a\xffb/c"),
            ("/%e2%2f", "/\u{fffd}/", b"/\xef\xbf\xbd\xff"),
            ("/%FFx", "/\u{fffd}x", "/\u{fffd}x".as_bytes()),
            ("///a//b", "/a//b", b"/a//b"),
            ("", "", b""),
        ] {
            let path = Path::decode(raw);
            assert_eq!(path.text(), text, "{raw}");
            assert_eq!(path.bytes(), bytes, "{raw}");
        }
    }

    #[test]
    fn encodes_what_a_path_may_not_hold() {
        assert_eq!(encode("/ü?#[]a b/".as_bytes()), "/%C3%BC%3F%23%5B%5Da%20b/");
        assert_eq!(encode(b"/a\xffb"), "/a%2Fb");
        assert_eq!(encode_segment("a/b"), "a%2Fb");
    }
}
