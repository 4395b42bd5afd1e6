//! The check of a lock file, as the build runs it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use wegwerk_routing::lock::{Locked, check_locked};
use wegwerk_routing::map::Map;
use wegwerk_routing::table::Storage;

/// What it says of an app, of at most one mount; `None` where the lines hold.
pub(crate) fn check_map(locked: &[Locked<'_>], map: &'static Map) -> Option<String> {
    macro_rules! of_size {
        ($($leaves:literal)*) => {
            match map.rules.len() + map.mounts.iter().map(|mount| mount.map.rules.len()).sum::<usize>() {
                $($leaves => {
                    let storage = Storage::<$leaves, 64, 256, 2>::build(map);
                    let run = || check_locked(&storage, map, locked, ("routes.lock", "cargo check"));
                    let result = catch_unwind(AssertUnwindSafe(run));
                    result.err().map(|panic| panic.downcast_ref::<String>().unwrap().clone())
                })*
                other => panic!("{other} rules"),
            }
        };
    }
    of_size!(0 1 2 3 4 5 6)
}
