//! Looks paths up, round after round: `lookups ROUTER LIST hits|misses ROUNDS`. The instructions of one lookup are the
//! difference of two numbers of rounds, by the lookups between them. `lookups check` says which routers have which lists
//! right.

mod lists;
mod routers;

use std::hint::black_box;

use routers::{NAMES, build};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["check"] => {
            for list in lists::NAMES {
                let routes = lists::routes(list);
                let (hits, misses) = (lists::hits(&routes), lists::misses(&routes));
                for name in NAMES {
                    let right = build(name, &routes).is_some_and(|find| {
                        hits.iter().all(|path| find(path)) && misses.iter().all(|path| !find(path))
                    });
                    println!("{name} {list} {} {} {right}", routes.len(), misses.len());
                }
            }
        }
        [name, list, what, rounds] => {
            let routes = lists::routes(list);
            let paths = if what == "hits" { lists::hits(&routes) } else { lists::misses(&routes) };
            let find = build(name, &routes).expect("the router takes the list");
            for _ in 0..rounds.parse().expect("a number of rounds") {
                for path in &paths {
                    black_box(find(black_box(path)));
                }
            }
            println!("{}", paths.len());
        }
        _ => {
            eprintln!("usage: lookups check | lookups ROUTER LIST hits|misses ROUNDS");
            std::process::exit(2);
        }
    }
}
