#![doc = include_str!("../docs/guide.md")]
// What a feature brings can be linked only where it is there; the documentation is made with all of them.
#![cfg_attr(not(feature = "openapi"), allow(rustdoc::broken_intra_doc_links))]

/// Pages of a folder in `docs`.
macro_rules! pages {
    ($folder:literal: $($name:ident)*) => {$(
        pub mod $name {
            #![doc = include_str!(concat!("../docs/", $folder, "/", stringify!($name), ".md"))]
        }
    )*};
}

/// The chapters in reading order, each of a file in `docs` and perhaps with pages below; each leads to the one before
/// and the one after.
macro_rules! chapters {
    ($name:ident $title:literal { $($pages:tt)* } $($rest:tt)*) => {
        chapters! { @ "", $name $title { $($pages)* } $($rest)* }
    };
    (@ $before:expr, $name:ident $title:literal { $($pages:tt)* }) => {
        chapters! { @chapter $name { $($pages)* } concat!("\n\n---\n\n", $before, "[The guide](super)") }
    };
    (@ $before:expr, $name:ident $title:literal { $($pages:tt)* } $next:ident $after:literal $($rest:tt)*) => {
        chapters! { @chapter $name { $($pages)* } concat!(
            "\n\n---\n\n", $before, "[The guide](super) · next: [", $after, "](super::", stringify!($next), ")"
        ) }
        chapters! {
            @ concat!("before: [", $title, "](super::", stringify!($name), ") · "), $next $after $($rest)*
        }
    };
    (@chapter $name:ident { $($pages:tt)* } $ways:expr) => {
        pub mod $name {
            #![doc = include_str!(concat!("../docs/", stringify!($name), ".md"))]
            #![doc = $ways]

            $($pages)*
        }
    };
}

chapters! {
    first_app "First app in five minutes" {}
    shortly "Shortly step by step" {
        pub mod app {
            //! The app of Shortly, as it stands in `shortly/src/app.rs`: where the steps lead.
            //!
            //! Its pages, its stores and the check of what may be shortened stand in files of their own beside it.
            //!
            // Compiled as a part of Shortly, and so it is no doc test.
            #![cfg_attr(not(doctest), doc = "```")]
            #![cfg_attr(not(doctest), doc = include_str!("../docs/shortly/app.rs"))]
            #![cfg_attr(not(doctest), doc = "```")]
        }
    }
    rules "Rules and converters" {}
    handlers "Arguments and responders" {}
    urls "URLs" {}
    mounts "Mounts and hosts" {}
    errors "Errors" {}
    documentation "Documentation" {}
    openapi "OpenAPI" {}
    command_line "The command line" {}
    tests "Testing" {}
    deploying "Deploying" {}
    promises "An API that stays" {}
    checks "Every check by its code" {
        pages! { "checks":
            rules
            converters
            hosts
            conflicts
            mounts
            variables
            handlers
            endpoints
            actions
            attributes
            locks
            derives
            types
            apps
            links
            lints
        }
    }
    comparison "Twelve mistakes in four frameworks" {
        pages! { "comparison":
            rule_twice
            uuid_or_name
            never_reached
            unclosed
            misspelt_argument
            value_type
            no_extractor
            no_responder
            two_bodies
            not_send
            dead_link
            across_mounts
        }
    }
    from_werkzeug "From Werkzeug" {}
    from_flask "From Flask" {}
    from_django "From Django" {}
    from_bottle "From Bottle" {}
    from_axum "From axum" {}
    inside "How it works inside" {}
}
