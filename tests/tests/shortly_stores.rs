//! What Shortly's users are promised of their links, through HTTP: one id per URL, exact clicks, and nothing lost
//! when the program is killed or Redis is away.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::task::JoinSet;
use tokio::time::sleep;
use wegwerk_tests::http::Client;
use wegwerk_tests::page::Page;
use wegwerk_tests::redis::RedisServer;
use wegwerk_tests::shortly::Shortly;

async fn page(client: &mut Client, short_id: &str) -> Page {
    let answer = client.get(&format!("/{short_id}+")).await.unwrap();
    assert_eq!(answer.status, 200, "{short_id}: {answer:?}");
    Page::read(answer.text())
}

mod one_id_per_url {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn in_memory() {
        clients_at_once(&Shortly::on("memory")).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn in_a_file() {
        let folder = TempDir::new().unwrap();
        clients_at_once(&Shortly::on(folder.path().join("links.redb"))).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn in_redis() {
        let server = RedisServer::start(&[]);
        clients_at_once(&Shortly::on(server.url())).await;
    }

    /// 64 clients post the same 200 URLs, half of them from the other end, so that all URLs are fought for.
    async fn clients_at_once(shortly: &Shortly) {
        let barrier = Arc::new(tokio::sync::Barrier::new(64));
        let mut clients = JoinSet::new();
        for number in 0..64 {
            let (mut client, barrier) = (shortly.client(), barrier.clone());
            clients.spawn(async move {
                assert_eq!(client.get("/").await.unwrap().status, 200, "connected");
                barrier.wait().await;
                let mut links = Vec::new();
                for url in 0..200 {
                    let url = format!("http://example.com/{}", if number % 2 == 0 { url } else { 199 - url });
                    let answer = client.shorten(&url).await.unwrap();
                    let id = answer.short_id().unwrap_or_else(|| panic!("{answer:?}")).to_owned();
                    links.push((url, id));
                }
                links
            });
        }
        let mut ids = HashMap::new();
        while let Some(links) = clients.join_next().await {
            for (url, id) in links.unwrap() {
                assert_eq!(ids.entry(url).or_insert_with(|| id.clone()), &id, "one id per URL");
            }
        }
        assert_eq!(ids.len(), 200);
        assert_eq!(ids.values().collect::<HashSet<_>>().len(), 200, "one URL per id");
        let mut client = shortly.client();
        for (url, id) in ids {
            assert_eq!(client.get(&format!("/{id}")).await.unwrap().header("location"), url);
        }
    }
}

mod clicks {
    use super::*;

    #[tokio::test]
    async fn in_a_file_are_exact_after_a_stop_and_a_new_start() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("links.redb");
        are_exact(path.to_str().unwrap()).await;
    }

    #[tokio::test]
    async fn in_redis_are_exact_after_a_stop_and_a_new_start() {
        let server = RedisServer::start(&[]);
        are_exact(&server.url()).await;
    }

    async fn are_exact(store: &str) {
        let mut total = 0;
        for round in 0..3 {
            let shortly = Shortly::on(store);
            let id = shortly.client().shorten("http://example.com/").await.unwrap();
            assert_eq!(id.short_id(), Some("1"));
            assert_eq!(page(&mut shortly.client(), "1").await.click_count, Some(total), "round {round}");
            let mut clients = JoinSet::new();
            for _ in 0..4 {
                let mut client = shortly.client();
                clients.spawn(async move {
                    for _ in 0..50 {
                        assert_eq!(client.get("/1").await.unwrap().status, 302);
                    }
                });
            }
            while let Some(client) = clients.join_next().await {
                client.unwrap();
                total += 50;
            }
            assert_eq!(page(&mut shortly.client(), "1").await.click_count, Some(total), "before any stop");
            assert!(shortly.stop().success());
        }
        let shortly = Shortly::on(store);
        assert_eq!(page(&mut shortly.client(), "1").await.click_count, Some(total));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn until_the_moment_of_the_stop_are_kept() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("links.redb");
        let shortly = Shortly::on(&path);
        shortly.client().shorten("http://example.com/").await.unwrap();
        let mut clients = JoinSet::new();
        for _ in 0..4 {
            let mut client = shortly.client();
            clients.spawn(async move {
                let mut answered = 0;
                while client.get("/1").await.is_ok_and(|answer| answer.status == 302) {
                    answered += 1;
                }
                answered
            });
        }
        sleep(Duration::from_millis(300)).await;
        let stopped = tokio::task::spawn_blocking(|| shortly.stop()).await.unwrap();
        assert!(stopped.success());
        let mut answered = 0;
        while let Some(client) = clients.join_next().await {
            answered += client.unwrap();
        }
        let shortly = Shortly::on(&path);
        let counted = page(&mut shortly.client(), "1").await.click_count.unwrap();
        // A client may have been cut off between its click and the answer.
        assert!(answered > 0 && (answered..=answered + 4).contains(&counted), "{counted} of {answered}");
    }
}

/// Clients shorten and click; Shortly is killed and started on the same file, twenty times.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_kills_lose_no_acknowledged_link_and_give_no_id_twice() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("links.redb");
    let mut links = HashMap::<String, String>::new();
    // Those that no start has seen yet.
    let mut fresh = HashMap::new();
    let (mut clicked, mut counted) = (0, 0);
    for run in 0..20 {
        let shortly = Shortly::on(&path);
        let mut client = shortly.client();
        for (id, url) in &fresh {
            let answer = client.send("HEAD", &format!("/{id}"), &[], "").await.unwrap();
            assert_eq!(answer.header("location"), url, "run {run}: {id}");
        }
        links.extend(fresh.drain());
        if run > 0 {
            let now = page(&mut client, "1").await.click_count.unwrap();
            assert!(counted <= now && now <= clicked, "run {run}: {now} clicks of {clicked}");
            counted = now;
        }
        let mut clients = JoinSet::new();
        for number in 0..8 {
            let mut client = shortly.client();
            clients.spawn(async move {
                let (mut acknowledged, mut clicks) = (Vec::new(), 0);
                for url in 0.. {
                    let url = format!("http://example.com/{run}/{number}/{url}");
                    let Ok(answer) = client.shorten(&url).await else { break };
                    let id = answer.short_id().unwrap_or_else(|| panic!("{answer:?}"));
                    acknowledged.push((id.to_owned(), url));
                    // Counted before it is answered, so that it may count without an answer.
                    clicks += 1;
                    if client.get("/1").await.is_err() {
                        break;
                    }
                }
                (acknowledged, clicks)
            });
        }
        // Not always at the same point of the writer's work.
        sleep(Duration::from_millis(60 + 17 * run)).await;
        shortly.kill();
        while let Some(client) = clients.join_next().await {
            let (acknowledged, clicks) = client.unwrap();
            clicked += clicks;
            for (id, url) in acknowledged {
                assert!(!links.contains_key(&id), "run {run}: {id} was given twice");
                assert_eq!(fresh.insert(id.clone(), url), None, "run {run}: {id} was given twice");
            }
        }
    }
    links.extend(fresh);
    assert!(links.len() > 200, "{} links", links.len());
    assert!(counted > 0, "some clicks were kept");
    let shortly = Shortly::on(&path);
    let mut client = shortly.client();
    for (id, url) in &links {
        assert_eq!(client.get(&format!("/{id}")).await.unwrap().header("location"), url);
        assert_eq!(client.shorten(url).await.unwrap().short_id(), Some(&**id), "and each URL keeps its id");
    }
}

/// Clients shorten and click while Redis is stopped, started, paused and resumed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_away_is_said_at_once_and_healed_alone() {
    let mut server = RedisServer::start(&["--appendonly", "yes"]);
    let shortly = Shortly::on(server.url());
    let mut client = shortly.client();
    assert_eq!(client.shorten("http://example.com/").await.unwrap().short_id(), Some("1"));

    let stop = Arc::new(AtomicBool::new(false));
    let mut clients = JoinSet::new();
    for number in 0..8 {
        let (mut client, stop) = (shortly.client(), stop.clone());
        clients.spawn(async move {
            let mut seen = Seen::default();
            for url in 0.. {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                let url = format!("http://example.com/{number}/{url}");
                let started = Instant::now();
                let answer = client.shorten(&url).await.expect("an answer, whatever Redis does");
                seen.slowest = seen.slowest.max(started.elapsed());
                match answer.short_id() {
                    Some(id) => seen.acknowledged.push((id.to_owned(), url)),
                    None => {
                        assert_eq!(answer.status, 503, "{answer:?}");
                        seen.refused += 1;
                    }
                }
                for path in ["/1", "/1+"] {
                    let started = Instant::now();
                    let answer = client.get(path).await.expect("an answer, whatever Redis does");
                    seen.slowest = seen.slowest.max(started.elapsed());
                    assert!(matches!(answer.status, 200 | 302 | 503), "{path}: {answer:?}");
                    seen.clicked += u64::from(answer.status == 302);
                }
                sleep(Duration::from_millis(5)).await;
            }
            seen
        });
    }
    sleep(Duration::from_millis(500)).await;
    server.stop();
    sleep(Duration::from_millis(200)).await;
    what_is_shown_without_links(&mut client).await;
    sleep(Duration::from_millis(800)).await;
    server.start_again();
    recovers(&mut client).await;
    sleep(Duration::from_millis(500)).await;
    server.pause();
    sleep(Duration::from_millis(1200)).await;
    server.resume();
    recovers(&mut client).await;
    sleep(Duration::from_millis(300)).await;
    stop.store(true, Ordering::Relaxed);

    let (mut links, mut clicked, mut refused) = (HashMap::new(), 0, 0);
    while let Some(seen) = clients.join_next().await {
        let seen = seen.unwrap();
        assert!(seen.slowest < Duration::from_secs(1), "a request took {:?}", seen.slowest);
        (clicked, refused) = (clicked + seen.clicked, refused + seen.refused);
        for (id, url) in seen.acknowledged {
            assert_eq!(links.insert(id.clone(), url), None, "{id} was given twice");
        }
    }
    assert!(refused > 0 && links.len() > 100, "{refused} refusals, {} links", links.len());
    for (id, url) in &links {
        let answer = client.send("HEAD", &format!("/{id}"), &[], "").await.unwrap();
        assert_eq!(answer.header("location"), url);
    }
    let counted = page(&mut client, "1").await.click_count.unwrap();
    assert!(counted <= clicked, "{counted} clicks of {clicked}");
}

#[derive(Default)]
struct Seen {
    acknowledged: Vec<(String, String)>,
    clicked: u64,
    refused: u64,
    slowest: Duration,
}

/// Pages that need no link are there, all others say what is the matter and when to come back.
async fn what_is_shown_without_links(client: &mut Client) {
    for path in ["/", "/static/style.css"] {
        assert_eq!(client.get(path).await.unwrap().status, 200, "{path}");
    }
    assert_eq!(client.shorten("no URL").await.unwrap().status, 422);
    let mut answers = vec![client.shorten("http://example.com/new").await.unwrap()];
    for path in ["/1", "/1+", "/nope"] {
        answers.push(client.get(path).await.unwrap());
    }
    for answer in answers {
        assert_eq!(answer.status, 503, "{answer:?}");
        assert_eq!(answer.header("retry-after"), "1");
        let page = Page::read(answer.text());
        assert_eq!(page.headings, ["shortly", "Back in a Moment"]);
        assert!(page.lead.unwrap().contains("Please try again"));
        assert!(!answer.text().contains("127.0.0.1"), "where Redis is is nobody's business: {answer:?}");
    }
}

async fn recovers(client: &mut Client) {
    let back = Instant::now();
    while client.get("/1+").await.unwrap().status != 200 {
        assert!(back.elapsed() < Duration::from_secs(2), "Shortly does not recover");
        sleep(Duration::from_millis(20)).await;
    }
}
