use wegwerk::prelude::*;

struct Shop;

#[app(allow)]
impl Shop {
    #[route("/c#", allow(WL103, WL103))]
    fn on_c(&self) -> &'static str {
        "c"
    }

    #[route("/f#", allow(WL130))]
    fn on_f(&self) -> &'static str {
        "f"
    }

    #[route("/j#", allow(dead_code))]
    fn on_j(&self) -> &'static str {
        "j"
    }
}

fn main() {}
// 4 mistakes
