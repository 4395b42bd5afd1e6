//! What the store in Redis promises beyond the suite.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::{Duration, Instant};

use redis::AsyncCommands;
use shortly::links::{Details, Links, StoreError};
use wegwerk_tests::redis::RedisServer;

use super::{clicks, open, refused};

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
    tokio::time::sleep(Duration::from_millis(1300)).await;
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
    let stop = Arc::new(AtomicBool::new(false));
    let mut clients = tokio::task::JoinSet::new();
    for client in 0..8 {
        let (store, first, stop) = (store.clone(), first.clone(), stop.clone());
        clients.spawn(async move {
            let (mut acknowledged, mut follows, mut slowest, mut refusals) =
                (Vec::new(), 0, Duration::ZERO, 0);
            for number in 0.. {
                if stop.load(Relaxed) {
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
    stop.store(true, Relaxed);

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
