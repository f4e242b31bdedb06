//! Tests which hosts receive an assertion, and which never do.

use super::*;

const TENANT: &str = "72f988bf-86f1-41af-91ab-2d7cd011db47";
const SUBJECT: &str = "/eid1/c/pub/t/v4j5cvGGr0GRqy180BHbRw/a/rISbSSETf0KqFyZ8ppdXmA/sc/0f7c6a2e-5d3b-4c1e-9a84-2b6d8e1f3a50/1f2e3d4c-0000-4000-8000-000000000001";

fn of_connection(text: &str, loopback: Loopback) -> Result<Authority, EnvironmentError> {
    Authority::of_connection("activeDirectoryAuthority", text, loopback)
}

/// Claims of an assertion that Entra issued at this URL.
fn issued_by(issuer: &str) -> UnverifiedClaims {
    UnverifiedClaims {
        issuer: Some(issuer.to_owned()),
        subject: Some(SUBJECT.to_owned()),
        ..UnverifiedClaims::default()
    }
}

#[test]
fn entras_clouds_are_trusted_however_they_are_written() {
    for (text, host) in [
        (
            "https://login.microsoftonline.com",
            "login.microsoftonline.com",
        ),
        ("https://login.windows.net/", "login.windows.net"),
        (
            "https://LOGIN.Microsoft.com:443/common",
            "login.microsoft.com",
        ),
        ("https://sts.windows.net/organizations/", "sts.windows.net"),
        (
            "https://login.microsoftonline.us/72f988bf-86f1-41af-91ab-2d7cd011db47",
            "login.microsoftonline.us",
        ),
        (
            "https://login.usgovcloudapi.net/x/v2.0",
            "login.usgovcloudapi.net",
        ),
        (
            "https://login-us.microsoftonline.com/?a=b#c",
            "login-us.microsoftonline.com",
        ),
        (
            "https://somebody@login.partner.microsoftonline.cn/",
            "login.partner.microsoftonline.cn",
        ),
        (
            "https://login.chinacloudapi.cn//evil.example/",
            "login.chinacloudapi.cn",
        ),
    ] {
        let authority = of_connection(text, Loopback::Refused).unwrap();
        let expected = format!("https://{host}/");
        assert_eq!(authority.trusted().unwrap().as_str(), expected, "{text}");
    }
    let public = of_connection(PUBLIC_CLOUD, Loopback::Refused).unwrap();
    assert!(public.trusted().is_some());
}

#[test]
fn a_host_that_no_issuer_can_justify_is_refused_at_once() {
    for text in [
        "http://login.microsoftonline.com/",
        "ftp://login.microsoftonline.com/",
        "https://login.microsoftonline.com:8443/",
        "https://login.microsoftonline.com:80/",
        "https://login.microsoftonline.com./",
        "https://evil.example:8443/",
        "https://evil/",
        "https://203.0.113.7/",
        "https://0x7f.1/",
        "https://2130706433/",
        "https://0.0.0.0/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://localhost/",
        "https://localhost./",
        "https://127.0.0.1:4430/",
        "http://localhost:4430/",
        "https://",
        "login.microsoftonline.com",
        "",
    ] {
        assert!(of_connection(text, Loopback::Refused).is_err(), "{text}");
    }
}

#[test]
fn another_host_waits_for_the_issuer_and_gets_no_connection_before() {
    let issuer = format!("https://login.sovcloud.example/{TENANT}/v2.0");
    for text in [
        "https://login.sovcloud.example/",
        "https://login.microsoftonline.com.evil.example/",
        "https://login.microsoftonline.com@evil.example/",
        "https://evil.example\\@login.microsoftonline.com/",
        "https://a.localhost/",
        "https://dev.azure.com/acme/",
        "https://vstoken.dev.azure.com/",
    ] {
        let authority = of_connection(text, Loopback::Refused).unwrap();
        assert!(authority.trusted().is_none(), "{text}");
        let is_allowed = authority.for_assertion(&issued_by(&issuer)).is_ok();
        assert_eq!(is_allowed, text.contains("sovcloud"), "{text}");
    }
}

#[test]
fn a_host_that_is_not_in_ascii_is_no_authority() {
    let look_alike = "https://login.microsoftonl\u{131}ne.com/";
    assert!(of_connection(look_alike, Loopback::Refused).is_err());
}

#[test]
fn only_an_issuer_in_entras_own_form_justifies_its_host() {
    let authority = of_connection("https://evil.example/", Loopback::Refused).unwrap();
    let host = "https://evil.example";
    for issuer in [
        format!("{host}/{TENANT}"),
        format!("{host}/common/v2.0"),
        format!("{host}/{TENANT}/v2.0/"),
        format!("{host}/{TENANT}/v2.0?x"),
        format!("{host}/{TENANT}/v2.0#x"),
        format!("{host}:443/{TENANT}/v2.0"),
        format!("{host}:8443/{TENANT}/v2.0"),
        format!("http://evil.example/{TENANT}/v2.0"),
        format!("https://x@evil.example/{TENANT}/v2.0"),
        format!("https://login.microsoftonline.com/{TENANT}/v2.0"),
        format!("https://evil.example.com/{TENANT}/v2.0"),
        format!("https://EVIL.example/{TENANT}/v2.0"),
        format!("https://vstoken.dev.azure.com/{TENANT}"),
        String::new(),
    ] {
        let result = authority.for_assertion(&issued_by(&issuer));
        assert!(result.is_err(), "{issuer}");
    }
    assert!(
        authority
            .for_assertion(&UnverifiedClaims::default())
            .is_err()
    );
    let claims = issued_by(&format!("{host}/{TENANT}/v2.0"));
    let url = authority.for_assertion(&claims).unwrap();
    assert_eq!(url.as_str(), "https://evil.example/");
    let subject = Some("sc://acme/web/deploy".to_owned());
    let of_azure_devops = UnverifiedClaims { subject, ..claims };
    assert!(authority.for_assertion(&of_azure_devops).is_err());
}

#[test]
fn azure_devops_justifies_no_host_of_its_own() {
    for host in [
        "vstoken.dev.azure.com",
        "dev.azure.com",
        "app.vstoken.visualstudio.com",
    ] {
        let authority = of_connection(&format!("https://{host}/"), Loopback::Refused).unwrap();
        let claims = issued_by(&format!("https://{host}/{TENANT}/v2.0"));
        assert!(authority.for_assertion(&claims).is_err(), "{host}");
    }
}

#[test]
fn loopback_is_trusted_where_the_organization_is_there_too() {
    for text in [
        "https://localhost:4430/",
        "http://127.0.0.1:80/",
        "https://[::1]:1/",
    ] {
        assert!(
            of_connection(text, Loopback::Counts)
                .unwrap()
                .trusted()
                .is_some()
        );
        assert!(of_connection(text, Loopback::Refused).is_err(), "{text}");
    }
    assert!(of_connection("https://0.0.0.0:1/", Loopback::Counts).is_err());
}

#[test]
fn what_the_user_says_is_taken_over_tls() {
    for (text, is_taken) in [
        ("https://login.azurestack.example/common", true),
        ("https://10.0.0.7:8443/", true),
        ("https://localhost:4430/", true),
        ("http://localhost:4430/", false),
        ("http://login.azurestack.example/", false),
        ("login.azurestack.example", false),
    ] {
        let told = AuthorityHost::told("the input authorityHost", text, Loopback::Refused);
        assert_eq!(told.is_ok(), is_taken, "{text}");
        if let Ok(host) = told {
            let authority = Authority::told(host);
            assert_eq!(authority.trusted().unwrap().path(), "/");
            assert!(
                authority
                    .for_assertion(&UnverifiedClaims::default())
                    .is_ok()
            );
        }
    }
}
