//! Lock files and apps of several rules, by chance: what the check lets pass loses no request, whichever rules meet; and what
//! is seen natively changes nothing of what is told.

use by_chance::{Chance, app, paths};
use locked::check_map;
use wegwerk_routing::lock::{read, unkept};
use wegwerk_routing::matcher::{Outcome, Request};
use wegwerk_routing::path::Path;
use wegwerk_routing::pattern::Captures;
use wegwerk_routing::table::Table;

mod by_chance;
mod locked;

#[test]
fn no_request_is_lost_where_several_rules_meet() {
    let paths = paths();
    let requests = [("GET", false), ("HEAD", false), ("POST", false), ("PURGE", false), ("GET", true)];
    let taken = |table: &Table| -> Vec<bool> {
        let mut all = Vec::new();
        for path in &paths {
            let path = Path::decode(path);
            for (method, websocket) in requests {
                let request = Request { websocket, ..Request::new(method, &path) };
                let outcome = table.find(&request, &mut Captures::new());
                all.push(matches!(outcome, Outcome::Found(_) | Outcome::Redirect(_)));
            }
        }
        all
    };
    let mut chance = Chance(1);
    let (mut held, mut broken, mut shown, mut dropped) = (0, 0, 0, 0);
    for _ in 0..3_000 {
        let before = chance.lines();
        let mut now = chance.lines();
        // Mostly an app has much of what it had.
        now.extend(before.iter().filter(|_| chance.next(4) > 0).cloned());
        // Of two rules that are written alike the build takes none.
        now.sort_by_key(|line| line.rsplit(' ').next().map(str::to_owned));
        now.dedup_by_key(|line| line.rsplit(' ').next().map(str::to_owned));
        let (before, now) = (before.join("\n"), now.join("\n"));
        let (locked, map) = (read(&before).unwrap(), app(&now));
        let told = check_map(&locked, map);
        let left = unkept(&Table::leak(map), locked.clone());
        dropped += locked.len() - left.len();
        assert_eq!(check_map(&left, map), told, "seen natively: {before}\n->\n{now}");
        let (old, new) = (taken(&Table::leak(app(&before))), taken(&Table::leak(map)));
        // A new rule that merges no slashes may fit a path once they are merged, and the client is then sent nowhere.
        let hides = now.contains("merge_slashes=false");
        let is_hidden = |n: &usize| hides && paths[n / requests.len()].contains("//");
        let lost = (0..old.len()).find(|n| old[*n] && !new[*n] && !is_hidden(n));
        match (told, lost) {
            (None, Some(n)) => {
                let (method, websocket) = requests[n % requests.len()];
                panic!(
                    "{before}\n->\n{now}\nloses {method} {} (WebSocket: {websocket})",
                    paths[n / requests.len()]
                )
            }
            (None, None) => held += 1,
            (Some(_), lost) => {
                broken += 1;
                shown += usize::from(lost.is_some());
            }
        }
    }
    assert!(
        held > 1_000 && broken > 500 && dropped > 1_000,
        "{held} hold, {broken} do not, {dropped} lines dropped"
    );
    assert!(shown * 10 > broken * 7, "{shown} of {broken} lose a path");
}
