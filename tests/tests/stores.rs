//! What every store of Shortly promises, held by the real ones: a file, a Redis server, memory.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use redis::AsyncCommands;
use shortly::links::{Details, Links, Store, StoreError, StoreUrl};
use tempfile::TempDir;
use wegwerk_tests::redis::RedisServer;

async fn open(url: &str) -> Store {
    Store::open(&url.parse().unwrap()).await.unwrap()
}

async fn refused(url: &str) -> String {
    let url: StoreUrl = url.parse().unwrap();
    let text = Store::open(&url).await.unwrap_err().to_string();
    assert!(!text.contains('\n'), "{text:?} is one line");
    text
}

async fn clicks(store: &Store, id: &str) -> u64 {
    store.details(id).await.unwrap().unwrap().clicks
}

/// A folder with a file name for links in it.
fn file() -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("links.redb").to_str().unwrap().to_owned();
    (folder, path)
}

/// The promises, in a row; `open` opens an empty store first and the same one again later.
/// Links survive a reopening only where `durable`.
async fn keeps_its_promises(url: &str, durable: bool) {
    let store = open(url).await;
    the_same_url_gets_the_same_id(&store).await;
    ids_are_the_counter_in_base_36(&store).await;
    only_following_counts(&store).await;
    what_no_counter_gave_is_not_found(&store).await;
    any_text_is_kept_as_it_is(&store).await;
    let store = Arc::new(store);
    clients_at_once_get_one_id_per_url(&store).await;
    no_click_is_lost_or_counted_twice(&store).await;

    let id = store.insert("http://example.com/").await.unwrap();
    store.follow(&id).await.unwrap();
    let before = store.details(&id).await.unwrap().unwrap();
    store.close().await.unwrap();
    store.close().await.unwrap();
    assert_eq!(store.follow(&id).await, Err(StoreError::Closed));
    assert_eq!(store.insert("http://example.com/").await, Err(StoreError::Closed));
    drop(store);
    if durable {
        let store = open(url).await;
        assert_eq!(store.details(&id).await.unwrap().unwrap(), before, "a clean stop loses no click");
        assert_eq!(store.insert("http://example.com/").await.unwrap(), id);
        assert_eq!(clicks(&store, &id).await, before.clicks);
        store.close().await.unwrap();
    }
}

async fn the_same_url_gets_the_same_id(store: &Store) {
    assert_eq!(store.insert("http://example.com/").await.unwrap(), "1");
    assert_eq!(store.insert("HTTP://example.com/").await.unwrap(), "2");
    assert_eq!(store.insert("http://example.com/").await.unwrap(), "1");
    assert_eq!(store.insert("HTTP://example.com/").await.unwrap(), "2");
}

async fn ids_are_the_counter_in_base_36(store: &Store) {
    let mut ids = Vec::new();
    for number in 3..=37 {
        ids.push(store.insert(&format!("http://example.com/n/{number}")).await.unwrap());
    }
    let expected = "3 4 5 6 7 8 9 a b c d e f g h i j k l m n o p q r s t u v w x y z 10 11"
        .split(' ')
        .collect::<Vec<_>>();
    assert_eq!(ids, expected);
    assert_eq!(store.target("10").await.unwrap().unwrap(), "http://example.com/n/36");
}

async fn only_following_counts(store: &Store) {
    let details = |clicks| Some(Details { target: "HTTP://example.com/".into(), clicks });
    assert_eq!(store.details("2").await.unwrap(), details(0));
    assert_eq!(store.follow("2").await.unwrap().unwrap(), "HTTP://example.com/");
    assert_eq!(store.details("2").await.unwrap(), details(1), "before anything is flushed");
    assert_eq!(store.target("2").await.unwrap().unwrap(), "HTTP://example.com/");
    store.flush().await.unwrap();
    assert_eq!(store.details("2").await.unwrap(), details(1), "after it is flushed");
    store.follow("2").await.unwrap();
    assert_eq!(store.details("2").await.unwrap(), details(2), "both together");
    assert_eq!(clicks(store, "1").await, 0);
}

async fn what_no_counter_gave_is_not_found(store: &Store) {
    let long = "9".repeat(10_000);
    for id in
        ["", "0", "A", "01", "nope", "favicon.ico", "zzzzzzzzzzzzzzzzz", "ä", "1 ", "*", "1\r\nPING", &long]
    {
        assert_eq!(store.target(id).await.unwrap(), None, "{id:?}");
        assert_eq!(store.follow(id).await.unwrap(), None, "{id:?}");
        assert_eq!(store.details(id).await.unwrap(), None, "{id:?}");
    }
    store.insert("http://example.com/n/38").await.unwrap();
    assert_eq!(store.insert("http://example.com/n/39").await.unwrap(), "13", "no number was used up");
}

async fn any_text_is_kept_as_it_is(store: &Store) {
    let longest = format!("http://example.com/{}", "x".repeat(8 * 1024 - 19));
    for url in
        ["https://bücher.example/ünï?q=ä b#fräg", "http://example.com/\"><script>alert(1)</script>", &longest]
    {
        let id = store.insert(url).await.unwrap();
        assert_eq!(store.follow(&id).await.unwrap().unwrap(), url);
        assert_eq!(store.insert(url).await.unwrap(), id);
    }
}

async fn clients_at_once_get_one_id_per_url(store: &Arc<Store>) {
    let barrier = Arc::new(tokio::sync::Barrier::new(64));
    let mut clients = tokio::task::JoinSet::new();
    for client in 0..64 {
        let (store, barrier) = (store.clone(), barrier.clone());
        clients.spawn(async move {
            barrier.wait().await;
            let mut ids = Vec::new();
            for number in 0..200 {
                // Half of the clients go the other way, so that all URLs are fought for.
                let number = if client % 2 == 0 { number } else { 199 - number };
                let url = format!("http://example.com/at-once/{number}");
                ids.push((url.clone(), store.insert(&url).await.unwrap()));
            }
            ids
        });
    }
    let mut ids = HashMap::new();
    while let Some(answers) = clients.join_next().await {
        for (url, id) in answers.unwrap() {
            assert_eq!(ids.entry(url).or_insert_with(|| id.clone()), &id);
        }
    }
    assert_eq!(ids.len(), 200);
    assert_eq!(ids.values().collect::<HashSet<_>>().len(), 200, "no id leads to two URLs");
    for (url, id) in ids {
        assert_eq!(store.target(&id).await.unwrap().unwrap(), url);
    }
}

/// Counts while clicks are flushed, looking at the details all the time: they never go back, and
/// never run ahead.
async fn no_click_is_lost_or_counted_twice(store: &Arc<Store>) {
    const CLICKS: u64 = 400;
    let id = store.insert("http://example.com/counted").await.unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let (store, id) = (store.clone(), id.clone());
        tasks.spawn(async move {
            for _ in 0..CLICKS / 4 {
                store.follow(&id).await.unwrap().unwrap();
                tokio::task::yield_now().await;
            }
        });
    }
    let flusher = tokio::spawn({
        let store = store.clone();
        async move {
            loop {
                store.flush().await.unwrap();
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        }
    });
    let mut seen = 0;
    while seen < CLICKS {
        let now = clicks(store, &id).await;
        assert!(seen <= now && now <= CLICKS, "{now} clicks after {seen}");
        seen = now;
        if tasks.is_empty() {
            assert_eq!(now, CLICKS);
        }
        while tasks.try_join_next().is_some_and(|task| task.is_ok()) {}
    }
    flusher.abort();
    let _ = flusher.await;
    store.flush().await.unwrap();
    assert_eq!(clicks(store, &id).await, CLICKS);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn memory_keeps_its_promises() {
    keeps_its_promises("memory", false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_keeps_its_promises() {
    let (_folder, path) = file();
    keeps_its_promises(&path, true).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn redis_keeps_its_promises() {
    let server = RedisServer::start(&[]);
    keeps_its_promises(&server.url(), true).await;
}

mod embedded {
    use super::*;

    #[tokio::test]
    async fn a_file_that_is_held_is_refused() {
        let (_folder, path) = file();
        let mut writer = Command::new(env!("CARGO_BIN_EXE_store_writer"))
            .args([&path, "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(writer.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.ends_with('\n'));
        let text = refused(&path).await;
        writer.kill().unwrap();
        writer.wait().unwrap();
        assert!(text.starts_with(&path) && text.contains("in use by another process"), "{text}");
        drop(open(&path).await);
    }

    #[tokio::test]
    async fn a_path_that_cannot_be_used_says_so() {
        let folder = TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        std::fs::write(path("text"), "not a database at all, but long enough to be one".repeat(1000))
            .unwrap();
        for (path, part) in [
            (path("text"), "does not hold Shortly's links"),
            (path("missing/links.redb"), "cannot be used"),
            (path("."), "cannot be used"),
            (path("text/links.redb"), "cannot be used"),
        ] {
            let text = refused(&path).await;
            assert!(text.starts_with(&path) && text.contains(part) && text.contains("--store"), "{text}");
        }
    }

    #[tokio::test]
    async fn a_damaged_file_is_refused_or_whole() {
        let (folder, path) = file();
        let store = open(&path).await;
        for number in 0..500 {
            store.insert(&format!("http://example.com/{number}")).await.unwrap();
        }
        store.close().await.unwrap();
        drop(store);
        let whole = std::fs::read(&path).unwrap();
        let damaged = folder.path().join("damaged").to_str().unwrap().to_owned();
        for length in [1, 9, 100, 319, 320, 1000, 4096, 5000, 8192, whole.len() / 2, whole.len() - 4096] {
            std::fs::write(&damaged, &whole[..length]).unwrap();
            let text = refused(&damaged).await;
            assert!(text.starts_with(&damaged), "{length}: {text}");
        }
    }

    #[tokio::test]
    async fn another_programs_or_a_newer_database_is_refused() {
        let (_folder, path) = file();
        let table = redb::TableDefinition::<&str, u64>::new("something");
        let db = redb::Database::create(&path).unwrap();
        let txn = db.begin_write().unwrap();
        txn.open_table(table).unwrap().insert("schema", 1).unwrap();
        txn.commit().unwrap();
        drop(db);
        let text = refused(&path).await;
        assert!(text.contains("another program's"), "{text}");

        let (_folder, path) = file();
        drop(open(&path).await);
        let db = redb::Database::create(&path).unwrap();
        let txn = db.begin_write().unwrap();
        txn.open_table(redb::TableDefinition::<&str, u64>::new("shortly"))
            .unwrap()
            .insert("schema", 2)
            .unwrap();
        txn.commit().unwrap();
        drop(db);
        let text = refused(&path).await;
        assert!(text.contains("newer Shortly (schema 2)"), "{text}");
    }

    #[tokio::test]
    async fn clicks_are_on_disk_within_a_second() {
        let (folder, path) = file();
        let store = open(&path).await;
        let id = store.insert("http://example.com/").await.unwrap();
        for _ in 0..10 {
            store.follow(&id).await.unwrap();
        }
        tokio::time::sleep(Duration::from_millis(1100)).await;
        // What a crash would leave.
        let copy = folder.path().join("copy").to_str().unwrap().to_owned();
        std::fs::copy(&path, &copy).unwrap();
        assert_eq!(clicks(&open(&copy).await, &id).await, 10);
    }

    #[tokio::test]
    async fn dropping_the_store_writes_its_clicks() {
        let (_folder, path) = file();
        let store = open(&path).await;
        let id = store.insert("http://example.com/").await.unwrap();
        store.follow(&id).await.unwrap();
        drop(store);
        assert_eq!(clicks(&open(&path).await, &id).await, 1);
    }

    /// SIGKILL in the middle of writing, 20 times on one file.
    #[tokio::test]
    async fn a_kill_loses_no_acknowledged_link() {
        let (_folder, path) = file();
        let mut acknowledged = HashMap::new();
        for run in 0..20u64 {
            let mut writer = Command::new(env!("CARGO_BIN_EXE_store_writer"))
                .args([&path, &run.to_string()])
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let mut output = BufReader::new(writer.stdout.take().unwrap());
            // The first transaction of all clients is through: the next ones are under way.
            let mut first = String::new();
            for _ in 0..16 {
                output.read_line(&mut first).unwrap();
            }
            let reader = std::thread::spawn(move || {
                let mut lines = String::new();
                output.read_to_string(&mut lines).map(|_| first + &lines)
            });
            std::thread::sleep(Duration::from_millis(40 + run * 13 % 100));
            writer.kill().unwrap();
            writer.wait().unwrap();
            let lines = reader.join().unwrap().unwrap();
            let lines = lines.lines().collect::<Vec<_>>();
            assert!(lines.len() >= 16, "run {run} wrote something");
            for line in lines {
                let (id, url) = line.split_once(' ').unwrap();
                let before = acknowledged.insert(id.to_owned(), url.to_owned());
                assert_eq!(before, None, "the id {id} was given twice");
            }
            let opening = Instant::now();
            let store = open(&path).await;
            assert!(opening.elapsed() < Duration::from_secs(1), "opening took {:?}", opening.elapsed());
            for (id, url) in &acknowledged {
                let details = store.details(id).await.unwrap().unwrap();
                assert_eq!(&details.target, url);
                assert!(details.clicks <= 1, "{id} was followed once and counted {} times", details.clicks);
                assert_eq!(&store.insert(url).await.unwrap(), id);
            }
        }
        println!("{} links acknowledged over 20 kills", acknowledged.len());
    }
}

mod redis_server {
    use super::*;

    async fn client(server: &RedisServer) -> redis::aio::MultiplexedConnection {
        redis::Client::open(server.url()).unwrap().get_multiplexed_async_connection().await.unwrap()
    }

    #[tokio::test]
    async fn a_database_of_the_tutorial_is_continued() {
        let server = RedisServer::start(&[]);
        let mut keys = client(&server).await;
        // As the tutorial's insert_url and on_follow_short_link leave it.
        for (key, value) in [
            ("last-url-id", "36"),
            ("url-target:z", "http://example.com/35"),
            ("reverse-url:http://example.com/35", "z"),
            ("click-count:z", "41"),
            ("url-target:10", "http://example.com/36"),
            ("reverse-url:http://example.com/36", "10"),
        ] {
            let () = keys.set(key, value).await.unwrap();
        }
        let store = open(&server.url()).await;
        let details = store.details("z").await.unwrap().unwrap();
        assert_eq!(details, Details { target: "http://example.com/35".into(), clicks: 41 });
        assert_eq!(store.insert("http://example.com/36").await.unwrap(), "10");
        assert_eq!(store.insert("http://example.com/37").await.unwrap(), "11");
        store.follow("z").await.unwrap();
        assert_eq!(clicks(&store, "z").await, 42);
        store.close().await.unwrap();
        for (key, value) in [
            ("last-url-id", "37"),
            ("url-target:11", "http://example.com/37"),
            ("reverse-url:http://example.com/37", "11"),
            ("click-count:z", "42"),
        ] {
            assert_eq!(keys.get::<_, String>(key).await.unwrap(), value, "{key}");
        }
        assert_eq!(redis::cmd("DBSIZE").query_async::<u64>(&mut keys).await.unwrap(), 8, "no other key");
    }

    /// What crashes and old races of other writers may have left behind.
    #[tokio::test]
    async fn leftovers_are_healed_and_never_lead_astray() {
        let server = RedisServer::start(&[]);
        let mut keys = client(&server).await;
        for (key, value) in [
            ("last-url-id", "4"),
            // Reversed without a target: the target is written.
            ("reverse-url:http://example.com/no-target", "2"),
            // The id leads to another URL: the key is stale.
            ("url-target:3", "http://example.com/three"),
            ("reverse-url:http://example.com/stale", "3"),
            // No id at all.
            ("reverse-url:http://example.com/empty", ""),
            // The next number is taken, by hand.
            ("url-target:5", "http://example.com/by-hand"),
        ] {
            let () = keys.set(key, value).await.unwrap();
        }
        let store = open(&server.url()).await;
        for (url, id) in [
            ("http://example.com/no-target", "2"),
            ("http://example.com/stale", "6"),
            ("http://example.com/empty", "7"),
            ("http://example.com/next", "8"),
        ] {
            assert_eq!(store.insert(url).await.unwrap(), id);
            assert_eq!(store.target(id).await.unwrap().unwrap(), url);
            assert_eq!(store.insert(url).await.unwrap(), id);
        }
        assert_eq!(store.target("3").await.unwrap().unwrap(), "http://example.com/three");
        assert_eq!(store.target("5").await.unwrap().unwrap(), "http://example.com/by-hand");
    }

    #[tokio::test]
    async fn a_foreign_value_is_an_error_and_no_hang() {
        let server = RedisServer::start(&[]);
        let mut keys = client(&server).await;
        let () = keys.set("last-url-id", "no number").await.unwrap();
        let () = keys.lpush("url-target:1", "a list").await.unwrap();
        let store = open(&server.url()).await;
        for error in [store.insert("http://example.com/").await.err(), store.follow("1").await.err()] {
            let error = error.unwrap();
            assert!(matches!(error, StoreError::Failed { .. }) && !error.is_temporary(), "{error:?}");
        }
    }

    #[tokio::test]
    async fn clicks_reach_the_server_within_a_second() {
        let server = RedisServer::start(&[]);
        let store = open(&server.url()).await;
        let id = store.insert("http://example.com/").await.unwrap();
        for _ in 0..10 {
            store.follow(&id).await.unwrap();
        }
        tokio::time::sleep(Duration::from_millis(1100)).await;
        assert_eq!(client(&server).await.get::<_, u64>("click-count:1").await.unwrap(), 10);
    }

    #[tokio::test]
    async fn a_server_that_is_away_at_the_start_is_one_line() {
        let mut server = RedisServer::start(&["--requirepass", "secret"]);
        let url = server.url();
        let text = refused(&url).await;
        assert!(text.contains(&url), "{text}");
        let wrong = url.replace("redis://", "redis://:wrong@");
        let text = refused(&wrong).await;
        assert!(text.contains(&url) && !text.contains("wrong@"), "{text}");
        let right = url.replace("redis://", "redis://:secret@");
        open(&right).await.insert("http://example.com/").await.unwrap();
        server.kill();
        let text = refused(&right).await;
        assert!(text.contains(&url) && text.contains("cannot be reached"), "{text}");
    }

    /// Clients insert and follow while the server is stopped, killed, paused and started again.
    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn an_outage_hangs_nothing_and_loses_no_acknowledged_link() {
        let mut server = RedisServer::start(&["--appendonly", "yes"]);
        let store = Arc::new(open(&server.url()).await);
        let first = store.insert("http://example.com/").await.unwrap();
        let stop = Arc::new(std::sync::atomic::AtomicBool::new(false));
        let mut clients = tokio::task::JoinSet::new();
        for client in 0..8 {
            let (store, first, stop) = (store.clone(), first.clone(), stop.clone());
            clients.spawn(async move {
                let (mut acknowledged, mut follows, mut slowest, mut refusals) =
                    (Vec::new(), 0, Duration::ZERO, 0);
                for number in 0.. {
                    if stop.load(std::sync::atomic::Ordering::Relaxed) {
                        break;
                    }
                    let url = format!("http://example.com/{client}/{number}");
                    let started = Instant::now();
                    let inserted = store.insert(&url).await;
                    slowest = slowest.max(started.elapsed());
                    let started = Instant::now();
                    let followed = store.follow(&first).await;
                    slowest = slowest.max(started.elapsed());
                    let started = Instant::now();
                    let looked = store.details(&first).await;
                    slowest = slowest.max(started.elapsed());
                    follows += u64::from(followed.is_ok());
                    if let Ok(id) = &inserted {
                        acknowledged.push((url, id.clone()));
                    }
                    for error in [inserted.err(), followed.err(), looked.err()].into_iter().flatten() {
                        assert!(error.is_temporary(), "{error:?}");
                        refusals += 1;
                    }
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
                (acknowledged, follows, slowest, refusals)
            });
        }
        let pause = |milliseconds| tokio::time::sleep(Duration::from_millis(milliseconds));
        pause(500).await;
        server.stop();
        pause(1000).await;
        server.start_again();
        let back = Instant::now();
        while store.target(&first).await.is_err() {
            assert!(back.elapsed() < Duration::from_secs(1), "the store does not recover");
        }
        pause(500).await;
        server.kill();
        pause(500).await;
        server.start_again();
        pause(500).await;
        server.pause();
        pause(1500).await;
        server.resume();
        pause(1200).await;
        assert!(store.target(&first).await.unwrap().is_some());
        stop.store(true, std::sync::atomic::Ordering::Relaxed);

        let (mut links, mut follows, mut refusals) = (HashMap::new(), 0, 0);
        while let Some(client) = clients.join_next().await {
            let (acknowledged, followed, slowest, refused) = client.unwrap();
            assert!(slowest < Duration::from_secs(1), "an operation took {slowest:?}");
            follows += followed;
            refusals += refused;
            for (url, id) in acknowledged {
                assert_eq!(links.insert(id, url), None, "no id is given twice");
            }
        }
        assert!(refusals > 0, "the outages were noticed");
        assert!(links.len() > 100);
        for (id, url) in &links {
            assert_eq!(store.target(id).await.unwrap().as_ref(), Some(url));
            assert_eq!(&store.insert(url).await.unwrap(), id);
        }
        store.close().await.unwrap();
        let counted: u64 = client(&server).await.get(format!("click-count:{first}")).await.unwrap();
        println!("{} links, {counted} of {follows} clicks, {refusals} refusals", links.len());
        assert!(counted <= follows, "{counted} clicks of {follows}");
        assert!(counted > follows / 2, "{counted} clicks of {follows}");
    }

    #[tokio::test]
    async fn clicks_wait_while_the_server_is_away() {
        let mut server = RedisServer::start(&["--appendonly", "yes"]);
        let store = open(&server.url()).await;
        let id = store.insert("http://example.com/").await.unwrap();
        for _ in 0..5 {
            store.follow(&id).await.unwrap();
        }
        server.stop();
        let error = store.flush().await.unwrap_err();
        assert!(error.is_temporary(), "{error}");
        server.start_again();
        assert_eq!(clicks(&store, &id).await, 5);
        store.close().await.unwrap();
        drop(store);
        assert_eq!(clicks(&open(&server.url()).await, &id).await, 5);
    }

    /// Logging in is refused for a while: the store must try again later.
    #[tokio::test]
    async fn a_refused_login_heals() {
        let server = RedisServer::start(&["--requirepass", "secret"]);
        let url = server.url().replace("redis://", "redis://:secret@");
        let store = open(&url).await;
        let id = store.insert("http://example.com/").await.unwrap();
        let mut admin = redis::Client::open(url).unwrap().get_multiplexed_async_connection().await.unwrap();
        let set_password = |password| redis::cmd("CONFIG").arg(&["SET", "requirepass", password]).take();
        let () = set_password("other").query_async(&mut admin).await.unwrap();
        let kill = redis::cmd("CLIENT").arg(&["KILL", "TYPE", "normal", "SKIPME", "yes"]).take();
        let () = kill.query_async(&mut admin).await.unwrap();
        for _ in 0..3 {
            assert!(store.target(&id).await.unwrap_err().is_temporary());
        }
        let () = set_password("secret").query_async(&mut admin).await.unwrap();
        assert_eq!(store.target(&id).await.unwrap().unwrap(), "http://example.com/");
    }

    /// A connection that was cut without a word, as by a firewall that forgot it.
    #[tokio::test]
    async fn a_silent_connection_is_replaced() {
        let server = RedisServer::start(&[]);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("redis://{}/0", listener.local_addr().unwrap());
        let (cut, is_cut) = tokio::sync::watch::channel(false);
        let port = server.port();
        let proxy = tokio::spawn(async move {
            let mut connections = Vec::new();
            while let Ok((mut client, _)) = listener.accept().await {
                // Only connections made before the cut fall silent; they stay open.
                let (mut is_cut, was_cut) = (is_cut.clone(), *is_cut.borrow());
                connections.push(tokio::spawn(async move {
                    let mut server = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
                    let copy = tokio::io::copy_bidirectional(&mut client, &mut server);
                    let falls_silent = async { is_cut.wait_for(|cut| *cut && !was_cut).await.is_ok() };
                    let silent = tokio::select! {
                        _ = copy => false,
                        silent = falls_silent => silent,
                    };
                    if silent {
                        std::future::pending::<()>().await;
                    }
                }));
            }
        });
        let store = open(&url).await;
        let id = store.insert("http://example.com/").await.unwrap();
        cut.send(true).unwrap();
        let started = Instant::now();
        assert_eq!(store.target(&id).await.unwrap().unwrap(), "http://example.com/");
        assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
        assert!(started.elapsed() > Duration::from_millis(100), "the old connection was silent");
        proxy.abort();
    }
}
