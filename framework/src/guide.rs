#![doc = include_str!("../docs/guide.md")]

/// Pages of the folder `docs/checks`.
macro_rules! pages {
    ($($name:ident)*) => {$(
        pub mod $name {
            #![doc = include_str!(concat!("../docs/checks/", stringify!($name), ".md"))]
        }
    )*};
}

pub mod checks {
    #![doc = include_str!("../docs/checks.md")]

    pages! {
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
        derives
        types
        apps
        links
        lints
    }
}
