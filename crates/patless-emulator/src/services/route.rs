//! Routes: the paths of a host, each with the function that answers it.

use super::ServiceName;

/// Path of a host. It is the key of the faults that are played there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route {
    /// Host that has the path.
    pub(crate) service: ServiceName,
    /// Path, with parameters like `{project}`.
    pub(crate) path: &'static str,
}

/// Writes the routes of a host, each with its handler: a public constant for each, and their router, `routes()`.
///
/// A handler is called for every method, because each real service refuses a method in a way of its own.
macro_rules! routes {
    ($service:ident: $($(#[$meta:meta])* $name:ident $path:literal => $handler:path;)*) => {
        $(
            $(#[$meta])*
            pub const $name: $crate::services::Route = $crate::services::Route {
                service: $crate::services::ServiceName::$service,
                path: $path,
            };
        )*

        /// Makes the router of the routes.
        fn routes() -> ::axum::Router<$crate::services::service::Service> {
            ::axum::Router::new()$(.route($name.path, ::axum::routing::any($handler)))*
        }
    };
}

pub(super) use routes;
