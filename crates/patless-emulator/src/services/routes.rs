//! Macro that lists the routes of a host, each with its handler.

/// Defines the routes of a host from their paths and handlers: a public constant for each route, and the function
/// `routes()`, which makes their router.
///
/// A handler is called for every method, because each real service refuses methods in its own way.
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
