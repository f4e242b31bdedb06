//! Protocol constants that several services share.

/// Audience of all federated credentials.
pub(crate) const FEDERATION_AUDIENCE: &str = "api://AzureADTokenExchange";

/// Resource ID of [`FEDERATION_AUDIENCE`]. It is the audience of assertions that Entra issues.
pub(crate) const FEDERATION_RESOURCE_ID: &str = "fb60f99c-7a34-4190-8149-302f77469936";

/// Sign-in page, which Azure DevOps sends to browsers and to clients that it mistakes for browsers.
pub(crate) const SIGN_IN_PAGE: &str = "<!DOCTYPE html>\r\n<html lang=\"en-US\">\r\n<head><title>\
    \r\n\tAzure DevOps Services | Sign In\r\n</title></head>\r\n<body class=\"platform\">\
    <h1>Sign in</h1></body>\r\n</html>\r\n";
