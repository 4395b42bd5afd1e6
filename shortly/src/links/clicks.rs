//! Clicks that are counted and not yet written down.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, PoisonError};

const SHARDS: usize = 16;

/// Click counts by link, in shards so that threads seldom wait for each other.
///
/// One flusher at a time moves them out: [`take`](Self::take), write, then
/// [`settle`](Self::settle) or [`restore`](Self::restore).
pub(super) struct Clicks<K> {
    shards: [Mutex<Shard<K>>; SHARDS],
    hasher: RandomState,
    /// Whether something was added since the last `take`, so that the flusher is woken once.
    dirty: AtomicBool,
}

struct Shard<K> {
    pending: HashMap<K, u64>,
    in_flight: HashMap<K, u64>,
    /// The number of the last `take`.
    round: u64,
}

/// What is not written down of one link, at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unwritten {
    /// Not taken by any round.
    pub(super) pending: u64,
    /// Taken by `round`, which has not ended.
    pub(super) in_flight: u64,
    /// The number of the last round.
    pub(super) round: u64,
}

impl<K: Hash + Eq + Clone> Clicks<K> {
    /// No clicks; the next round is the one after `round`.
    pub(super) fn after_round(round: u64) -> Self {
        let shard = || Mutex::new(Shard { pending: HashMap::new(), in_flight: HashMap::new(), round });
        Self {
            shards: std::array::from_fn(|_| shard()),
            hasher: RandomState::new(),
            dirty: AtomicBool::new(false),
        }
    }

    /// Counts one click. `true` if it is the first since the last round was taken: the flusher
    /// has to be woken.
    pub(super) fn add(&self, key: K) -> bool {
        *self.shard(&key).pending.entry(key).or_default() += 1;
        !self.dirty.load(Relaxed) && !self.dirty.swap(true, Relaxed)
    }

    /// Whether clicks may be pending. `false` is certain.
    pub(super) fn is_waiting(&self) -> bool {
        self.dirty.load(Relaxed)
    }

    /// What is not written down of one link.
    pub(super) fn unwritten(&self, key: &K) -> Unwritten {
        let shard = self.shard(key);
        let count = |clicks: &HashMap<K, u64>| clicks.get(key).copied().unwrap_or_default();
        Unwritten { pending: count(&shard.pending), in_flight: count(&shard.in_flight), round: shard.round }
    }

    /// Begins a round: its number, and all clicks that are pending. What a round that was never
    /// ended held is forgotten, as nobody knows whether it was written.
    pub(super) fn take(&self) -> (u64, Vec<(K, u64)>) {
        // Before the shards, so that a click that comes too late for its shard wakes the flusher.
        self.dirty.store(false, Relaxed);
        let mut round = 0;
        let mut taken = Vec::new();
        for shard in &self.shards {
            let mut shard = lock(shard);
            shard.round += 1;
            round = shard.round;
            shard.in_flight = std::mem::take(&mut shard.pending);
            taken.extend(shard.in_flight.iter().map(|(key, count)| (key.clone(), *count)));
        }
        (round, taken)
    }

    /// Ends a round whose clicks are written down, or of which nobody can know.
    pub(super) fn settle(&self) {
        for shard in &self.shards {
            lock(shard).in_flight = HashMap::new();
        }
    }

    /// Ends a round of which nothing was written down: its clicks are pending again.
    pub(super) fn restore(&self) {
        for shard in &self.shards {
            let mut shard = lock(shard);
            for (key, count) in std::mem::take(&mut shard.in_flight) {
                *shard.pending.entry(key).or_default() += count;
            }
        }
        self.dirty.store(true, Relaxed);
    }

    /// Takes one link out of the round, as its clicks were refused: they are pending again.
    pub(super) fn put_back(&self, key: K) {
        let mut shard = self.shard(&key);
        if let Some(count) = shard.in_flight.remove(&key) {
            *shard.pending.entry(key).or_default() += count;
        }
        drop(shard);
        self.dirty.store(true, Relaxed);
    }

    fn shard(&self, key: &K) -> MutexGuard<'_, Shard<K>> {
        lock(&self.shards[self.hasher.hash_one(key) as usize % SHARDS])
    }
}

/// A shard is whole after each line that changes it, so a thread that panicked left it usable.
fn lock<K>(shard: &Mutex<Shard<K>>) -> MutexGuard<'_, Shard<K>> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_click_of_a_round_wakes_the_flusher() {
        let clicks = Clicks::after_round(0);
        assert!(clicks.add(1));
        assert!(!clicks.add(2));
        clicks.take();
        assert!(clicks.add(1));
        clicks.settle();
        assert!(!clicks.add(1));
    }

    #[test]
    fn a_round_moves_each_click_once() {
        let clicks = Clicks::after_round(7);
        for key in [1, 1, 2] {
            clicks.add(key);
        }
        let (round, mut taken) = clicks.take();
        taken.sort_unstable();
        assert_eq!((round, taken), (8, vec![(1, 2), (2, 1)]));
        clicks.add(1);
        assert_eq!(clicks.unwritten(&1), Unwritten { pending: 1, in_flight: 2, round: 8 });
        clicks.settle();
        assert_eq!(clicks.unwritten(&1), Unwritten { pending: 1, in_flight: 0, round: 8 });
        assert_eq!(clicks.take(), (9, vec![(1, 1)]));
    }

    #[test]
    fn what_was_not_written_is_pending_again() {
        let clicks = Clicks::after_round(0);
        for key in [1, 1, 2] {
            clicks.add(key);
        }
        clicks.take();
        clicks.add(1);
        clicks.put_back(2);
        clicks.restore();
        assert_eq!(clicks.unwritten(&1), Unwritten { pending: 3, in_flight: 0, round: 1 });
        assert_eq!(clicks.unwritten(&2), Unwritten { pending: 1, in_flight: 0, round: 1 });
    }

    #[test]
    fn threads_lose_no_click() {
        let clicks = Clicks::after_round(0);
        let taken = std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    (0..10_000).for_each(|n| {
                        clicks.add(n % 50);
                    })
                });
            }
            let mut taken = 0;
            for _ in 0..100 {
                taken += clicks.take().1.iter().map(|(_, count)| count).sum::<u64>();
                clicks.settle();
            }
            taken
        });
        let rest = clicks.take().1.iter().map(|(_, count)| count).sum::<u64>();
        assert_eq!(taken + rest, 40_000);
    }
}
