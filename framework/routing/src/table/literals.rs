//! Finding the child of a node for a literal segment: a hash of its length and bytes says where it would stand.

use super::{Node, Table};

/// As long as this a literal is its own key.
const EXACT: usize = 7;

/// No child stands here: the number of no node.
const FREE: u32 = u32::MAX;

/// The room that `count` literals take: a power of two, so that half of the places stay free.
const fn room(count: usize) -> usize {
    2 * count.next_power_of_two()
}

/// Tells literals apart: the text itself and its length where it has up to seven bytes, else a hash of both,
/// with a bit that no other key has. The others stay as they are: the last byte of a text is in the uppermost only.
#[inline]
pub(crate) const fn key(text: &[u8]) -> u64 {
    if text.len() <= EXACT { short(text) | (text.len() as u64) << 56 } else { long(text) | 1 << 63 }
}

/// Up to seven bytes as a number.
#[inline]
const fn short(text: &[u8]) -> u64 {
    let length = text.len();
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return first as u64 | (last as u64) << (8 * (length - 4));
    }
    if length == 0 {
        return 0;
    }
    let middle = length / 2;
    text[0] as u64 | (text[middle] as u64) << (8 * middle) | (text[length - 1] as u64) << (8 * (length - 1))
}

/// A hash of eight bytes and more.
#[inline]
const fn long(text: &[u8]) -> u64 {
    let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) else { return 0 };
    let hash = mix(mix(text.len() as u64, u64::from_le_bytes(*first)), u64::from_le_bytes(*last));
    if text.len() > 16 { middle(hash, text) } else { hash }
}

/// The hash with all that stands between the first and the last eight bytes.
#[inline(never)]
const fn middle(mut hash: u64, text: &[u8]) -> u64 {
    let (_, mut rest) = text.split_at(8);
    while rest.len() > 8
        && let Some((word, after)) = rest.split_first_chunk()
    {
        hash = mix(hash, u64::from_le_bytes(*word));
        rest = after;
    }
    hash
}

const fn mix(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Whether two texts of eight bytes and more are the same.
#[inline]
fn equal(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len()
        && a.first_chunk::<8>() == b.first_chunk()
        && a.last_chunk::<8>() == b.last_chunk()
        && (a.len() <= 16 || equal_throughout(a, b))
}

#[inline(never)]
fn equal_throughout(a: &[u8], b: &[u8]) -> bool {
    a == b
}

impl Node {
    /// Which of the literal children this text is.
    #[inline(always)]
    pub(crate) fn literal(&self, table: &Table, text: &[u8]) -> Option<&'static Node> {
        if text.len() > EXACT {
            return self.long_literal(table, text);
        }
        let key = key(text);
        match self.child(table, key)? {
            child if child.key == key => Some(child),
            _ => self.next_child(table, key, text),
        }
    }

    #[inline(never)]
    fn long_literal(&self, table: &Table, text: &[u8]) -> Option<&'static Node> {
        if text.len() > self.longest as usize {
            return None;
        }
        let key = key(text);
        match self.child(table, key)? {
            child if child.key == key && child.is_text(text) => Some(child),
            _ => self.next_child(table, key, text),
        }
    }

    /// The literal child that stands where one of this key would.
    #[inline(always)]
    fn child(&self, table: &Table, key: u64) -> Option<&'static Node> {
        // Where none stands, `FREE` is the number of no node.
        table.nodes.get(*table.slots.get(self.slots as usize + self.place(key))? as usize)
    }

    /// The literal child of this key and text, where another stands at its place.
    #[inline(never)]
    fn next_child(&self, table: &Table, key: u64, text: &[u8]) -> Option<&'static Node> {
        let mut place = self.place(key);
        loop {
            place = self.after(place);
            let child = table.nodes.get(*table.slots.get(self.slots as usize + place)? as usize)?;
            if child.key == key && (text.len() <= EXACT || child.is_text(text)) {
                return Some(child);
            }
        }
    }

    /// Whether this is the literal of a text of eight bytes and more.
    #[inline]
    fn is_text(&self, text: &[u8]) -> bool {
        match self.part {
            Some(part) => equal(part.pattern.as_bytes(), text),
            None => false,
        }
    }

    /// Where a literal of this key stands, unless another took the place before.
    #[inline]
    const fn place(&self, key: u64) -> usize {
        (key.wrapping_mul(self.seed) >> self.shift) as usize
    }

    const fn after(&self, place: usize) -> usize {
        (place + 1) & (u64::MAX >> self.shift) as usize
    }

    /// Notes that a literal child is this text.
    pub(super) const fn note_length(&mut self, text: &str) {
        let length = if text.len() > u16::MAX as usize { u16::MAX } else { text.len() as u16 };
        if length > self.longest {
            self.longest = length;
        }
    }

    /// Gives each literal child its place in `slots`, which has room from `used` on; gives what is used then.
    pub(super) const fn place_literals(&mut self, nodes: &[Node], slots: &mut [u32], used: usize) -> usize {
        let room = room(self.statics as usize);
        self.slots = used as u32;
        self.shift = 64 - room.trailing_zeros() as u8;
        self.choose_seed(nodes);
        let mut n = 0;
        while n < room {
            slots[used + n] = FREE;
            n += 1;
        }
        let mut child = self.children;
        while child < self.children + self.statics as u32 {
            let mut place = self.place(nodes[child as usize].key);
            while slots[used + place] != FREE {
                place = self.after(place);
            }
            slots[used + place] = child;
            child += 1;
        }
        used + room
    }

    /// Chooses the seed: one that gives each child a place of its own, where there are few enough of them.
    const fn choose_seed(&mut self, nodes: &[Node]) {
        let mut seed = 0x9e37_79b9_7f4a_7c15u64;
        let mut tries = if self.statics <= 64 { 24 } else { 0 };
        loop {
            self.seed = seed;
            if tries == 0 || self.is_perfect(nodes) {
                return;
            }
            seed = seed.wrapping_mul(0xd134_2543_de82_ef95) | 1;
            tries -= 1;
        }
    }

    const fn is_perfect(&self, nodes: &[Node]) -> bool {
        let (mut taken, mut n) = (0u128, 0);
        while n < self.statics as usize {
            let bit = 1 << self.place(nodes[self.children as usize + n].key);
            if taken & bit != 0 {
                return false;
            }
            taken |= bit;
            n += 1;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_in_one_letter_has_another_key() {
        for length in 1..40 {
            let text = alloc::vec![b'x'; length];
            for place in 0..length {
                for byte in (0..=0x7f).filter(|byte| *byte != b'x') {
                    let mut other = text.clone();
                    other[place] = byte;
                    assert_ne!(key(&text), key(&other), "{length} {place} {byte}");
                }
            }
        }
    }
}
