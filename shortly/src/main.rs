//! Shortly on the command line.

fn main() -> std::io::Result<()> {
    shortly::cli::run()
}
