//! The forms in which a token may be printed, alone or within the output of tools.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

/// A way in which a token may be printed.
pub(super) struct Form {
    pub(super) name: &'static str,
    pub(super) write: fn(&str) -> String,
}

const fn form(name: &'static str, write: fn(&str) -> String) -> Form {
    Form { name, write }
}

/// As in `curl -u user:token`.
fn basic(user: &str, token: &str) -> String {
    STANDARD.encode(format!("{user}:{token}"))
}

fn each(text: &str, write: impl Fn(u8) -> String) -> String {
    text.bytes().map(write).collect()
}

fn between(text: &str, separator: &str) -> String {
    let characters: Vec<_> = text.chars().map(String::from).collect();
    characters.join(separator)
}

fn wrapped(text: &str, width: usize) -> String {
    let lines: Vec<_> = text
        .as_bytes()
        .chunks(width)
        .map(String::from_utf8_lossy)
        .collect();
    lines.join("\n")
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn percent(text: &str) -> String {
    let escape = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    each(text, escape)
}

fn part(token: &str, index: usize) -> String {
    token.split('.').nth(index).unwrap_or_default().to_owned()
}

fn docker_config(token: &str) -> String {
    format!(
        r#"{{"auths":{{"acme.azurecr.io":{{"auth":"{}"}}}}}}"#,
        basic("00000000-0000-0000-0000-000000000000", token)
    )
}

fn npmrc(token: &str) -> String {
    format!(
        "//pkgs.dev.azure.com/acme/_packaging/f/npm/registry/:_password={}\n",
        STANDARD.encode(token)
    )
}

pub(super) const FORMS: [Form; 70] = [
    form("as it is", str::to_owned),
    form("in quotes", |it| format!("\"{it}\"")),
    form("JSON", |it| serde_json::json!({ "token": it }).to_string()),
    form("JSON in JSON", |it| {
        serde_json::json!({ "a": serde_json::json!({ "token": it }).to_string() }).to_string()
    }),
    form("XML", |it| {
        format!("<add key=\"ClearTextPassword\" value=\"{it}\" />")
    }),
    form("HTML", |it| format!("<td>{it}</td>")),
    form("YAML", |it| format!("token: {it}")),
    form("a variable of a shell (`env`, `set -x`)", |it| {
        format!("+ TOKEN={it}")
    }),
    form("a variable of PowerShell", |it| {
        format!("$env:TOKEN = '{it}'")
    }),
    form("`Authorization: Bearer` (`curl -v`)", |it| {
        format!("> Authorization: Bearer {it}")
    }),
    form("`http.extraheader` of git", |it| {
        format!("git -c http.extraheader='AUTHORIZATION: bearer {it}'")
    }),
    form("URL with a user (`https://user:token@host`)", |it| {
        format!("https://build:{it}@dev.azure.com/acme")
    }),
    form("URL with the token as the user", |it| {
        format!("https://{it}@dev.azure.com/acme")
    }),
    form("parameter of a URL", |it| {
        format!("https://host.example/?access_token={it}&x=1")
    }),
    form("line of git's credential helper", |it| {
        format!("password={it}")
    }),
    form("`_authToken` of an .npmrc", |it| {
        format!("//registry.example/:_authToken={it}")
    }),
    form("form field (`application/x-www-form-urlencoded`)", |it| {
        format!("grant_type=x&assertion={}", percent(it))
    }),
    form("percent escapes", percent),
    form("percent escapes, twice", |it| percent(&percent(it))),
    form("percent escapes of every character", |it| {
        each(it, |byte| format!("%{byte:02X}"))
    }),
    form("`\\u` escapes of every character", |it| {
        each(it, |byte| format!("\\u{byte:04x}"))
    }),
    form("`\\x` escapes of every character", |it| {
        each(it, |byte| format!("\\x{byte:02x}"))
    }),
    form("octal escapes of every character", |it| {
        each(it, |byte| format!("\\{byte:03o}"))
    }),
    form("references of HTML for every character", |it| {
        each(it, |byte| format!("&#{byte};"))
    }),
    form("quoted-printable", |it| {
        wrapped(it, 75).replace('\n', "=\n")
    }),
    form("base64", |it| STANDARD.encode(it)),
    form("base64 without padding", |it| STANDARD_NO_PAD.encode(it)),
    form("base64url", |it| URL_SAFE.encode(it)),
    form("base64url without padding", |it| URL_SAFE_NO_PAD.encode(it)),
    form("base64 behind one other byte", |it| {
        STANDARD.encode(format!("x{it}"))
    }),
    form("base64 behind two other bytes", |it| {
        STANDARD.encode(format!("xy{it}"))
    }),
    form(
        "base64 with a line break behind (`base64` of `echo`)",
        |it| STANDARD.encode(format!("{it}\n")),
    ),
    form("base64 in percent escapes", |it| {
        percent(&STANDARD.encode(it))
    }),
    form("base64 in lines of 64 (OpenSSL)", |it| {
        wrapped(&STANDARD.encode(it), 64)
    }),
    form("base64 in lines of 76 (`base64` without `-w0`)", |it| {
        wrapped(&STANDARD.encode(it), 76)
    }),
    form("`Basic` without a user", |it| {
        format!("Authorization: Basic {}", basic("", it))
    }),
    form("`Basic` with a user of one character", |it| {
        format!("Authorization: Basic {}", basic("x", it))
    }),
    form("`Basic` with a user of two", |it| {
        format!("Authorization: Basic {}", basic("az", it))
    }),
    form("`Basic` with another user", |it| {
        format!("Authorization: Basic {}", basic("VssSessionToken", it))
    }),
    form("`_password` of an .npmrc (base64)", npmrc),
    form("`auth` of Docker's config.json", docker_config),
    form(
        "base64 of Docker's config.json (Kubernetes pull secret)",
        |it| STANDARD.encode(docker_config(it)),
    ),
    form("base64 of an .npmrc with base64", |it| {
        STANDARD.encode(npmrc(it))
    }),
    form("base64 of base64", |it| {
        STANDARD.encode(STANDARD.encode(it))
    }),
    form("base64url of base64url", |it| {
        URL_SAFE_NO_PAD.encode(URL_SAFE_NO_PAD.encode(it))
    }),
    form("base64 of a `Basic` header", |it| {
        STANDARD.encode(format!("Authorization: Basic {}", basic("x", it)))
    }),
    form("base64 of base64 in lines of 76", |it| {
        STANDARD.encode(wrapped(&STANDARD.encode(it), 76))
    }),
    form("base64 of base64 of base64", |it| {
        STANDARD.encode(STANDARD.encode(STANDARD.encode(it)))
    }),
    form("base64 of UTF-16 (PowerShell)", |it| {
        STANDARD.encode(utf16(it, u16::to_le_bytes))
    }),
    form(
        "base64 of UTF-16 within a command (`-EncodedCommand`)",
        |it| STANDARD.encode(utf16(&format!("$x='{it}'"), u16::to_le_bytes)),
    ),
    form("base64 of UTF-16, high byte first", |it| {
        STANDARD.encode(utf16(it, u16::to_be_bytes))
    }),
    form("base64 of base64 of UTF-16", |it| {
        STANDARD.encode(STANDARD.encode(utf16(it, u16::to_le_bytes)))
    }),
    form("UTF-16, with zeros between", |it| between(it, "\0")),
    form("hexadecimal, lower case (`xxd -p -c0`)", |it| {
        each(it, |byte| format!("{byte:02x}"))
    }),
    form("hexadecimal, upper case", |it| {
        each(it, |byte| format!("{byte:02X}"))
    }),
    form("hexadecimal with hyphens, upper case (.NET)", |it| {
        it.bytes()
            .map(|byte| format!("{byte:02X}"))
            .collect::<Vec<_>>()
            .join("-")
    }),
    form("hexadecimal with colons", |it| {
        it.bytes()
            .map(|byte| format!("{byte:02x}"))
            .collect::<Vec<_>>()
            .join(":")
    }),
    form("hexadecimal with spaces (`hexdump`)", |it| {
        it.bytes()
            .map(|byte| format!("{byte:02x}"))
            .collect::<Vec<_>>()
            .join(" ")
    }),
    form("hexadecimal of base64", |it| {
        each(&STANDARD.encode(it), |byte| format!("{byte:02x}"))
    }),
    form("base64 of hexadecimal", |it| {
        STANDARD.encode(each(it, |byte| format!("{byte:02x}")))
    }),
    form("the header of a JWT alone", |it| part(it, 0)),
    form("the claims of a JWT alone", |it| part(it, 1)),
    form("the signature of a JWT alone", |it| part(it, 2)),
    form("the claims of a JWT, decoded", |it| {
        let claims = URL_SAFE_NO_PAD.decode(part(it, 1)).unwrap_or_default();
        String::from_utf8(claims).unwrap()
    }),
    form("cut: the first half of a token without dots", |it| {
        it.replace('.', "")[..it.replace('.', "").len() / 2].to_owned()
    }),
    form("in lines of 80", |it| wrapped(it, 80)),
    form("upper case", str::to_uppercase),
    form("lower case", str::to_lowercase),
    form("backwards", |it| it.chars().rev().collect()),
    form("with a space between the characters", |it| between(it, " ")),
];
