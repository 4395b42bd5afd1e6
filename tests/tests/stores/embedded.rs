//! What the store in a file promises beyond the suite.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use shortly::links::Links;
use tempfile::TempDir;

use super::{clicks, file, open, refused};

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
    std::fs::write(path("text"), "not a database at all, but long enough to be one".repeat(1000)).unwrap();
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
    txn.open_table(redb::TableDefinition::<&str, u64>::new("shortly")).unwrap().insert("schema", 2).unwrap();
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
    tokio::time::sleep(Duration::from_millis(1300)).await;
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
        assert!(opening.elapsed() < Duration::from_secs(2), "opening took {:?}", opening.elapsed());
        for (id, url) in &acknowledged {
            let details = store.details(id).await.unwrap().unwrap();
            assert_eq!(&details.target, url);
            assert!(details.clicks <= 1, "{id} was followed once and counted {} times", details.clicks);
            assert_eq!(&store.insert(url).await.unwrap(), id);
        }
    }
    println!("{} links acknowledged over 20 kills", acknowledged.len());
}
