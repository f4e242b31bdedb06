//! Macro that lists the routes of a host, each with its handler.

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
