//! Shortly on the command line.

fn main() -> std::io::Result<std::process::ExitCode> {
    shortly::cli::run()
}
