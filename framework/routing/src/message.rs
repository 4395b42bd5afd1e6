//! Messages of the compiler that const evaluation writes.

use crate::path::stays;
use crate::rule::Rule;

const CAPACITY: usize = 2048;
const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Text that is put together in const evaluation, for a message of the compiler.
pub(crate) struct Message {
    bytes: [u8; CAPACITY],
    length: usize,
}

impl Message {
    pub(crate) const fn new() -> Self {
        Message { bytes: [0; CAPACITY], length: 0 }
    }

    /// Adds text, as much as there is room for.
    pub(crate) const fn push(&mut self, text: &str) {
        let text = text.as_bytes();
        let mut i = 0;
        while i < text.len() && self.length < CAPACITY {
            self.bytes[self.length] = text[i];
            self.length += 1;
            i += 1;
        }
    }

    /// Adds texts, one after the other.
    pub(crate) const fn push_all(&mut self, texts: &[&str]) {
        let mut i = 0;
        while i < texts.len() {
            self.push(texts[i]);
            i += 1;
        }
    }

    /// Adds a path as it goes over the wire, with what no URL may hold percent-encoded.
    pub(crate) const fn push_path(&mut self, path: &str) {
        let bytes = path.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            let byte = bytes[i];
            let escape = [b'%', HEX[byte as usize >> 4], HEX[byte as usize & 15]];
            let shown: &[u8] = if byte == b'/' || stays(byte) { &[byte] } else { &escape };
            if let Ok(shown) = core::str::from_utf8(shown) {
                self.push(shown);
            }
            i += 1;
        }
    }

    /// Adds a rule of `app`, which is mounted under `prefixes`, and where it is written.
    pub(crate) const fn push_rule(&mut self, prefixes: &[&str], rule: &Rule<'_>, app: &str) {
        self.push("`");
        self.push_all(prefixes);
        self.push_all(&[rule.text, "` -> `", rule.endpoint, "` of `", app, "` (", rule.place.file, ":"]);
        self.push_number(rule.place.line);
        self.push(":");
        self.push_number(rule.place.column);
        self.push(")");
    }

    pub(crate) const fn push_number(&mut self, number: u32) {
        if number >= 10 {
            self.push_number(number / 10);
        }
        let digit = [b'0' + (number % 10) as u8];
        if let Ok(digit) = core::str::from_utf8(&digit) {
            self.push(digit);
        }
    }

    pub(crate) const fn as_str(&self) -> &str {
        let bytes = self.bytes.split_at(self.length).0;
        match core::str::from_utf8(bytes) {
            Ok(text) => text,
            // What is too long may be cut within a character.
            Err(cut) => match core::str::from_utf8(bytes.split_at(cut.valid_up_to()).0) {
                Ok(text) => text,
                Err(_) => "",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_cut_before_a_character_and_keeps_its_beginning() {
        let mut message = Message::new();
        message.push("[WE201] ");
        message.push(&"é".repeat(CAPACITY));
        assert_eq!(message.as_str().len(), CAPACITY);
        message = Message::new();
        message.push("[WE201] a");
        message.push(&"é".repeat(CAPACITY));
        assert_eq!(message.as_str().len(), CAPACITY - 1);
        assert!(message.as_str().starts_with("[WE201] aé"));
    }
}
