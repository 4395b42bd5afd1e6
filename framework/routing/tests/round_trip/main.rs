//! Random rules and random values: a URL comes back to its endpoint with its values, or the check had said no; and where
//! it says no, the URL does not come back.

mod app;
mod client;
mod draw;
mod fit;

use std::cell::Cell;

use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use wegwerk_routing::url::{Place, Refusal};

use app::App;
use client::Seen;
use draw::Call;

/// The same cases at every run, unless the environment asks for others (`PROPTEST_CASES`, `PROPTEST_RNG_SEED`).
fn config(cases: u32) -> Config {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(0x7765_6777_6572_6b21);
    }
    config
}

/// How often the check said what.
#[derive(Default)]
struct Tally {
    accepted: Cell<u32>,
    unfit: Cell<u32>,
    refused: [Cell<u32>; 6],
}

fn count(cell: &Cell<u32>) {
    cell.set(cell.get() + 1);
}

#[test]
fn a_url_comes_back_with_its_values_or_the_check_truly_says_no() {
    let tally = Tally::default();
    let mut runner = TestRunner::new(config(500));
    let result = runner.run(&draw::case(), |(rules, prefix, calls)| {
        let Some(app) = App::new(&rules, prefix) else { return Ok(()) };
        calls.iter().try_for_each(|call| try_call(&app, call, &tally))
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
    let refused: Vec<u32> = tally.refused.iter().map(Cell::get).collect();
    let (accepted, unfit) = (tally.accepted.get(), tally.unfit.get());
    println!("{accepted} accepted, {refused:?} refused, {unfit} without a rule");
    let all = accepted + refused.iter().sum::<u32>();
    assert!(accepted > all / 4, "{accepted} of {all} were accepted");
    assert!(refused.iter().all(|count| *count > 0), "a reason is never given: {refused:?}");
}

fn try_call(app: &App, call: &Call, tally: &Tally) -> Result<(), TestCaseError> {
    let (number, prefix, values) = app.values(call);
    let arguments = app::arguments(&values);
    let place = Place { table: app.table, mount: app.mount, prefix: &prefix, domain: &[] };
    let Some(rule) = place.choose(number, call.method, &arguments, None) else {
        count(&tally.unfit);
        return Ok(());
    };
    let built = place.build(rule, &arguments);
    let check = place.comes_back(rule, call.method, &arguments, &built);
    let method = call.method.unwrap_or(if rule.methods.contains("GET") { "GET" } else { "POST" });
    let seen = client::ask(app.table, method, &built.path);
    let back = match &seen {
        Seen::Handler { mount, endpoint, prefix: outer, values: found } => {
            *mount == app.mount
                && *endpoint == number
                && app.prefix_is(&prefix, outer)
                && app.are(number, &values, found)
        }
        Seen::Nothing => false,
    };
    // The check knows texts: that a type reads `0` and `0.0` as one value, behind `string`, it cannot see.
    let respelled = matches!(&seen, Seen::Handler { values: found, .. } if *found != values);
    let is_apart = matches!(check, Err(Refusal::Apart { .. }));
    if back != check.is_ok() && !(back && respelled && is_apart) {
        let rules = app.texts();
        return Err(TestCaseError::fail(format!(
            "{method} {} of `{}` among {rules:?}: the check says {check:?}, and the client sees {seen:?}; wanted {values:?}",
            built.path, rule.text
        )));
    }
    count(match check {
        Ok(()) => &tally.accepted,
        Err(Refusal::Value { .. }) => &tally.refused[0],
        Err(Refusal::NoVariable { .. }) => &tally.refused[1],
        Err(Refusal::Dots { .. }) => &tally.refused[2],
        Err(Refusal::Taken { .. }) => &tally.refused[3],
        Err(Refusal::Apart { .. }) => &tally.refused[4],
        Err(Refusal::NotFound) => &tally.refused[5],
    });
    Ok(())
}
