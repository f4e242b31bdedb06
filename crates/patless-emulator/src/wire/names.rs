//! Constants of the wire that more than one service knows.

/// Audience of every federated credential.
pub(crate) const FEDERATION_AUDIENCE: &str = "api://AzureADTokenExchange";

/// Resource ID behind [`FEDERATION_AUDIENCE`], the audience of assertions that Entra issues.
pub(crate) const FEDERATION_RESOURCE_ID: &str = "fb60f99c-7a34-4190-8149-302f77469936";

/// Page that Azure DevOps sends to browsers, and to clients that it takes for browsers.
pub(crate) const SIGN_IN_PAGE: &str = "<!DOCTYPE html>\r\n<html lang=\"en-US\">\r\n<head><title>\
    \r\n\tAzure DevOps Services | Sign In\r\n</title></head>\r\n<body class=\"platform\">\
    <h1>Sign in</h1></body>\r\n</html>\r\n";
