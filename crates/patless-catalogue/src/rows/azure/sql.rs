//! Databases in Azure refuse a sign-in.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ServerWithoutEntraAdmin,
        patterns: &[Text(
            "The server is not currently configured to accept this token",
        )],
        kind: Configuration,
        summary: "the SQL server accepts no tokens of Entra yet, or the token is from another tenant",
        remedy: Do(
            "set a Microsoft Entra administrator: az sql server ad-admin create --resource-group GROUP --server-name SERVER --display-name NAME --object-id OBJECT_ID; use an identity in the tenant of the server's subscription, and a token for https://database.windows.net/.default (in Patless, scope: sqlDatabase). If all of this is so, create a user for the identity in the database",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoDatabaseUser,
        patterns: &[
            Text("Login failed for user '<token-identified principal>'"),
            All(&[
                Text("The server principal"),
                Text("is not able to access the database"),
                Text("under the current security context"),
                Text("database.windows.net"),
            ]),
        ],
        kind: Configuration,
        summary: "the database has no user for the access token's identity",
        remedy: Do(
            "as the server's Microsoft Entra administrator, run in that database (not in master): CREATE USER [NAME_OF_THE_IDENTITY] FROM EXTERNAL PROVIDER; ALTER ROLE db_datareader ADD MEMBER [NAME_OF_THE_IDENTITY]. Name this database in the connection string (Initial Catalog, sqlcmd -d), else the sign-in goes to master",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::EntraOnlySql,
        patterns: &[All(&[
            Text("Login failed for user"),
            Text("only authentication is enabled"),
        ])],
        kind: Configuration,
        summary: "the server accepts Microsoft Entra identities only, and the connection used a SQL login",
        remedy: Do(
            "connect with a Microsoft Entra identity instead of user and password: Authentication=Active Directory Default in the connection string, sqlcmd -G, or the property AccessToken with a token for https://database.windows.net/.default (in Patless, scope: sqlDatabase); the database needs a user for the identity",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoSqlToken,
        patterns: &[Text(
            "Login failed for user 'NT AUTHORITY\\ANONYMOUS LOGON'",
        )],
        kind: Configuration,
        summary: "the server saw no identity in the connection: no access token reached Azure SQL; or, on a SQL Server of your own, Windows did not pass the user on",
        remedy: Do(
            "for Azure SQL, use Authentication=Active Directory Default (or set AccessToken to a token for scope: sqlDatabase) and remove Integrated Security and Trusted_Connection; the identity must be in the server's tenant. For a SQL Server of your own, this is about Kerberos: service principal names and delegation",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SqlFirewall,
        patterns: &[All(&[
            Text("Cannot open server"),
            Text("is not allowed to access the server"),
        ])],
        kind: Configuration,
        summary: "the SQL server's firewall blocks the address that the connection came from; the sign-in is not the problem",
        remedy: Do(
            "allow the address that the message names: az sql server firewall-rule create --resource-group GROUP --server SERVER --name agent --start-ip-address ADDRESS --end-ip-address ADDRESS, and delete the rule afterwards. SqlAzureDacpacDeployment@1 does both by itself with IpDetectionMethod: AutoDetect, if the service connection has SQL Server Contributor on the server. A new rule takes up to five minutes",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnknownSqlPrincipal,
        patterns: &[All(&[
            Text("could not be found or this principal type is not supported"),
            Text("Principal"),
        ])],
        kind: Configuration,
        summary: "the server's tenant has no identity of this name that can be a database user",
        remedy: Do(
            "use the display name of the enterprise application, managed identity, user or group, as az ad sp show --id {client} --query displayName prints it, and check that it is in the server's tenant. If two have the same name, add WITH OBJECT_ID = 'OBJECT_ID'",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SqlDirectoryLookup,
        patterns: &[
            Text("Server identity is not configured"),
            All(&[Text("Principal"), Text("could not be resolved")]),
            All(&[Text("33134"), Text("could not be found at this time")]),
        ],
        kind: Configuration,
        summary: "the SQL server could not look the name up in Entra for CREATE USER: a service principal runs it, and the server has no right to read the directory",
        remedy: Do(
            "give the server a managed identity, and that identity the Entra role Directory Readers; or run the statement as a user who is the server's Microsoft Entra administrator; or avoid the lookup: CREATE USER [NAME] WITH SID = 0x…, TYPE = E, with the client id in binary form",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SqlLoginCreatesUser,
        patterns: &[All(&[
            Text("could not be created"),
            Text(
                "Only connections established with Active Directory accounts can create other Active Directory users",
            ),
        ])],
        kind: Configuration,
        summary: "CREATE USER … FROM EXTERNAL PROVIDER was run over a connection with a SQL login",
        remedy: Do(
            "connect with an access token of the server's Microsoft Entra administrator (sqlcmd -G, or AccessToken with one for scope: sqlDatabase), and run the statement again",
        ),
        retry: Retry::Never,
    },
];
