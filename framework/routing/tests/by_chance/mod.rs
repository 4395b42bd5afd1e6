//! Apps of a few rules, and requests: by chance, and the same in each run.

use wegwerk_routing::lock::read;
use wegwerk_routing::map::Map;

const RULES: [&str; 22] = [
    "/",
    "/a",
    "/a/",
    "/a/b",
    "/a/b/",
    "/<x>",
    "/<x>/",
    "/<x>/b",
    "/<x>.<y>",
    "/<int:n>",
    "/<int:n>/",
    "/<int(max=6):n>",
    "/<int(signed=True):n>",
    "/<float:f>",
    "/<any(a, b):x>",
    "/<any(a, b, \"7\"):x>/",
    "/<string(length=1):x>",
    "/<string(minlength=0):x>",
    "/<path:p>",
    "/<path:p>/",
    "/a/<path:p>",
    "/<path:p>/b",
];
const BEFORE: [&str; 8] = [
    "GET",
    "GET, POST",
    "POST",
    "ANY",
    "GET, PURGE",
    "GET strict_slashes=false",
    "GET merge_slashes=false",
    "GET websocket",
];

/// Numbers that are the same in each run (SplitMix64).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % below as u64) as usize
    }

    pub(crate) fn lines(&mut self) -> Vec<String> {
        let count = 1 + self.next(3);
        (0..count)
            .map(|_| format!("{} {}", BEFORE[self.next(BEFORE.len())], RULES[self.next(RULES.len())]))
            .collect()
    }
}

/// The app that has these rules.
pub(crate) fn app(lines: &str) -> &'static Map {
    let rules = read(lines).unwrap().into_iter().map(|locked| locked.rule).collect();
    // What has no name has a mistake elsewhere.
    Box::leak(Box::new(Map { id: "Shop", ..*Map::leak("Shop", rules) }))
}

/// Paths that the rules take, and some that they do not.
pub(crate) fn paths() -> Vec<String> {
    let segments = ["", "a", "b", "7", "-7", "1.5", "ab", "a.b"];
    let mut paths: Vec<String> = segments.iter().map(|one| format!("/{one}")).collect();
    for one in segments {
        paths.extend(segments.map(|other| format!("/{one}/{other}")));
    }
    paths.extend(["/a//b", "/a/b/", "/7//", "/a/b/7"].map(str::to_owned));
    paths
}
