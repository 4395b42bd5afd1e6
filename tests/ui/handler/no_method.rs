use wegwerk::prelude::*;

struct App;

macro_rules! as_it_is {
    ($($tokens:tt)*) => { $($tokens)* };
}

#[app]
impl App {
    #[get("/constant")]
    const NUMBER: u8 = 1;

    #[wegwerk::route("/first")]
    as_it_is! {}

    as_it_is! {
        #[get("/second")]
        fn on_second(&self) -> &'static str {
            "second"
        }
    }

    #[get("/third")]
    fn on_third(&self) -> &'static str {
        "third"
    }
}

fn main() {}

// 3 mistakes
