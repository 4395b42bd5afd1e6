"""The app that is typed, and how it is broken. `$0` is where the cursor is."""

APP = """\
use wegwerk::prelude::*;
use wegwerk::{app, catch, get, mount, post, route};

struct Item {
    price: u32,
}

struct Db;

impl Db {
    fn find_item(&self, id: u32) -> Item {
        Item { price: id }
    }

    fn count_items(&self) -> u32 {
        3
    }
}

struct Admin;

#[app]
impl Admin {
    #[get("/users")]
    fn on_users(&self) -> &'static str {
        "users"
    }
}

struct Shop {
    db: Db,
    admin: Admin,
}

#[app]
impl Shop {
    #[route("/first")]
    fn on_first(&self) -> String {
        let item = self.db.find_item(1);
        format!("{}", item.price)
    }

@BROKEN@
    #[wegwerk::get("/second/<int:id>")]
    async fn on_second(&self, id: u32) -> String {
        @SECOND@
        format!("{}", self.db.find_item(id).price)
    }

    #[post("/third")]
    async fn on_third(&self) -> Redirect {
        Redirect::to(Shop::url().second(7))
    }

    #[catch(404)]
    fn on_missing(&self, _error: &Error) -> &'static str {
        "nothing here"
    }

    #[mount("/admin")]
    fn admin(&self) -> &Admin {
        &self.admin
    }
}

fn main() -> std::io::Result<()> {
    let shop = Shop { db: Db, admin: Admin };
    @OUTSIDE@
    println!("{} {}", Shop::url().first(), Shop::url().admin().users());
    Server::new().run(shop)
}
"""

HANDLER = """\
    #[get("/broken")]
    fn on_broken(&self) -> String {
        @BODY@
    }
"""


def handler(body):
    return HANDLER.replace("@BODY@", body)


BODY = handler("self.db.$0")

# What is typed, and whether the handler that is typed has a URL, too.
CASES = {
    "a statement": (handler("self.db.$0;\n        String::new()"), True),
    "a `let`": (handler("let item = self.db.$0;\n        String::new()"), True),
    "an argument of a call": (handler("std::mem::drop(self.db.$0);\n        String::new()"), True),
    "a call that is not closed": (handler("std::mem::drop(self.db.$0"), True),
    "half a `match`": (handler("match self.db.count_items() {\n            1 => self.db.$0\n            _ =>\n        }"), True),
    "`let = ;` above": (handler("let = ;\n        self.db.$0"), True),
    "`fn re` above": ("    fn re\n\n" + BODY, True),
    "an argument without a type": (BODY.replace("(&self)", "(&self, name)"), False),
    "half an attribute: `#[rou`": ("    #[rou\n" + BODY, True),
    # Beyond the nine: what else is half there while one types.
    "`#[`": ("    #[\n" + BODY, True),
    "`#`": ("    #\n" + BODY, True),
    "`#[get(\"/broken\"`": (BODY.replace(")]", ""), True),
    "`#[get(\"/broken\")`": (BODY.replace(")]", ")"), True),
    "`#[get(]`": (BODY.replace('"/broken")', ""), False),
    "`pub`": ("    pub\n\n" + BODY, True),
    "a signature without a body": ("    #[get(\"/half\")]\n    fn on_half(&self) -> String\n\n" + BODY, True),
    "an argument's type is missing": (BODY.replace("(&self)", "(&self, name: )"), False),
    "a wrong rule": (BODY.replace("/broken", "/<broken"), False),
    "both: no type, and `let = ;`": (handler("let = ;\n        self.db.$0").replace("(&self)", "(&self, name)"), False),
    "half a constant": ("    const LIMIT: \n\n" + BODY, True),
}

# What the compiler itself is given, beside a type error in another handler: each is one error.
TYPE_ERROR = "let _price: u32 = self.db.find_item(id);"
BROKEN_FOR_RUSTC = {
    "`let = ;`": handler("let = ;\n        String::new()"),
    "half a `match`": handler("match self.db.count_items() {\n            1 => ,\n            _ => String::new(),\n        }"),
    "`self.db.`": handler("let _item = &self.db.;\n        String::new()"),
    "a type error": handler("let _text: String = 1u32;\n        String::new()"),
    "an argument without a type": handler("String::new()").replace("(&self)", "(&self, name)"),
    "a comma is missing": handler("String::new()").replace("(&self)", "(&self, _a: u8 _b: u8)"),
    "a method without a body": "    #[get(\"/broken\")]\n    fn on_broken(&self) -> String;\n",
}


def text(broken="", second="", outside=""):
    """The app with this in its three places."""
    places = {"@BROKEN@": broken, "@SECOND@": second, "@OUTSIDE@": outside}
    filled = APP
    for place, value in places.items():
        filled = filled.replace(place, value)
    return filled


def position(text, index):
    before = text[:index]
    return before.count("\n"), index - (before.rfind("\n") + 1)


def cursor(text):
    """The text without its cursor, and where that was."""
    index = text.index("$0")
    return text.replace("$0", ""), position(text, index)


def find(text, words, within=0):
    """The position of the only place where the words stand, and so many characters on."""
    assert text.count(words) == 1, f"{words} stands {text.count(words)} times"
    return position(text, text.index(words) + within)
