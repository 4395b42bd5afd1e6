//! What editors rest on, whatever is half written: all that stands in the block comes out again, each of our
//! attributes leaves its path, and generated names stand where the user's are.

use proc_macro2::{LineColumn, TokenStream, TokenTree};

use crate::expand;

fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn expanded(item: &str) -> TokenStream {
    expand::app(TokenStream::new(), tokens(item))
}

/// All tokens but the delimiters, each with its place.
fn flat(tokens: TokenStream) -> Vec<(String, LineColumn)> {
    let flat = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Group(group) => self::flat(group.stream()),
        token => vec![(token.to_string(), token.span().start())],
    });
    flat.collect()
}

/// Where the texts stand in a row.
fn places(tokens: &[(String, LineColumn)], words: &[&str]) -> Vec<LineColumn> {
    let fits = |window: &&[(String, LineColumn)]| window.iter().map(|(text, _)| text).eq(words);
    tokens.windows(words.len()).filter(fits).map(|window| window[0].1).collect()
}

/// Asserts that the block comes out as `wanted`, token by token, with what is generated behind it.
#[track_caller]
fn comes_out(item: &str, wanted: &str) -> String {
    let (output, wanted) = (expanded(item).to_string(), tokens(wanted).to_string());
    assert!(output.starts_with(&wanted), "wanted\n{wanted}\nin front of\n{output}");
    output
}

/// Asserts that an app with `broken` among its methods comes out with `kept` in that place and `apart` in blocks of
/// their own, that the handlers before and after it have URLs, and that nothing is said that the compiler says itself.
#[track_caller]
fn recovers(broken: &str, kept: &str, apart: &[&str]) -> String {
    let app = |before: &str, middle: &str, after: &str| {
        format!(
            "impl<T: Db> Shop<T> where T: Send {{
                {before} fn on_before(&self) {{ 1 + }} {middle} {after} fn on_after(&self) {{ a b }}
            }}"
        )
    };
    let blocks = apart.iter().map(|apart| format!("impl<T: Db> Shop<T> where T: Send {{ {apart} }}"));
    let wanted = app("", kept, "") + &blocks.collect::<String>();
    let output = comes_out(&app("#[get(\"/before\")]", broken, "#[post(\"/after\")]"), &wanted);
    for name in ["before", "after"] {
        assert!(has_url(&output, name), "no URL of {name} in {output}");
    }
    assert!(!output.contains("compile_error"), "{output}");
    output
}

fn has_url(output: &str, endpoint: &str) -> bool {
    output.contains(&format!("pub fn {endpoint} (& self ,"))
}

/// As they reach a macro: the compiler stops where a delimiter is open, and editors close it.
#[test]
fn bodies_pass_through_untouched() {
    let bodies = [
        "self.db.",
        "let found = self.db.; found",
        "format!(\"{}\", self.db.)",
        "self.db.find()",
        "self.db.find(1 , ,) ; ; {}",
        "match self.db.find(1) { Some(item) => , => }",
        "let = ; self.db.find(1)",
        "fn re",
        "#[route(\"/not/a/rule\")] fn inner() {} #![get] #",
        "@ $ ~ ? .. => <- ! \u{e9} 'a 1e9 r\"x\" b'c'",
    ];
    for body in bodies {
        let method = |attribute: &str| {
            format!("impl Shop {{ {attribute} pub async fn on_item(&self, id: u32) -> String {{ {body} }} }}")
        };
        let output = comes_out(&method("#[get(\"/<int:id>\")]"), &method(""));
        assert!(has_url(&output, "item"), "{output}");
        let (before, kept) = (flat(tokens(&method(""))), flat(expanded(&method(""))));
        assert_eq!(before, kept[..before.len()], "a token of the body stands elsewhere");
    }
}

/// What the compiler refuses stands alone: the methods around it are there, whatever it makes of that.
#[test]
fn a_broken_item_costs_no_other() {
    let apart = |broken, apart| recovers(broken, "", &[apart]);
    apart("fn re", "fn re { loop {} }");
    apart("pub async", "pub async");
    apart("fn on_half(&self) -> String", "fn on_half(&self) -> String { loop {} }");
    apart("#[get(\"/a\")] fn on_half(&self) -> ", "fn on_half(&self) -> { loop {} }");
    apart("#[get(\"/a\")] fn on_a(&self, name) {}", "fn on_a(&self, name) {}");
    apart("#[get(\"/a\")] fn on_a(&self, x: u8 y: u8) { x }", "fn on_a(&self, x: u8 y: u8) { x }");
    apart("#[get(\"/a\")] fn on_a(&self, name: ) { name }", "fn on_a(&self, name: ) { name }");
    apart("#[get(\"/a\")] fn (&self) { self }", "fn (&self) { self }");
    apart("#[get(\"/a\")] fn on_a { self }", "fn on_a { self }");
    apart("#[get(\"/a\")] fn on_a(&self);", "fn on_a(&self);");
    apart("const LIMIT: = 3;", "const LIMIT: = 3;");
    apart("let x = 1;", "let x = 1;");
    apart("#[get(\"/a\")] fn on_a(&self, name) __ra_fixup", "fn on_a(&self, name) __ra_fixup");
    recovers("; =>", "", &[";", "=>"]);
    recovers(
        "fn re #[get(\"/a\")] fn on_a(&self) {} fn on",
        "fn on_a(&self) {}",
        &["fn re { loop {} }", "fn on { loop {} }"],
    );
    let items = "const A: Item = Item { id: 1 }.checked(); struct B; impl C {} type D = u8; made! { #[get] }";
    recovers(items, items, &[]);
}

/// rust-analyzer does so where there is a `let = ;`, and puts the body back afterwards.
#[test]
fn a_body_may_be_a_name_that_stands_for_it() {
    let kept = "async fn on_a(&self) -> String __ra_fixup";
    let output = recovers(&format!("#[get(\"/a\")] {kept}"), kept, &[]);
    assert!(has_url(&output, "a"), "{output}");
}

#[test]
fn half_an_attribute_costs_nothing() {
    for half in ["#", "#[]", "#[wegwerk::]"] {
        recovers(half, "", &[half]);
        let broken = format!("#[get(\"/a\")] {half} #[inline] fn on_a(&self) {{}}");
        let output = recovers(&broken, "#[inline] fn on_a(&self) {}", &[half]);
        assert!(has_url(&output, "a"), "{output}");
    }
    recovers("#[ro]", "#[ro]", &[]);
}

/// An editor gives an attribute that is not closed all that follows it in the block.
#[test]
fn an_attribute_that_is_not_closed_gives_back_what_follows() {
    let follow = "pub fn on_a(&self) { self.db. } #[get(\"/b\")] async fn on_b(&self) -> u8 { 1 }";
    let cases = [
        (format!("#[ro {follow}]"), "#[ro]"),
        (format!("#[allow(dead_code {follow})]"), "#[allow(dead_code)]"),
        (format!("#[get(\"/a\" {follow})]"), ""),
        (format!("#[get(\"/a\") {follow}]"), ""),
        (format!("#[wegwerk::route(\"/a\", methods(GET {follow}))]"), ""),
        (format!("/// A.\n #[get(\"/a\", {follow})]"), "/// A.\n"),
        (format!("#[get(\"/a\" #[doc = \"A.\"] {follow})]"), "#[doc = \"A.\"]"),
    ];
    for (broken, kept) in cases {
        let item = format!("impl Shop {{ #[get(\"/z\")] fn on_z(&self) {{}} {broken} }}");
        let wanted =
            format!("impl Shop {{ fn on_z(&self) {{}} {kept} {} }}", follow.replace("#[get(\"/b\")]", ""));
        let output = comes_out(&item, &wanted);
        for name in ["z", "b"].into_iter().chain(broken.contains("\"/a\"").then_some("a")) {
            assert!(has_url(&output, name), "no URL of {name}: {broken}\n{output}");
        }
        assert!(!output.contains("compile_error"), "{output}");
    }
    let begun = comes_out(
        &format!("impl Shop {{ #[ {follow}] }}"),
        &format!("impl Shop {{ {} }} impl Shop {{ #[] }}", follow.replace("#[get(\"/b\")]", "")),
    );
    assert!(has_url(&begun, "b"), "{begun}");
    let twice = comes_out(
        "impl Shop { #[get(\"/a\" fn on_a(&self) {} #[get(\"/b\" fn on_b(&self) {})])] }",
        "impl Shop { fn on_a(&self) {} fn on_b(&self) {} }",
    );
    assert!(has_url(&twice, "a") && has_url(&twice, "b"), "{twice}");
}

#[test]
fn each_attribute_leaves_its_path_where_it_stood() {
    let item = "impl Shop {
        #[route(\"/a\")] #[wegwerk::get(\"/b\")] fn on_a(&self) {}
        #[::wegwerk::post(\"/c\")] fn on_c(&self, half) {}
        #[w::put(\"/d\")] const D: u8 = 1;
        #[delete(\"no rule\")] fn on_e(&self) {}
        #[patch] fn on_f(&self) {}
        #[catch(404)] fn on_error(&self, error: &Error) -> String {}
        #[w::catch] fn on_any(&self, error: &Error) -> String {}
        #[mount(\"/m\")] fn m(&self) -> &M {}
    }";
    let (written, kept) = (flat(tokens(item)), flat(expanded(item)));
    let paths: [&[&str]; 9] = [
        &["route"],
        &["wegwerk", ":", ":", "get"],
        &[":", ":", "wegwerk", ":", ":", "post"],
        &["w", ":", ":", "put"],
        &["delete"],
        &["patch"],
        &["catch"],
        &["w", ":", ":", "catch"],
        &["mount"],
    ];
    for path in paths {
        let path = [&["#"], path].concat();
        let begins = |tokens: &[(String, LineColumn)], words: &[&str]| {
            // The place of the path: the `#` of an anchor is nobody's.
            let starts = tokens.windows(words.len()).filter(|w| w.iter().map(|(text, _)| text).eq(words));
            starts.map(|window| window[1..path.len()].iter().map(|(_, place)| *place).collect()).collect()
        };
        let wanted: Vec<Vec<LineColumn>> = begins(&written, &path);
        let anchors: Vec<Vec<LineColumn>> = begins(&kept, &[&path[..], &["consumed", "const"]].concat());
        assert!(wanted.len() == 1 && anchors == wanted, "{path:?}: {anchors:?}, written at {wanted:?}");
    }
}

#[test]
fn what_is_not_there_needs_no_import() {
    let output =
        expanded("impl Shop { #[cfg(unix)] #[get(\"/a\")] #[post(\"/a\")] fn on_a(&self) {} }").to_string();
    for name in ["get", "post"] {
        let anchor = format!("# [cfg (unix)] # [{name} (consumed)] const _ : () = () ;");
        assert!(output.contains(&anchor), "{output}");
    }
}

#[test]
fn what_is_no_block_comes_out_with_the_paths() {
    let output = comes_out(
        "impl Show for Shop { #[get(\"/a\")] fn on_a(&self) { let = ; } }",
        "impl Show for Shop { fn on_a(&self) { let = ; } }",
    );
    assert!(output.contains("# [get (consumed)] const _"), "{output}");
    assert!(output.contains("[WE408]"), "{output}");
    // What a module imports cannot be seen beside it.
    let output =
        comes_out("mod web [ #[get(\"/a\")] fn on_a() {} ]", "mod web [ #[get(\"/a\")] fn on_a() {} ]");
    assert!(!output.contains("consumed"), "{output}");
}

#[test]
fn braces_of_a_signature_and_of_other_items_are_what_they_were() {
    let item = "impl Shop<{ 1 + 2 }> {
        const SIZE: usize = { 3 };
        fn on_a(&self) -> Few<{ 2 * 2 }> { Few::new() }
        thread_local! { static A: u8 = { 5 }; }
        fn on_b<const N: usize>(&self, few: Few<{ 6 }>) where Few<{ N }> : Sized { loop {} }
    }";
    comes_out(item, item);
}

#[test]
fn modules_recover_too() {
    let item = "mod web { fn re #[get(\"/a\")] fn on_a() -> u8 { 1 + } #[get(\"/b\" fn on_b() {})] }";
    let output = expanded(item).to_string();
    assert!(output.starts_with("mod web { fn on_a () -> u8 { 1 + } fn on_b () { } # [doc"), "{output}");
    assert!(output.ends_with("fn re { loop { } } }"), "{output}");
    assert!(has_url(&output, "a") && has_url(&output, "b"), "{output}");
}

#[test]
fn nothing_vanishes_that_the_compiler_takes() {
    let refused = expanded("impl Shop { #[get(\"/a\")] fn on_a(&self, half) {} }").to_string();
    assert!(!refused.contains("compile_error"), "{refused}");
    let guard = "let () = const { :: core :: panic ! (\"{}\" , \"[WE409] `#[get]` stands on no method that can be read";
    assert!(refused.contains(guard), "{refused}");
    for taken in ["const A: u8 = 1;", "type A = u8;", "struct A;"] {
        let output = expanded(&format!("impl Shop {{ #[get(\"/a\")] {taken} }}")).to_string();
        assert!(output.contains("compile_error") && output.contains("[WE409]"), "{output}");
    }
}

#[test]
fn urls_lead_to_the_handlers() {
    let item = "impl Shop {
        #[get(\"/<int:id>\")] fn on_item(&self, id: u32) {}
        #[get(\"/r\")] fn on_match(&self) {}
        #[get(\"/n\", endpoint = \"other\")] fn on_named(&self) {}
        #[mount(\"/m\")] fn admin(&self) -> &Admin { &self.admin }
    }";
    let (written, kept) = (flat(tokens(item)), flat(expanded(item)));
    for (method, handler) in
        [("item", "on_item"), ("r#match", "on_match"), ("other", "on_named"), ("admin", "admin")]
    {
        assert_eq!(places(&kept, &["pub", "fn", method]).len(), 1, "{method}");
        let at = kept
            .windows(3)
            .find(|w| w[..2].iter().map(|(text, _)| text).eq(["pub", "fn"]) && w[2].0 == method);
        assert_eq!(at.map(|window| window[2].1), places(&written, &[handler]).first().copied(), "{method}");
    }
}
