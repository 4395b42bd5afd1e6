//! What comes out: the block as it was written, the rules as const data, the table and the dispatch.

mod built;
mod catches;
mod dispatch;
pub(crate) mod docs;
pub(crate) mod generics;
mod lock;
mod map;
mod mounts;
pub(crate) mod operations;
mod parts;
mod placed;
mod readers;
mod rules;
mod shared;
mod stub;
mod taken;
pub(crate) mod types;
mod unlinked;
mod urls;
mod variables;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, Generics, Ident, Path, Type};

use crate::errors::{self, Errors};
use crate::model::{Model, bare as bare_name, cfgs};
use crate::parse::attribute::{self, AppOptions};
use crate::parse::block::{Block, Item, without_own_attributes};
use docs::Docs;
use generics::AppGenerics;

/// Expands `#[app]`.
pub(crate) fn app(options: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let options = attribute::app_options(options, &mut errors);
    let item = docs::item(item);
    let mut block = match Block::read(item.clone()) {
        Ok(block) => block,
        Err(error) => {
            errors.push(error);
            let stub = stub::subject(item.clone()).map(|(generics, app)| {
                generated(&generics, &app, &Model::empty(&app, options), &Docs::none())
            });
            let is_module =
                item.clone().into_iter().any(|t| matches!(t, TokenTree::Ident(word) if word == "mod"));
            let (item, own) = without_own_attributes(item);
            // What a module imports is seen in it alone.
            let anchors =
                (!is_module).then(|| own.iter().map(|path| anchor(&[], path)).collect::<TokenStream>());
            let errors = errors.into_tokens();
            return quote!(#item #anchors #errors #stub);
        }
    };
    let model = Model::read(&block, options, &mut errors);
    block.allow_unused(&model.faulty);
    let anchors = anchors(&block);
    let (generics, app) = generics::named(&block.generics, &block.app);
    let docs = Docs::of(&model, errors.count() == 0);
    let page = docs.page(&model, &generics, &app);
    docs.describe(&model, &mut block);
    // What a part is called is what all of it hangs on.
    let generated = (!model.options.is_part_unknown).then(|| generated(&generics, &app, &model, &docs));
    let errors = errors.into_tokens();
    // The page begins with its routes; of a module they are within it.
    let (before, within) = if block.module().is_some() { (None, Some(page)) } else { (Some(page), None) };
    let block = block.with(quote!(#within #anchors #errors #generated));
    quote!(#before #block)
}

/// One of our attributes on its own: marked as consumed by `#[app]`, or a mistake.
pub(crate) fn inner(name: &str, options: TokenStream, item: TokenStream) -> TokenStream {
    if options.to_string() == "consumed" {
        return TokenStream::new();
    }
    let message = format!("`#[{name}]` does nothing by itself");
    let help = "add `#[app]` to the surrounding `impl` block; a `cfg_attr` or a macro around it hides it";
    let error = syn::Error::new(Span::call_site(), errors::text("WE409", &message, &help)).to_compile_error();
    quote!(#item #error)
}

/// For each of our attributes an item that uses its path, so that its import is used and editors find it.
fn anchors(block: &Block) -> TokenStream {
    let anchors = block.items.iter().map(|item| match item {
        Item::Method(method) => {
            let cfgs = cfgs(method);
            method.own.iter().map(|attribute| anchor(&cfgs, attribute.path())).collect()
        }
        Item::Other(other) => other.own.iter().map(|path| anchor(&[], path)).collect::<TokenStream>(),
    });
    anchors.collect()
}

/// What a method is not there without, neither its import needs to be.
fn anchor(cfgs: &[Attribute], path: &Path) -> TokenStream {
    quote!(#(#cfgs)* #[#path(consumed)] const _: () = ();)
}

fn generated(generics: &Generics, app: &Type, model: &Model, docs: &Docs) -> TokenStream {
    let krate = &model.options.krate;
    let forms = AppGenerics::of(generics, app);
    let AppGenerics { any, bare, full, where_clause, of_root, of_answer } = &forms;
    let map = map::tokens(model);
    let (rules, variables) = (rules::rules(model), variables::functions(model, generics, app));
    let handlers = dispatch::handlers(model, !generics.params.is_empty());
    let operations = operations::function(model, generics, app);
    let returned = operations::returned(model);
    let dispatch = dispatch::dispatch(model);
    let catch = catches::catch(model);
    // What conflicts was told of.
    let unknown = !model.conflicts && rules::is_conditional(model);
    let own = unknown.then(|| {
        let (krate, span) = located(krate, app_span(app));
        quote_spanned!(span=> #[allow(long_running_const_eval)] const _: () = #krate::private::check_own(&WEGWERK_STORAGE);)
    });
    let (nodes, mounts) = (mounts::items(model, generics), mounts::checks(model));
    let parts = parts::checks(model);
    let readers = generics.params.is_empty().then(|| readers::constants(model, app));
    let (locked, beside_lock) = (lock::check(model), lock::beside(model, generics, app));
    // What needs variables of its mounts can be no root.
    let root = (model.options.outer.is_empty() && model.part.is_none()).then(|| {
        quote! {
            impl #full #krate::App for #app #of_root {
                const BLOCKS: ::core::primitive::bool = WEGWERK_MAP.blocks();

                fn respond<'wegwerk, WegwerkLater: #krate::private::Later>(
                    &'wegwerk self,
                    wegwerk_later: WegwerkLater,
                    wegwerk_parts: &'wegwerk mut #krate::Parts,
                    wegwerk_body: &'wegwerk mut #krate::BodySlot,
                ) -> impl ::core::future::Future<Output = #krate::Response> + ::core::marker::Send + 'wegwerk
                #of_answer
                {
                    #krate::private::respond(self, wegwerk_later, wegwerk_parts, wegwerk_body)
                }

                fn table() -> &'static #krate::private::Table {
                    wegwerk_table()
                }
            }
        }
    });
    let (block, urls, joined) = match &model.part {
        Some(part) => {
            let number = parts::number(part);
            let (urls, joined) = parts::owner(model, part);
            (quote!(AppBlock<#krate::private::OfPart<#number>>), urls, joined)
        }
        None => (quote!(AppBlock<#krate::private::Main>), urls::struct_path(model, app), TokenStream::new()),
    };
    // A part is one of the URLs of its app, which anybody may see; all else is of the app.
    let (of, of_any) = match &model.part {
        Some(_) => (quote!(WegwerkUrls), quote!(WegwerkUrls)),
        None => (app.to_token_stream(), quote!(WegwerkAny)),
    };
    let bare = model.part.is_none().then_some(bare);
    let parts_exist = parts::constants(model);
    let import = import(&model.options);
    let url_struct = urls::definition(model, app, docs);
    let url_methods = urls::implementation(model, generics, app, docs);
    let associated = urls::associated(model, app);
    let name = app_span(app);
    // Where nothing says so, a crate may forbid the lint: it could not be allowed there.
    let deprecated = model.says_deprecated.then(|| quote!(#[allow(deprecated)]));
    quote_spanned! {name=>
        #url_struct
        #deprecated
        #[allow(long_running_const_eval)]
        const _: () = {
            #import

            #variables
            #rules
            #operations
            #returned

            type WegwerkAny = #any;
            type WegwerkUrls = &'static #urls;
            #parts_exist
            #nodes
            pub struct TheBlockOfTheApp;
            #[doc(hidden)]
            impl #bare #krate::private::#block for #of {
                type Block = TheBlockOfTheApp;
                const MAP: &'static #krate::private::Map = &#map;
                const NODE: #krate::private::NodeRef = #krate::private::NodeRef::new(&WEGWERK_NODE);
                #associated
            }
            #url_methods

            const WEGWERK_MAP: &#krate::private::Map = <#of_any as #krate::private::#block>::MAP;
            const WEGWERK_PLACED: &#krate::private::Map = #krate::private::placed(WEGWERK_MAP);
            const WEGWERK_SIZE: #krate::private::Size = #krate::private::Size::of(WEGWERK_PLACED);
            static WEGWERK_STORAGE: #krate::private::Storage<{ WEGWERK_SIZE.leaves }, { WEGWERK_SIZE.nodes }, { WEGWERK_SIZE.slots }, { WEGWERK_SIZE.mounts }> =
                #krate::private::Storage::build(WEGWERK_PLACED);
            #[allow(dead_code)]
            fn wegwerk_table() -> &'static #krate::private::Table {
                static WEGWERK_TABLE: #krate::private::Table = WEGWERK_STORAGE.table();
                &WEGWERK_TABLE
            }
            #own
            #mounts
            #parts
            #joined
            #readers
            #locked

            impl #full #app #where_clause {
                #handlers
                #catch
            }

            #[doc(hidden)]
            impl #full #krate::private::AppBlock<#krate::private::Called<TheBlockOfTheApp>> for #app #where_clause {
                type Block = TheBlockOfTheApp;
                type Urls = ();
                #dispatch
            }

            #root
        };
        #beside_lock
    }
}

/// Errors about the app as a whole point at its name, and generated items are the attribute's.
fn app_span(app: &Type) -> Span {
    let name = app.to_token_stream().into_iter().next();
    let at = name.map_or_else(Span::call_site, |token| token.span());
    Span::call_site().located_at(at)
}

/// Our crate's path and what else is generated, as if it stood at `span`: a mistake is then shown there. Names
/// are still the attribute's, whatever macro the place comes from.
fn located(krate: &Path, span: Span) -> (TokenStream, Span) {
    let span = Span::call_site().located_at(span);
    let tokens = krate.to_token_stream().into_iter().map(|mut token| {
        token.set_span(span);
        token
    });
    (tokens.collect(), span)
}

/// The import of our hidden module, all of it at the path that is written for it.
fn import(options: &AppOptions) -> TokenStream {
    let written =
        options.krate_path.segments.first().map_or_else(Span::call_site, |first| first.ident.span());
    let (path, span) = located(&options.krate_path, written);
    quote_spanned!(span=> #[allow(unused_imports)] use #path::private as wegwerk_private;)
}

/// A name of our own beside the user's.
fn name(text: String) -> Ident {
    Ident::new(&text, Span::call_site())
}

/// A name of our own that no other block has, not even another one of the same app.
fn of_block(model: &Model, text: &str) -> Ident {
    let key = model.key.get_or_init(|| {
        let part = model.part.as_ref().map(bare_name).unwrap_or_default();
        let handlers = model.handlers.iter().map(|handler| bare_name(&handler.method));
        let mounts = model.mounts.iter().map(|mount| bare_name(&mount.method));
        let all = [model.name.clone(), part].into_iter().chain(handlers).chain(mounts);
        hash(&all.collect::<Vec<_>>().join("/"))
    });
    name(format!("wegwerk_{text}_{key:x}"))
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, hash)
}
