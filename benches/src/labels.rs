//! The labels of the workloads, as enums: with what a library derives for its labels.

/// Writes `Method` (4 values) and `Status` (5 values), with the given attributes.
macro_rules! labels {
    ($(#[$attribute:meta])*) => {
        labels! { @each $(#[$attribute])* | $(#[$attribute])* }
    };
    (@each $(#[$method:meta])* | $(#[$status:meta])*) => {
        #[derive(Clone, Copy)]
        $(#[$method])*
        enum Method { Get, Post, Put, Delete }

        #[derive(Clone, Copy)]
        $(#[$status])*
        enum Status { Ok, Created, Redirect, NotFound, Error }

        const METHODS: [Method; 4] = [Method::Get, Method::Post, Method::Put, Method::Delete];
        const STATUSES: [Status; 5] =
            [Status::Ok, Status::Created, Status::Redirect, Status::NotFound, Status::Error];
    };
}

/// The same for libraries whose labels are strings.
#[cfg(feature = "peers")]
pub(crate) const METHOD_NAMES: [&str; 4] = ["get", "post", "put", "delete"];
#[cfg(feature = "peers")]
pub(crate) const STATUS_NAMES: [&str; 5] = ["ok", "created", "redirect", "not_found", "error"];

pub(crate) use labels;
