//! The server, over real sockets.

mod support;

use std::io::{BufRead, BufReader, Read};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

use support::{BIG, Connection, Sample, serve};
use wegwerk::Server;

const SHORT: Duration = Duration::from_millis(200);

#[test]
fn requests_share_a_connection() {
    let server = serve(Server::new());
    let mut connection = server.connect();
    for _ in 0..3 {
        let answer = connection.ask("GET", "/");
        assert_eq!((answer.status, answer.text()), (200, "Hello, World!"));
        assert!(answer.header("date").is_some());
        assert_eq!(answer.header("connection"), None);
    }
    let head = connection.ask("HEAD", "/");
    assert_eq!((head.status, head.header("content-length")), (200, Some("13")));
    // Had the answer to `HEAD` a body, the next answer would not begin here.
    assert_eq!(connection.ask("GET", "/missing").text(), "/missing");
    server.stop();
}

#[test]
fn pipelined_requests_are_answered_in_order() {
    let server = serve(Server::new());
    let mut connection = server.connect();
    let one = |path| format!("GET {path} HTTP/1.1\r\nHost: a\r\n\r\n");
    connection.send([one("/1"), one("/slow"), one("/2")].concat());
    assert_eq!(connection.answer().text(), "/1");
    assert_eq!(connection.answer().text(), "slow");
    assert_eq!(connection.answer().text(), "/2");
}

#[test]
fn the_app_learns_the_clients_address() {
    let server = serve(Server::new());
    let mut connection = server.connect();
    let own = connection.socket.local_addr().unwrap();
    assert_eq!(connection.ask("GET", "/client").text(), format!("{:?}", Some(own)));
}

#[test]
fn a_panic_costs_one_answer_and_no_connection() {
    let server = serve(Server::new());
    let mut neighbour = server.connect();
    let mut connection = server.connect();
    assert_eq!(neighbour.ask("GET", "/").status, 200);
    assert_eq!(connection.ask("GET", "/panic").status, 500);
    assert_eq!(connection.ask("GET", "/").status, 200);
    assert_eq!(neighbour.ask("GET", "/").status, 200);
}

#[test]
fn a_request_names_exactly_one_host() {
    let server = serve(Server::new());
    for (request, status) in [
        ("GET / HTTP/1.1\r\nHost: a.example:80\r\n\r\n", 200),
        ("GET / HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400),
        ("GET / HTTP/1.0\r\n\r\n", 200),
    ] {
        let mut connection = server.connect();
        connection.send(request);
        assert_eq!(connection.answer().status, status, "{request:?}");
        if status == 400 {
            assert!(connection.is_closed(), "{request:?}");
        }
    }
}

#[test]
fn a_head_that_is_too_large_is_refused() {
    let server = serve(Server::new().keep_alive_timeout(SHORT));
    let fields = |count| (0..count).map(|n| format!("X-{n}: y\r\n")).collect::<String>();
    for (head, status) in [
        (format!("GET / HTTP/1.1\r\nHost: a\r\n{}\r\n", fields(90)), 200),
        (format!("GET / HTTP/1.1\r\nHost: a\r\n{}\r\n", fields(101)), 431),
        (format!("GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "y".repeat(1024 * 1024)), 431),
        (format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "y".repeat(70_000)), 414),
        ("nonsense\r\n\r\n".to_owned(), 400),
    ] {
        let mut connection = server.connect();
        connection.send(&head);
        println!("{}", &head[..40.min(head.len())]);
        assert_eq!(connection.answer().status, status, "{}", &head[..40.min(head.len())]);
    }
}

#[test]
fn a_body_that_says_it_is_too_large_is_refused_unread() {
    let server = serve(Server::new().body_limit(1000));
    let mut connection = server.connect();
    connection
        .send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n");
    let answer = connection.answer();
    assert_eq!((answer.status, answer.text()), (413, "too large, and not read"));

    let mut connection = server.connect();
    connection.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    for _ in 0..3 {
        connection.send(format!("190\r\n{}\r\n", "x".repeat(400)));
    }
    assert_eq!(connection.answer().text(), "too large");

    let mut connection = server.connect();
    connection.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nfits");
    assert_eq!(connection.answer().text(), "fits");
}

#[test]
fn who_still_sends_when_refused_gets_the_answer() {
    let server = serve(Server::new().body_limit(1000));
    for _ in 0..20 {
        let mut connection = server.connect();
        connection.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n");
        // Everything is sent before the answer is looked at. A reset would lose it.
        connection.send(vec![b'x'; 4_000_000]);
        assert_eq!(connection.answer().status, 413);
    }
}

#[test]
fn a_head_that_does_not_end_is_not_waited_for() {
    let server = serve(Server::new().header_timeout(SHORT).keep_alive_timeout(SHORT * 50));
    let silent = server.connect();
    let mut half = server.connect();
    half.send("GET / HTTP/1.1\r\nHo");
    let mut second = server.connect();
    assert_eq!(second.ask("GET", "/").status, 200);
    second.send("GET / HT");
    // Bytes that trickle in do not buy time.
    let dribbler = server.connect();
    let mut trickle = dribbler.socket.try_clone().unwrap();
    let trickling = thread::spawn(move || {
        use std::io::Write;
        let begun = Instant::now();
        while begun.elapsed() < SHORT * 20 && trickle.write_all(b"G").is_ok() {
            thread::sleep(SHORT / 8);
        }
        begun.elapsed()
    });
    let mut idle = server.connect();
    assert_eq!(idle.ask("GET", "/").status, 200);

    let begun = Instant::now();
    for (name, mut connection) in
        [("silent", silent), ("half", half), ("second", second), ("dribbler", dribbler)]
    {
        assert!(connection.is_closed(), "{name}");
    }
    assert!(begun.elapsed() < SHORT * 10, "{:?}", begun.elapsed());
    assert!(trickling.join().unwrap() < SHORT * 15);
    // A connection between two requests has more time, and so has an app.
    assert_eq!(idle.ask("GET", "/slow").text(), "slow");
}

#[test]
fn a_body_that_stalls_is_not_waited_for_and_a_slow_one_is() {
    let server = serve(Server::new().body_timeout(SHORT));
    let post = |connection: &mut Connection| {
        connection.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n");
    };
    let (mut stalled, mut slow) = (server.connect(), server.connect());
    post(&mut stalled);
    stalled.send("123");
    let begun = Instant::now();
    post(&mut slow);
    for byte in "0123456789".bytes() {
        slow.send([byte]);
        thread::sleep(SHORT / 4);
    }
    assert_eq!(slow.answer().text(), "0123456789");
    assert!(begun.elapsed() > SHORT * 2);
    assert!(stalled.is_closed());
    assert!(begun.elapsed() < SHORT * 10, "{:?}", begun.elapsed());
    // The next request of the same connection waits for the app alone.
    assert_eq!(slow.ask("GET", "/slow").text(), "slow");
}

#[test]
fn an_idle_connection_is_closed_and_a_busy_one_is_not() {
    let server = serve(Server::new().keep_alive_timeout(SHORT));
    let mut idle = server.connect();
    let mut busy = server.connect();
    assert_eq!(idle.ask("GET", "/").status, 200);
    let begun = Instant::now();
    assert_eq!(busy.ask("GET", "/slow").text(), "slow");
    assert!(idle.is_closed());
    assert!(begun.elapsed() < SHORT * 10, "{:?}", begun.elapsed());
}

#[test]
fn who_takes_no_answer_is_dropped_and_who_takes_it_slowly_is_not() {
    let server = serve(Server::new().write_timeout(SHORT));
    let mut stalled = server.connect();
    let mut slow = server.connect();
    for connection in [&mut stalled, &mut slow] {
        connection.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    let mut taken = 0;
    let mut piece = vec![0; BIG / 16];
    for _ in 0..12 {
        slow.socket.read_exact(&mut piece).unwrap();
        taken += piece.len();
        thread::sleep(SHORT / 4);
    }
    let mut rest = Vec::new();
    let mut want = slow.socket.try_clone().unwrap().take((BIG - taken) as u64);
    want.read_to_end(&mut rest).unwrap();
    assert_eq!(taken + rest.len(), BIG);

    thread::sleep(SHORT * 2);
    let mut got = Vec::new();
    // What lies in the socket's buffers still comes; the rest does not.
    let _ = stalled.socket.read_to_end(&mut got);
    assert!(got.len() < BIG, "{}", got.len());
}

#[test]
fn one_connection_too_many_is_told_so() {
    let server = serve(Server::new().max_connections(2));
    let mut first = server.connect();
    let mut second = server.connect();
    assert_eq!((first.ask("GET", "/").status, second.ask("GET", "/").status), (200, 200));
    let mut third = server.connect();
    let answer = third.answer();
    assert_eq!((answer.status, answer.header("retry-after")), (503, Some("1")));
    assert!(third.is_closed());
    assert_eq!(first.ask("GET", "/").status, 200);

    drop(second);
    let begun = Instant::now();
    while server.connect().ask("GET", "/").status != 200 {
        assert!(begun.elapsed() < Duration::from_secs(5));
    }
}

#[test]
fn a_stop_waits_for_answers_but_not_for_idle_connections() {
    let mut server = serve(Server::new());
    let _untouched = server.connect();
    let mut idle = server.connect();
    assert_eq!(idle.ask("GET", "/").header("connection"), None);
    let mut busy = server.connect();
    busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    thread::sleep(Duration::from_millis(100));

    let begun = Instant::now();
    server.ask_to_stop();
    thread::sleep(Duration::from_millis(50));
    assert!(TcpStream::connect(server.address).is_err(), "the listener is closed first");
    let mut late = idle;
    assert_eq!(late.ask("GET", "/").header("connection"), Some("close"));
    let answer = busy.answer();
    assert_eq!((answer.text(), answer.header("connection")), ("slow", Some("close")));
    server.stop();
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
}

#[test]
fn a_stop_has_an_end() {
    let server = serve(Server::new().shutdown_timeout(SHORT * 3));
    let mut stuck = server.connect();
    stuck.send("GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n");
    thread::sleep(Duration::from_millis(50));
    let begun = Instant::now();
    server.stop();
    assert!(begun.elapsed() >= SHORT * 3 && begun.elapsed() < SHORT * 10, "{:?}", begun.elapsed());
    assert!(stuck.is_closed());
}

#[test]
fn a_server_without_connections_stops_at_once() {
    let begun = Instant::now();
    serve(Server::new()).stop();
    assert!(begun.elapsed() < Duration::from_millis(250), "{:?}", begun.elapsed());
}

#[test]
fn a_failure_to_listen_is_a_sentence() {
    let holder = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = holder.local_addr().unwrap();
    let cases = [
        (
            Server::new().bind(taken),
            format!("cannot listen on {taken}: the port is in use by another program (choose another port)"),
        ),
        (
            Server::new().bind("203.0.113.1:5000"),
            "cannot listen on 203.0.113.1:5000: this machine does not have the address 203.0.113.1"
                .to_owned(),
        ),
        (
            Server::new().bind("5000"),
            "cannot listen on 5000: it is no address of the form HOST:PORT (invalid socket address)"
                .to_owned(),
        ),
    ];
    for (server, text) in cases {
        assert_eq!(server.try_run(Sample).unwrap_err().to_string(), text);
    }
}

#[test]
fn an_app_that_cannot_be_built_says_why() {
    let failed =
        Server::new().bind("127.0.0.1:0").try_run_with(async || Err::<Sample, _>("the store is locked"));
    assert_eq!(failed.unwrap_err().to_string(), "the store is locked");
}

/// The server as a program of its own, so that signals and exit codes are real: this test binary, started again.
struct Program {
    child: Child,
    address: SocketAddr,
    errors: BufReader<std::process::ChildStderr>,
}

fn command(address: &str) -> Command {
    as_command(Command::new(std::env::current_exe().unwrap()), address)
}

fn as_command(mut command: Command, address: &str) -> Command {
    command.args(["--exact", "as_a_program", "--nocapture"]).env("SERVE_SAMPLE_ON", address);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// Does nothing unless it was started by [`command`].
#[test]
fn as_a_program() {
    if let Ok(address) = std::env::var("SERVE_SAMPLE_ON") {
        let server = Server::new().bind(&*address).workers(2);
        server
            .on_stop(async |_: &Sample| {
                tokio::time::sleep(Duration::from_millis(10)).await;
                eprintln!("written down");
            })
            .run_with(async || Ok::<_, String>(Sample))
            .unwrap();
        eprintln!("back in main");
    }
}

impl Program {
    fn start() -> Self {
        Program::start_as(command("127.0.0.1:0"))
    }

    fn start_as(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut errors = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        errors.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("Listening on http://").expect(&line).parse().unwrap();
        Program { child, address, errors }
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill").arg(name).arg(self.child.id().to_string()).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for the end; the exit code and what was printed since the start.
    fn end(mut self) -> (Option<i32>, String) {
        let mut printed = String::new();
        self.errors.read_to_string(&mut printed).unwrap();
        (self.child.wait().unwrap().code(), printed)
    }
}

#[test]
fn a_port_in_use_is_one_line_and_exit_code_1() {
    let holder = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = holder.local_addr().unwrap();
    let output = command(&taken.to_string()).output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    let reason = "the port is in use by another program (choose another port)";
    let expected = format!("error: cannot listen on {taken}: {reason}\n");
    assert_eq!((output.status.code(), text), (Some(1), expected));
}

#[test]
fn signals_stop_it_and_what_is_in_memory_is_written_down() {
    for signal in ["-TERM", "-INT"] {
        let program = Program::start();
        let mut idle = Connection::open(program.address);
        assert_eq!(idle.ask("GET", "/").status, 200);
        program.signal(signal);
        assert_eq!(program.end(), (Some(0), "written down\nback in main\n".to_owned()), "{signal}");
    }
}

#[test]
fn a_second_signal_stops_it_at_once() {
    let program = Program::start();
    let mut stuck = Connection::open(program.address);
    stuck.send("GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n");
    thread::sleep(Duration::from_millis(100));
    let begun = Instant::now();
    program.signal("-TERM");
    thread::sleep(Duration::from_millis(100));
    program.signal("-TERM");
    assert_eq!(program.end(), (Some(0), "written down\nback in main\n".to_owned()));
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn a_stop_loses_none_of_a_hundred_requests_on_their_way() {
    let program = Program::start();
    let address = program.address;
    let connected = Arc::new(Barrier::new(101));
    let clients: Vec<_> = (0..100)
        .map(|_| {
            let connected = Arc::clone(&connected);
            thread::spawn(move || {
                let mut connection = Connection::open(address);
                connected.wait();
                connection.ask("GET", "/slow").status
            })
        })
        .collect();
    connected.wait();
    thread::sleep(Duration::from_millis(100));
    program.signal("-TERM");
    for client in clients {
        assert_eq!(client.join().unwrap(), 200);
    }
    assert_eq!(program.end().0, Some(0));
}

#[test]
fn a_stop_loses_no_request_of_busy_clients() {
    static ANSWERED: AtomicUsize = AtomicUsize::new(0);
    for _ in 0..5 {
        let program = Program::start();
        let address = program.address;
        let clients: Vec<_> = (0..24)
            .map(|_| {
                thread::spawn(move || {
                    // A client that is told to close opens another connection, until there is no listener.
                    while let Ok(mut connection) = Connection::try_open(address) {
                        loop {
                            match connection.try_ask("GET", "/") {
                                Ok(answer) if answer.header("connection") == Some("close") => break,
                                Ok(_) => drop(ANSWERED.fetch_add(1, Ordering::Relaxed)),
                                Err(lost) => return Err(lost),
                            }
                        }
                    }
                    Ok(())
                })
            })
            .collect();
        thread::sleep(Duration::from_millis(300));
        program.signal("-TERM");
        for client in clients {
            client.join().unwrap().unwrap();
        }
        assert_eq!(program.end().0, Some(0));
    }
    assert!(ANSWERED.load(Ordering::Relaxed) > 1000);
}

#[cfg(target_os = "linux")]
#[test]
fn without_file_descriptors_it_waits_instead_of_spinning() {
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -n 40; exec \"$0\" \"$@\""]).arg(std::env::current_exe().unwrap());
    let program = Program::start_as(as_command(shell, "127.0.0.1:0"));
    let ticks = || {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", program.child.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    };
    let crowd: Vec<Connection> = (0..60).map(|_| Connection::open(program.address)).collect();
    thread::sleep(Duration::from_millis(100));
    let before = ticks();
    thread::sleep(Duration::from_secs(1));
    assert!(ticks() - before < 20, "{} hundredths of a second", ticks() - before);
    drop(crowd);
    assert_eq!(Connection::open(program.address).ask("GET", "/").status, 200);
    program.signal("-TERM");
    assert_eq!(program.end().0, Some(0));
}
