//! What comes out: the block as it was written, the rules as const data, the table and the dispatch.

mod catches;
mod dispatch;
mod generics;
mod map;
mod readers;
mod stub;
mod taken;
pub(crate) mod types;
mod urls;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Generics, Ident, Path, Type};

use crate::errors::{self, Errors};
use crate::model::{Model, bare as bare_name};
use crate::parse::attribute;
use crate::parse::block::{Block, Item, without_own_attributes};
use generics::AppGenerics;

/// Expands `#[app]`.
pub(crate) fn app(options: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let options = attribute::app_options(options, &mut errors);
    let mut block = match syn::parse2::<Block>(item.clone()) {
        Ok(block) => block,
        Err(error) => {
            errors.push(error);
            let stub = stub::subject(item.clone())
                .map(|(generics, app)| generated(&generics, &app, &Model::empty(&app, options)));
            let item = without_own_attributes(item);
            let errors = errors.into_tokens();
            return quote!(#item #errors #stub);
        }
    };
    let model = Model::read(&block, options, &mut errors);
    block.allow_unused(&model.faulty);
    let anchors = anchors(&block);
    let (generics, app) = generics::named(&block.generics, &block.app);
    let generated = generated(&generics, &app, &model);
    let errors = errors.into_tokens();
    block.with(quote!(#anchors #errors #generated))
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
    let methods = block.items.iter().filter_map(|item| match item {
        Item::Method(method) => Some(method),
        Item::Other(..) => None,
    });
    let paths = methods.flat_map(|method| &method.own).map(|attribute| attribute.path().to_token_stream());
    quote!(#(#[#paths(consumed)] const _: () = ();)*)
}

fn generated(generics: &Generics, app: &Type, model: &Model) -> TokenStream {
    let krate = &model.options.krate;
    let forms = AppGenerics::of(generics, app);
    let AppGenerics { any, bare, full, where_clause, of_root, of_answer } = &forms;
    let map = map::tokens(model, generics);
    let (rules, variables) = (map::rules(model), dispatch::variables(model, generics, app));
    let handlers = dispatch::handlers(model, !generics.params.is_empty());
    let dispatch = dispatch::dispatch(model);
    let catch = catches::catch(model);
    // What conflicts was told of.
    let unknown = !model.conflicts && model.handlers.iter().any(|handler| !handler.cfgs.is_empty());
    let own = unknown.then(|| {
        let (krate, span) = located(krate, app_span(app));
        quote_spanned!(span=> #[allow(long_running_const_eval)] const _: () = #krate::private::check_own(&WEGWERK_STORAGE);)
    });
    let mounts = model.mounts.iter().enumerate().map(|(n, mount)| {
        let cfgs = &mount.cfgs;
        let index = dispatch::mount_index(model, n);
        let (krate, span) = located(krate, mount.prefix.span());
        quote_spanned! {span=>
            #(#cfgs)*
            #[allow(long_running_const_eval)]
            const _: () = {
                #krate::private::check_outer(WEGWERK_MAP, #index);
                #krate::private::check_placed(WEGWERK_MAP, #index);
                #krate::private::check_mount(&WEGWERK_STORAGE, #index);
                #krate::private::check_reached(&WEGWERK_STORAGE, #index);
            };
        }
    });
    let parts = model.parts.iter().enumerate().map(|(n, part)| {
        let index = dispatch::part_index(model, n);
        let (krate, span) = located(krate, part.span());
        quote_spanned! {span=>
            #[allow(long_running_const_eval)]
            const _: () = {
                #krate::private::check_outer(WEGWERK_MAP, #index);
                #krate::private::check_names(WEGWERK_MAP, #index);
                #krate::private::check_placed(WEGWERK_MAP, #index);
                #krate::private::check_mount(&WEGWERK_STORAGE, #index);
                #krate::private::check_reached(&WEGWERK_STORAGE, #index);
            };
        }
    });
    let readers = generics.params.is_empty().then(|| readers::constants(model, app));
    // What needs variables of its mounts can be no root.
    let root = (model.options.outer.is_empty() && model.part.is_none()).then(|| {
        quote! {
            impl #full #krate::App for #app #of_root {
                const BLOCKS: ::core::primitive::bool = WEGWERK_MAP.blocks();

                fn respond<'wegwerk>(
                    &'wegwerk self,
                    wegwerk_parts: &'wegwerk mut #krate::Parts,
                    wegwerk_body: &'wegwerk mut #krate::BodySlot,
                ) -> impl ::core::future::Future<Output = #krate::Response> + ::core::marker::Send + 'wegwerk
                #of_answer
                {
                    #krate::private::respond(self, wegwerk_parts, wegwerk_body)
                }

                fn table() -> &'static #krate::private::Table {
                    wegwerk_table()
                }
            }
        }
    });
    let (routes, dispatched, joined) = match &model.part {
        Some(part) => {
            let (text, number) = (bare_name(part), dispatch::part_number(part));
            let (krate, span) = located(krate, part.span());
            let joined = quote_spanned! {span=>
                const _: () = #krate::private::check_joined(<WegwerkAny as #krate::private::Routes>::MAP, #text);
            };
            (quote!(PartRoutes<#number>), quote!(PartDispatch<#number>), joined)
        }
        None => (quote!(Routes), quote!(Dispatch), TokenStream::new()),
    };
    let url_struct = urls::definition(model, app);
    let url_methods = urls::implementation(model, generics, app, bare);
    let associated = urls::associated(model, app);
    let name = app_span(app);
    // Where nothing says so, a crate may forbid the lint: it could not be allowed there.
    let deprecated = model.says_deprecated.then(|| quote!(#[allow(deprecated)]));
    quote_spanned! {name=>
        #url_struct
        #deprecated
        #[allow(long_running_const_eval)]
        const _: () = {
            #variables
            #rules

            type WegwerkAny = #any;
            #[doc(hidden)]
            impl #bare #krate::private::#routes for #app {
                const MAP: &'static #krate::private::Map = &#map;
                #associated
            }
            #url_methods

            const WEGWERK_MAP: &#krate::private::Map = <WegwerkAny as #krate::private::#routes>::MAP;
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
            #(#mounts)*
            #(#parts)*
            #joined
            #readers

            impl #full #app #where_clause {
                #handlers
                #catch
            }

            #[doc(hidden)]
            impl #full #krate::private::#dispatched for #app #where_clause {
                #dispatch
            }

            #root
        };
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

/// A name of our own beside the user's.
fn name(text: String) -> Ident {
    Ident::new(&text, Span::call_site())
}
