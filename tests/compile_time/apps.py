"""The same app for each framework, as its users would write it: a shop of so many routes, each with its own handler.

Of eight handlers one lists, five show something of a path with variables of several kinds, and two read a JSON body.
All use the app's state, await it, and give a `Result`. The bodies are the same text, but for how a framework gives the
state and names JSON. Each area of ten kinds of goods, eighty routes, has the list of routes that its framework needs.
"""

GOODS = "orders items pages teams files tags notes events reports users".split()
AREA = 8 * len(GOODS)

MODEL = """
#[derive(Clone, Deserialize, Serialize)]
struct Item {
    name: String,
    price: u32,
    stock: u32,
    tags: Vec<String>,
}

#[derive(Deserialize)]
struct Draft {
    name: String,
    price: u32,
    stock: u32,
    tags: Vec<String>,
}

#[derive(Debug)]
enum Failure {
    Missing(String),
    Invalid(&'static str),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Missing(what) => write!(f, "there is no {what}"),
            Failure::Invalid(why) => f.write_str(why),
        }
    }
}

#[derive(Default)]
struct Store {
    items: RwLock<BTreeMap<String, Item>>,
}

impl Store {
    async fn all(&self, kind: &str) -> Result<Vec<Item>, Failure> {
        let items = self.items.read().await;
        Ok(items.iter().filter(|(key, _)| key.starts_with(kind)).map(|(_, item)| item.clone()).collect())
    }

    async fn find(&self, key: &str) -> Result<Item, Failure> {
        self.items.read().await.get(key).cloned().ok_or_else(|| Failure::Missing(key.to_owned()))
    }

    async fn save(&self, key: String, item: Item) -> Result<Item, Failure> {
        self.items.write().await.insert(key, item.clone());
        Ok(item)
    }
}
"""

# What a handler does: its name, method, path below its goods, what it answers, and its body.
HANDLERS = [
    (
        "list", "get", "", "Vec<Item>", """
        let mut items = {store}.all("{goods}/").await?;
        items.retain(|item| item.price > margin);
        items.sort_by_key(|item| item.price);
        Ok({json}(items))
        """,
    ),
    (
        "show", "get", "/<int:id>", "Item", """
        let mut item = {store}.find(&format!("{goods}/{{id}}")).await?;
        item.price += margin;
        Ok({json}(item))
        """,
    ),
    (
        "named", "get", "/named/<text:name>", "Item", """
        let item = {store}.find(&format!("{goods}/{{name}}")).await?;
        if item.stock < margin {{
            return Err(Failure::Invalid("sold out"));
        }}
        Ok({json}(item))
        """,
    ),
    (
        "create", "post", "", "created", """
        if draft.name.is_empty() || draft.tags.len() > 20 {{
            return Err(Failure::Invalid("write a name and at most 20 tags"));
        }}
        let key = format!("{goods}/{{}}", draft.name);
        let item = Item {{ name: draft.name, price: draft.price + margin, stock: draft.stock, tags: draft.tags }};
        let item = {store}.save(key, item).await?;
        {created}
        """,
    ),
    (
        "line", "get", "/lines/<uuid:id>/<short:line>", "String", """
        let item = {store}.find(&format!("{goods}/{{id}}")).await?;
        match item.tags.get(usize::from(line)) {{
            Some(tag) => Ok(format!("{{tag}}: {{}}", item.price + margin)),
            None => Err(Failure::Missing(format!("line {{line}}"))),
        }}
        """,
    ),
    (
        "file", "get", "/files/<path:rest>", "String", """
        let items = {store}.all("{goods}/").await?;
        let size = items.iter().map(|item| item.price).sum::<u32>() + margin;
        Ok(format!("{{rest}}: {{size}}"))
        """,
    ),
    (
        "archive", "get", "/archive/<short:year>/<text:slug>", "String", """
        let items = {store}.all(&format!("{goods}/{{year}}")).await?;
        let found = items.into_iter().find(|item| item.name == slug);
        let item = found.ok_or_else(|| Failure::Missing(format!("{{slug}} of {{year}}")))?;
        Ok(format!("{{}} costs {{}}", item.name, item.price + margin))
        """,
    ),
    (
        "update", "put", "/<int:id>", "Item", """
        let key = format!("{goods}/{{id}}");
        let mut item = {store}.find(&key).await?;
        item.price = draft.price.max(margin);
        item.tags.extend(draft.tags);
        Ok({json}({store}.save(key, item).await?))
        """,
    ),
]


class Handler:
    """The n-th handler, for a framework that names the state and JSON like this."""

    def __init__(self, n, store, json, created):
        name, self.method, path, self.answer, body = HANDLERS[n % len(HANDLERS)]
        goods, self.area = GOODS[n // len(HANDLERS) % len(GOODS)], n // AREA
        self.name = f"{name}_{goods}_{self.area}"
        self.reads_body = self.method != "get"
        pieces = f"/area{self.area}/{goods}{path}".split("<")
        self.path, self.variables = pieces[0], []
        for piece in pieces[1:]:
            variable, rest = piece.split(">")
            kind, variable = variable.split(":")
            self.variables.append((kind, variable))
            self.path += f"<{variable}>{rest}"
        body = body.format(store=store, json=json, goods=goods, created=created)
        # What is edited later is this line, in one handler.
        lines = [f"let margin: u32 = {n};"] + [line[8:] for line in body.strip("\n").split("\n")[:-1]]
        self.lines = lines

    def rule(self, form):
        """The path, a variable of some kind written as `form(kind, name)` says."""
        path = self.path
        for kind, name in self.variables:
            path = path.replace(f"<{name}>", form(kind, name))
        return path

    def body(self, indent, *before):
        return "".join(f"{' ' * indent}{line}\n" for line in [*before, *self.lines])


def areas(handlers):
    groups = {}
    for handler in handlers:
        groups.setdefault(handler.area, []).append(handler)
    return groups.items()


def uses(*own):
    return "".join(
        f"use {path};\n"
        for path in [*own, "serde::{Deserialize, Serialize}", "std::collections::BTreeMap", "std::fmt", "tokio::sync::RwLock"]
    )


def wegwerk_handler(handler):
    converters = {"int": "int:", "short": "int:", "text": "", "uuid": "uuid:", "path": "path:"}
    types = {"int": "u32", "short": "u16", "text": "&str", "uuid": "Uuid", "path": "&str"}
    rule = handler.rule(lambda kind, name: f"<{converters[kind]}{name}>")
    arguments = ["&self", *(f"{name}: {types[kind]}" for kind, name in handler.variables)]
    if handler.reads_body:
        arguments.append("Json(draft): Json<Draft>")
    answers = {"created": "(StatusCode, Json<Item>)", "String": "String"}
    answer = answers.get(handler.answer, f"Json<{handler.answer}>")
    return (
        f'    #[{handler.method}("{rule}")]\n'
        f"    async fn on_{handler.name}({', '.join(arguments)}) -> Result<{answer}, Failure> {{\n"
        f"{handler.body(8)}    }}\n\n"
    )


def wegwerk_app(attribute, handlers):
    return f"#[{attribute}]\nimpl Shop {{\n{''.join(map(wegwerk_handler, handlers)).rstrip()}\n}}\n"


WEGWERK = (
    uses("wegwerk::Uuid", "wegwerk::prelude::*")
    + MODEL
    + """
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = match self {
            Failure::Missing(_) => StatusCode::NOT_FOUND,
            Failure::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        };
        (status, self.to_string()).into_response()
    }
}

#[derive(Default)]
struct Shop {
    store: Store,
}

fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:5000".to_owned());
    Server::new().bind(address).run(Shop::default())
}

"""
)


def wegwerk_handlers(count):
    return [Handler(n, "self.store", "Json", "Ok((StatusCode::CREATED, Json(item)))") for n in range(count)]


def wegwerk(count):
    """One block of all routes."""
    return WEGWERK + wegwerk_app("app", wegwerk_handlers(count))


def wegwerk_parts(count):
    """A block for each area."""
    groups = areas(wegwerk_handlers(count))
    parts = [wegwerk_app(f"app(part = area_{area})", handlers) for area, handlers in groups]
    main = f"#[app(parts({', '.join(f'area_{area}' for area, _ in groups)}))]\nimpl Shop {{}}\n\n"
    return WEGWERK + main + "\n".join(parts)


def axum_rule(handler):
    return handler.rule(lambda kind, name: f"{{*{name}}}" if kind == "path" else f"{{{name}}}")


def axum_path(handler, types):
    """The type that is a route's path, by which it is linked to: its name, its pattern as an argument, and what defines it."""
    ty = "".join(word.capitalize() for word in handler.name.split("_"))
    fields = ", ".join(f"{name}: {types[kind]}" for kind, name in handler.variables)
    definition = f'\n#[derive(Deserialize, TypedPath)]\n#[typed_path("{axum_rule(handler)}")]\nstruct {ty}'
    if not handler.variables:
        return ty, "_", f"{definition};\n"
    names = ", ".join(name for _, name in handler.variables)
    return ty, f"{ty} {{ {names} }}", f"{definition} {{ {fields} }}\n"


def axum_typed(count):
    """With the types of paths of axum-extra, which links are made of, as every app of Wegwerk has them."""
    return axum(count, typed=True)


def axum(count, typed=False):
    text = uses(
        *(["axum_extra::routing::{RouterExt, TypedPath}"] if typed else []),
        "axum::extract::State" if typed else "axum::extract::{Path, State}",
        "axum::http::StatusCode",
        "axum::response::{IntoResponse, Response}",
        *([] if typed else ["axum::routing::{get, post, put}"]),
        "axum::{Json, Router}",
        "std::sync::Arc",
        "uuid::Uuid",
    )
    text += MODEL + """
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = match self {
            Failure::Missing(_) => StatusCode::NOT_FOUND,
            Failure::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        };
        (status, self.to_string()).into_response()
    }
}
"""
    types = {"int": "u32", "short": "u16", "text": "String", "uuid": "Uuid", "path": "String"}
    answers = {"created": "(StatusCode, Json<Item>)", "String": "String"}
    handlers = [Handler(n, "store", "Json", "Ok((StatusCode::CREATED, Json(item)))") for n in range(count)]
    for handler in handlers:
        arguments = ["State(store): State<Arc<Store>>"]
        if typed:
            ty, pattern, definition = axum_path(handler, types)
            text += definition
            arguments.insert(0, f"{pattern}: {ty}")
        elif handler.variables:
            names = ", ".join(name for _, name in handler.variables)
            kinds = ", ".join(types[kind] for kind, _ in handler.variables)
            several = len(handler.variables) > 1
            arguments.append(f"Path(({names})): Path<({kinds})>" if several else f"Path({names}): Path<{kinds}>")
        if handler.reads_body:
            arguments.append("Json(draft): Json<Draft>")
        answer = answers.get(handler.answer, f"Json<{handler.answer}>")
        text += f"\nasync fn {handler.name}({', '.join(arguments)}) -> Result<{answer}, Failure> {{\n"
        text += f"{handler.body(4)}}}\n"
    merged = ""
    for area, group in areas(handlers):
        text += f"\nfn area_{area}() -> Router<Arc<Store>> {{\n    Router::new()\n"
        for handler in group:
            if typed:
                text += f"        .typed_{handler.method}({handler.name})\n"
            else:
                text += f'        .route("{axum_rule(handler)}", {handler.method}({handler.name}))\n'
        text += "}\n"
        merged += f".merge(area_{area}())"
    return text + f"""
#[tokio::main]
async fn main() -> std::io::Result<()> {{
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:5000".to_owned());
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, Router::new(){merged}.with_state(Arc::new(Store::default()))).await
}}
"""


def actix(count):
    text = uses(
        "actix_web::http::StatusCode",
        "actix_web::web::{Data, Json, Path, ServiceConfig}",
        "actix_web::{App, HttpServer, ResponseError, get, post, put}",
        "uuid::Uuid",
    )
    text += MODEL + """
impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        match self {
            Failure::Missing(_) => StatusCode::NOT_FOUND,
            Failure::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}
"""
    types = {"int": "u32", "short": "u16", "text": "String", "uuid": "Uuid", "path": "String"}
    answers = {"created": "(Json<Item>, StatusCode)", "String": "String"}
    handlers = [Handler(n, "store", "Json", "Ok((Json(item), StatusCode::CREATED))") for n in range(count)]
    for handler in handlers:
        arguments, before = ["store: Data<Store>"], []
        if handler.variables:
            names = ", ".join(name for _, name in handler.variables)
            kinds = ", ".join(types[kind] for kind, _ in handler.variables)
            several = len(handler.variables) > 1
            arguments.append(f"path: Path<({kinds})>" if several else f"path: Path<{kinds}>")
            before.append(f"let ({names}) = path.into_inner();" if several else f"let {names} = path.into_inner();")
        if handler.reads_body:
            arguments.append("Json(draft): Json<Draft>")
        answer = answers.get(handler.answer, f"Json<{handler.answer}>")
        rule = handler.rule(lambda kind, name: f"{{{name}:.*}}" if kind == "path" else f"{{{name}}}")
        text += f'\n#[{handler.method}("{rule}")]\n'
        text += f"async fn {handler.name}({', '.join(arguments)}) -> Result<{answer}, Failure> {{\n"
        text += f"{handler.body(4, *before)}}}\n"
    configured = ""
    for area, group in areas(handlers):
        services = "".join(f"\n        .service({handler.name})" for handler in group)
        text += f"\nfn area_{area}(config: &mut ServiceConfig) {{\n    config{services};\n}}\n"
        configured += f".configure(area_{area})"
    return text + f"""
#[actix_web::main]
async fn main() -> std::io::Result<()> {{
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:5000".to_owned());
    let store = Data::new(Store::default());
    HttpServer::new(move || App::new().app_data(store.clone()){configured}).bind(address)?.run().await
}}
"""


def rocket(count):
    text = uses(
        "rocket::http::Status",
        "rocket::response::{self, Responder}",
        "rocket::serde::json::Json",
        "rocket::serde::uuid::Uuid",
        "rocket::{Request, Route, State, get, post, put, routes}",
        "std::path::PathBuf",
    )
    text += MODEL + """
impl<'r> Responder<'r, 'static> for Failure {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let status = match self {
            Failure::Missing(_) => Status::NotFound,
            Failure::Invalid(_) => Status::UnprocessableEntity,
        };
        (status, self.to_string()).respond_to(request)
    }
}
"""
    types = {"int": "u32", "short": "u16", "text": "&str", "uuid": "Uuid", "path": "PathBuf"}
    answers = {"created": "(Status, Json<Item>)", "String": "String"}
    handlers = [Handler(n, "store", "Json", "Ok((Status::Created, Json(item)))") for n in range(count)]
    for handler in handlers:
        arguments = [f"{name}: {types[kind]}" for kind, name in handler.variables]
        before = [f"let {name} = {name}.display();" for kind, name in handler.variables if kind == "path"]
        data = ""
        if handler.reads_body:
            data = ', data = "<draft>"'
            arguments.append("draft: Json<Draft>")
            before.append("let draft = draft.into_inner();")
        # It may be empty there, and then "/<id>" fits too.
        rank = ", rank = 1" if handler.variables[-1:] and handler.variables[-1][0] == "path" else ""
        arguments.append("store: &State<Store>")
        answer = answers.get(handler.answer, f"Json<{handler.answer}>")
        rule = handler.rule(lambda kind, name: f"<{name}..>" if kind == "path" else f"<{name}>")
        text += f'\n#[{handler.method}("{rule}"{data}{rank})]\n'
        text += f"async fn {handler.name}({', '.join(arguments)}) -> Result<{answer}, Failure> {{\n"
        text += f"{handler.body(4, *before)}}}\n"
    mounted = ""
    for area, group in areas(handlers):
        names = ", ".join(handler.name for handler in group)
        text += f"\nfn area_{area}() -> Vec<Route> {{\n    routes![{names}]\n}}\n"
        mounted += f'.mount("/", area_{area}())'
    return text + f"""
#[rocket::main]
async fn main() -> Result<(), Box<rocket::Error>> {{
    rocket::build().manage(Store::default()){mounted}.launch().await.map_err(Box::new)?;
    Ok(())
}}
"""


SERDE = 'serde = { version = "1", features = ["derive"] }\n'
UUID = 'uuid = { version = "1", features = ["serde"] }\n'

AXUM = 'axum = "0.8"\ntokio = { version = "1", features = ["macros", "net", "rt-multi-thread", "sync"] }\n'
TOKIO = 'tokio = { version = "1", features = ["sync"] }\n'
# What Cargo does not optimize otherwise.
OPTIMIZED = "\n[profile.dev.build-override]\nopt-level = 3\n"

# For each app its source, and what it depends on and is built with; its versions are those of the lock file beside this one.
APPS = {
    "wegwerk": (wegwerk, SERDE + TOKIO),
    "wegwerk-optimized": (wegwerk, SERDE + TOKIO + OPTIMIZED),
    "wegwerk-parts": (wegwerk_parts, SERDE + TOKIO),
    "axum": (axum, SERDE + UUID + AXUM),
    "axum-typed": (axum_typed, SERDE + UUID + AXUM + 'axum-extra = { version = "0.12", features = ["typed-routing"] }\n'),
    "actix-web": (actix, SERDE + UUID + 'actix-web = "4"\n' + TOKIO),
    "rocket": (rocket, SERDE + 'rocket = { version = "0.5", features = ["json", "uuid"] }\n' + TOKIO),
}
