#![doc = include_str!("../docs/guide.md")]

/// Pages of a folder in `docs`.
macro_rules! pages {
    ($folder:literal: $($name:ident)*) => {$(
        pub mod $name {
            #![doc = include_str!(concat!("../docs/", $folder, "/", stringify!($name), ".md"))]
        }
    )*};
}

pub mod checks {
    #![doc = include_str!("../docs/checks.md")]

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

pub mod comparison {
    #![doc = include_str!("../docs/comparison.md")]

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
