//! What is said where a route is gone or takes less: the locked line, and what became of it.

use core::cmp::Ordering;

use super::Locked;
use super::check::{Check, SHOWN};
use crate::conflict::{View, may_react};
use crate::message::Message;
use crate::method::STANDARD;
use crate::reached::Left;
use crate::rule::Rule;
use crate::table::compare_parts;

impl Check<'_> {
    #[track_caller]
    pub(super) const fn fail(
        &self,
        locked: &[Locked<'_>],
        (broken, count): (&[(usize, Left); SHOWN], usize),
        (file, command): (&str, &str),
    ) -> ! {
        let mut message = Message::new();
        message.push("[WE423] routes of `");
        message.push_all(&[file, "` are gone or take less than before: clients that use them break"]);
        let mut n = 0;
        while n < count && n < SHOWN {
            let (line, left) = &broken[n];
            let line = &locked[*line];
            message.push("\nlocked: `");
            message.push_all(&[line.text, "` ("]);
            message.push_all(&[file, ":"]);
            message.push_number(line.line);
            message.push(")\nnow:    ");
            self.push_now(&mut message, &line.rule, left);
            n += 1;
        }
        if count > SHOWN {
            message.push("\nand ");
            message.push_number((count - SHOWN) as u32);
            message.push(" more");
        }
        message.push("\nhelp: bring back what is missing, by an `alias` or a `redirect_to` too; or accept the break: `");
        message.push_all(&["WEGWERK_LOCK=update ", command, "`"]);
        panic!("{}", message.as_str())
    }

    /// What became of a locked rule.
    const fn push_now(&self, message: &mut Message, locked: &Rule<'_>, left: &Left) {
        let (mut n, mut met) = (0, false);
        while n < self.leaves.len() {
            if self.is_similar(locked, n) && may_react(&self.view(n), &View::of(locked).at(None)) {
                if self.is_some_left(locked, left, n) {
                    return self.push_why(message, locked, left, n);
                }
                met = true;
            }
            n += 1;
        }
        if met {
            message.push("no rule takes ");
            push_methods(message, left, locked);
            message.push(" there");
        } else {
            message.push("no rule is left for it");
        }
    }

    /// Whether a rule differs in one part at most, or in a slash at the end.
    const fn is_similar(&self, locked: &Rule<'_>, n: usize) -> bool {
        let parts = self.view(n).parts;
        let (own, other) = (parts.len(), locked.parts.len());
        if own > other + 1 || other > own + 1 {
            return false;
        }
        let (mut i, mut different) = (0, own.abs_diff(other));
        while i < own && i < other {
            if let Some(part) = parts.get(i)
                && !matches!(compare_parts(part, &locked.parts[i]), Ordering::Equal)
            {
                different += 1;
            }
            i += 1;
        }
        different <= 1
    }

    /// Whether a rule takes one of the methods that are left.
    const fn is_some_left(&self, locked: &Rule<'_>, left: &Left, n: usize) -> bool {
        !left.without(locked, self.leaves[n].rule).is(left)
    }

    /// Why a rule that takes some of the paths does not take all.
    const fn push_why(&self, message: &mut Message, locked: &Rule<'_>, left: &Left, n: usize) {
        let leaf = &self.leaves[n];
        if !left.is(&Left::of(locked)) {
            push_methods(message, left, locked);
            message.push(" for ");
        }
        message.push(if !self.keeps_host(locked, n) {
            "another host: "
        } else if !self.keeps(locked, n) {
            "no path whose doubled slashes are merged: "
        } else if !self.keeps_values(locked, n, self.is_alike(locked, n)) {
            "fewer values: "
        } else {
            "fewer paths: "
        });
        let mounted = &self.mounts[leaf.mount as usize];
        message.push_rule(mounted.texts(), leaf.rule, mounted.map.app);
    }
}

/// The methods that are left, by their names.
const fn push_methods(message: &mut Message, left: &Left, locked: &Rule<'_>) {
    if locked.websocket {
        return message.push("WebSocket handshakes");
    }
    if left.any {
        return message.push("every method");
    }
    let (mut n, mut before) = (0, false);
    while n < STANDARD.len() {
        if left.bits >> n & 1 == 1 {
            message.push(if before { ", " } else { "" });
            message.push(STANDARD[n]);
            before = true;
        }
        n += 1;
    }
    let extra = locked.methods.extra();
    n = 0;
    while n < extra.len() && n < 64 {
        if left.extra >> n & 1 == 1 {
            message.push(if before { ", " } else { "" });
            message.push(extra[n]);
            before = true;
        }
        n += 1;
    }
}
