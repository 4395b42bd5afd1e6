//! Shortly as a program: how it explains itself, how it starts, why it does not, and how it stops.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use tempfile::TempDir;
use wegwerk_tests::page::Page;
use wegwerk_tests::redis::RedisServer;
use wegwerk_tests::shortly::{Shortly, command, ended};

fn with(arguments: &[&str]) -> Command {
    let mut command = command();
    command.args(arguments);
    command
}

/// That the program ends with exit code 1 and says why in one line.
fn refuses(command: Command, parts: &[&str]) {
    let what = format!("{command:?}");
    let (code, text) = ended(command);
    assert_eq!(code, Some(1), "{what}: {text}");
    assert_eq!(text.lines().count(), 1, "{what}: {text}");
    assert!(text.starts_with("error: ") && text.ends_with('\n'), "{what}: {text}");
    for part in parts {
        assert!(text.contains(part), "{what}: {part:?} in {text}");
    }
    assert!(!text.contains("panicked") && !text.contains("Custom {"), "{what}: {text}");
}

/// A port that stays in use as long as the listener lives.
fn taken() -> (std::net::TcpListener, String) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    (listener, address)
}

#[test]
fn the_help_explains_the_program() {
    for arguments in [&["--help"][..], &["help"], &["serve", "--help"]] {
        let output = with(arguments).output().unwrap();
        assert!(output.status.success());
        let text = String::from_utf8(output.stdout).unwrap();
        // The help of the command leaves out what is said of the program.
        assert!(text.contains("A URL shortener") || arguments[0] == "serve", "{text}");
        for part in [
            "--listen <ADDR>",
            "127.0.0.1:5000",
            "SHORTLY_LISTEN",
            "--store <PATH|redis://…|memory>",
            "SHORTLY_STORE",
            "data folder",
            "--base-url <URL>",
            "SHORTLY_BASE_URL",
        ] {
            assert!(text.contains(part), "{arguments:?}: {part} in {text}");
        }
    }
    let output = with(&["--version"]).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("shortly {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_mistake_on_the_command_line_is_told_of() {
    for (arguments, part) in [
        (&["--base-url", "s.example"][..], "https://s.example"),
        (&["--base-url", "ftp://s.example"], "https://s.example"),
        (&["--base-url", "https://s.example/p"], "only scheme, host and port"),
        (&["--listens", "x"], "--listen"),
        (&["server"], "serve"),
    ] {
        let (code, text) = ended(with(arguments));
        assert_eq!(code, Some(2), "{text}");
        assert!(text.starts_with("error: ") && text.contains(part), "{text}");
    }
}

#[test]
fn an_address_that_cannot_be_listened_on_is_one_line() {
    let (_listener, address) = taken();
    for (listen, part) in [
        (&*address, "in use"),
        ("nonsense", "HOST:PORT"),
        ("127.0.0.1", "HOST:PORT"),
        ("127.0.0.1:65536", "HOST:PORT"),
        ("no-such-host.invalid:80", "no-such-host.invalid:80"),
        ("192.0.2.1:5000", "192.0.2.1"),
    ] {
        refuses(with(&["--store", "memory", "--listen", listen]), &["cannot listen on", part]);
    }
}

#[test]
fn a_port_in_use_is_said_before_a_file_is_made() {
    let (_listener, address) = taken();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("links.redb");
    refuses(with(&["--listen", &address, "--store", path.to_str().unwrap()]), &["in use"]);
    assert!(!path.exists());
}

#[test]
fn a_store_that_cannot_be_opened_is_one_line() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("text"), "Not a database, though it is long enough to be one.\n".repeat(500)).unwrap();
    fs::write(path("newer.sqlite"), [b"SQLite format 3\0".as_slice(), &[0; 4096]].concat()).unwrap();
    for (store, part) in [
        (path("text"), "does not hold Shortly's links"),
        (path("newer.sqlite"), "does not hold Shortly's links"),
        (path("missing/links.redb"), "cannot be used"),
        (path("."), "cannot be used"),
        (path("text/links.redb"), "cannot be used"),
        ("/proc/links.redb".into(), "cannot be used"),
        (String::new(), "names no store"),
        ("mysql://localhost/".into(), "mysql://"),
        ("redis://".into(), "names no store"),
        ("redis://localhost/no-number".into(), "names no store"),
    ] {
        refuses(with(&["--listen", "127.0.0.1:0", "--store", &store]), &[part]);
    }
    let text = fs::read_to_string(path("text")).unwrap();
    assert!(text.starts_with("Not a database"), "what is no store is left alone");
}

#[test]
fn a_file_that_may_not_be_written_is_one_line() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("links.redb");
    let shortly = Shortly::on(&path);
    assert!(shortly.stop().success());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    if fs::OpenOptions::new().write(true).open(&path).is_ok() {
        // The superuser may write everywhere; file systems that nobody may write to are tested above.
        return;
    }
    refuses(with(&["--listen", "127.0.0.1:0", "--store", path.to_str().unwrap()]), &["cannot be used"]);
}

#[test]
fn a_file_that_another_process_holds_is_one_line() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("links.redb");
    let holder = Shortly::on(&path);
    let second = || with(&["--listen", "127.0.0.1:0", "--store", path.to_str().unwrap()]);
    refuses(second(), &["in use by another process", "links.redb"]);
    holder.kill();
    assert!(Shortly::start(second()).stop().success(), "nobody holds it any longer");
}

#[test]
fn a_redis_that_cannot_be_reached_is_one_line_without_the_password() {
    let (listener, address) = taken();
    drop(listener);
    let away = format!("redis://:secret@{address}/3");
    let shown = format!("redis://{address}/3");
    refuses(with(&["--listen", "127.0.0.1:0", "--store", &away]), &[&shown, "cannot be reached"]);
    let (_, text) = ended(with(&["--listen", "127.0.0.1:0", "--store", &away]));
    assert!(!text.contains("secret"), "{text}");
    // One that accepts connections and never answers.
    let (_silent, address) = taken();
    refuses(with(&["--listen", "127.0.0.1:0", "--store", &format!("redis://{address}")]), &[&address]);
    let server = RedisServer::start(&["--requirepass", "secret"]);
    refuses(with(&["--listen", "127.0.0.1:0", "--store", &server.url()]), &[&server.url()]);
}

#[test]
fn without_a_store_links_live_in_the_data_folder() {
    let home = TempDir::new().unwrap();
    for (variable, folder) in [("XDG_DATA_HOME", "data"), ("HOME", ".local/share")] {
        let mut command = command();
        command.env_remove("XDG_DATA_HOME").env("HOME", home.path());
        if variable == "XDG_DATA_HOME" {
            command.env(variable, home.path().join(folder));
        }
        let file = home.path().join(folder).join("shortly/links.redb");
        let shortly = Shortly::start(command);
        assert!(shortly.log().contains(file.to_str().unwrap()), "{}", shortly.log());
        assert!(file.is_file());
        assert!(shortly.stop().success());
    }
}

#[tokio::test]
async fn the_environment_stands_for_the_options_and_an_option_goes_first() {
    let (listener, address) = taken();
    drop(listener);
    let mut variables = command();
    variables.env("SHORTLY_LISTEN", &address).env("SHORTLY_STORE", "memory");
    variables.env("SHORTLY_BASE_URL", "https://S.example:443/");
    let shortly = Shortly::start(variables);
    assert_eq!(shortly.address().to_string(), address);
    assert!(shortly.log().contains("memory"), "{}", shortly.log());
    let mut client = shortly.client();
    client.shorten("http://example.com/").await.unwrap();
    let page = Page::read(client.get("/1+").await.unwrap().text());
    assert_eq!(page.short_url.unwrap(), "https://s.example/1");

    let mut both = with(&["serve", "--listen", "127.0.0.1:0", "--base-url", "http://other.example:8080"]);
    both.env("SHORTLY_LISTEN", &address).env("SHORTLY_STORE", "memory");
    both.env("SHORTLY_BASE_URL", "https://s.example");
    let shortly = Shortly::start(both);
    let mut client = shortly.client();
    client.shorten("http://example.com/").await.unwrap();
    let page = Page::read(client.get("/1+").await.unwrap().text());
    assert_eq!(page.short_url.unwrap(), "http://other.example:8080/1");
}

#[tokio::test]
async fn the_line_of_the_start_is_an_address_to_open() {
    let shortly = Shortly::on("memory");
    let line = format!("Listening on http://{}\n", shortly.address());
    assert!(shortly.log().contains(&line), "{}", shortly.log());
    assert_eq!(shortly.client().get("/").await.unwrap().status, 200);
    assert!(shortly.stop().success(), "a stop by its operator is no failure");
}
