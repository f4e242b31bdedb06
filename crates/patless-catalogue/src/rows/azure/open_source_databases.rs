//! Azure Database for `PostgreSQL` and `MySQL` refuses a sign-in.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::PostgresRole,
        patterns: &[
            Text("AAD_AUTH_TOKENTYPE_APP_USER"),
            Text("AAD_AUTH_TOKENTYPE_APP_OBO"),
        ],
        kind: Configuration,
        summary: "the PostgreSQL user name belongs to another identity than the access token",
        remedy: Do(
            "sign in as the role that was created for this identity: usually the display name of the service principal or managed identity, not a person's name. To create it, as the server's Microsoft Entra administrator, in the database postgres: select * from pgaadauth_create_principal('NAME', false, false)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PostgresFirewall,
        patterns: &[All(&[
            Text("no pg_hba.conf entry for host"),
            Text("postgres.database.azure.com"),
        ])],
        kind: Configuration,
        summary: "the PostgreSQL server's firewall does not allow the agent's address, or the connection does not use TLS",
        remedy: Do(
            "if the message ends with 'no encryption' or 'SSL off', set sslmode=require. Else allow the address: az postgres flexible-server firewall-rule create --resource-group GROUP --name SERVER --rule-name agent --start-ip-address ADDRESS --end-ip-address ADDRESS",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PostgresSignIn,
        patterns: &[
            All(&[
                Text("password authentication failed for user"),
                Text("postgres.database.azure.com"),
            ]),
            All(&[
                Text("role"),
                Text("does not exist"),
                Text("FATAL"),
                Text("postgres.database.azure.com"),
            ]),
        ],
        kind: Configuration,
        summary: "the PostgreSQL server does not accept the token or password: there is no role of this name for the identity, or the token has expired or is for another resource",
        remedy: Do(
            "use a token that is less than an hour old as the password: az account get-access-token --resource-type oss-rdbms --query accessToken --output tsv (in Patless, scope: openSourceDatabases), and as the user the exact name of the role; create it with pgaadauth_create_principal. The server must have Microsoft Entra authentication enabled",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MysqlSignIn,
        patterns: &[All(&[
            Text("Access denied for user"),
            Text("mysql.database.azure.com"),
        ])],
        kind: Configuration,
        summary: "the MySQL server does not accept the token or password: there is no user of this name for the identity, or the token has expired, is for another resource, or was not sent as it is",
        remedy: Do(
            "use a token as the password: az account get-access-token --resource-type oss-rdbms --query accessToken --output tsv (in Patless, scope: openSourceDatabases), with --enable-cleartext-plugin, and the name of the user that was created for the identity: as the server's Microsoft Entra administrator, SET aad_auth_validate_oids_in_tenant = OFF; CREATE AADUSER 'NAME' IDENTIFIED BY 'CLIENT_ID'",
        ),
        retry: Retry::Never,
    },
];
