//! Short ids: the number of a link, written in base 36, as Werkzeug's tutorial does.

use std::fmt;
use std::num::NonZeroU64;
use std::str::FromStr;

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
/// As many digits as `u64::MAX` has in base 36.
const MAX_DIGITS: usize = 13;

/// The number of a link, counted from 1; its text is base 36 in lower case.
///
/// Each number has one text and the other way round: `A`, `01` and the empty text name no link.
///
/// ```
/// use shortly::short_id::ShortId;
///
/// let id = ShortId::new(36).unwrap();
/// assert_eq!(id.to_string(), "10");
/// assert_eq!("10".parse(), Ok(id));
/// assert!("1A".parse::<ShortId>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShortId(NonZeroU64);

impl ShortId {
    /// The id of the `number`th link, or `None` for 0.
    pub const fn new(number: u64) -> Option<Self> {
        match NonZeroU64::new(number) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }

    /// The id that follows `last`, the first one after none. `None` when every number is given.
    pub const fn after(last: Option<Self>) -> Option<Self> {
        match last {
            None => Some(Self(NonZeroU64::MIN)),
            Some(Self(last)) => match last.checked_add(1) {
                Some(next) => Some(Self(next)),
                None => None,
            },
        }
    }

    /// The number that the counter gave.
    pub const fn number(self) -> u64 {
        self.0.get()
    }
}

impl fmt::Display for ShortId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [0; MAX_DIGITS];
        let mut start = MAX_DIGITS;
        let mut rest = self.number();
        while rest > 0 {
            start -= 1;
            text[start] = DIGITS[(rest % 36) as usize];
            rest /= 36;
        }
        f.pad(std::str::from_utf8(&text[start..]).map_err(|_| fmt::Error)?)
    }
}

impl FromStr for ShortId {
    type Err = NotAShortId;

    fn from_str(text: &str) -> Result<Self, NotAShortId> {
        if text.starts_with('0') {
            return Err(NotAShortId);
        }
        let number = text.bytes().try_fold(0u64, |number, byte| {
            let digit = match byte {
                b'0'..=b'9' => byte - b'0',
                b'a'..=b'z' => byte - b'a' + 10,
                _ => return None,
            };
            number.checked_mul(36)?.checked_add(u64::from(digit))
        });
        number.and_then(Self::new).ok_or(NotAShortId)
    }
}

/// The text is not one that the counter can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAShortId;

impl fmt::Display for NotAShortId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("A short id is a number from 1, written in base 36 with lower-case letters.")
    }
}

impl std::error::Error for NotAShortId {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_tutorial_writes_them() {
        for (number, text) in [
            (1, "1"),
            (9, "9"),
            (10, "a"),
            (35, "z"),
            (36, "10"),
            (37, "11"),
            (1295, "zz"),
            (1296, "100"),
            (u64::MAX, "3w5e11264sgsf"),
        ] {
            let id = ShortId::new(number).unwrap();
            assert_eq!(id.to_string(), text);
            assert_eq!(text.parse(), Ok(id));
        }
    }

    #[test]
    fn each_number_has_one_text() {
        for number in (1..5000).chain((0..60).map(|bit| 1 << bit)) {
            let id = ShortId::new(number).unwrap();
            assert_eq!(id.to_string().parse(), Ok(id));
        }
    }

    #[test]
    fn what_no_counter_gives_is_no_short_id() {
        for text in
            ["", "0", "01", "A", "1Z", "+1", "-1", " 1", "1 ", "1+", "ä", "3w5e11264sgsg", "zzzzzzzzzzzzzz"]
        {
            assert_eq!(text.parse::<ShortId>(), Err(NotAShortId), "{text:?}");
        }
        assert_eq!(ShortId::new(0), None);
    }

    #[test]
    fn the_counter_starts_at_one_and_ends_without_overflow() {
        assert_eq!(ShortId::after(None), ShortId::new(1));
        assert_eq!(ShortId::after(ShortId::new(1)), ShortId::new(2));
        assert_eq!(ShortId::after(ShortId::new(u64::MAX)), None);
    }
}
