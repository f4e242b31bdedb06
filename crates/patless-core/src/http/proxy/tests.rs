//! Tests which proxy is used, and when none is.

use super::*;

fn settings(variables: &[(&str, &str)]) -> Result<Option<ProxySettings>, NetworkError> {
    ProxySettings::from_environment(&Environment::fixed(variables))
}

/// The proxy on the way to Azure DevOps.
fn proxy(variables: &[(&str, &str)]) -> Option<String> {
    let settings = settings(variables).unwrap()?;
    let url = Url::parse("https://dev.azure.com/acme").unwrap();
    settings
        .on_the_way_to(&url)
        .map(|proxy| proxy.url.to_string())
}

fn authorization(variables: &[(&str, &str)]) -> Option<String> {
    let settings = settings(variables).unwrap().unwrap();
    let authorization = settings.proxy.authorization.as_ref();
    authorization.map(|secret| secret.expose().to_owned())
}

fn refusal(variables: &[(&str, &str)]) -> InvalidProxy {
    match settings(variables).unwrap_err() {
        NetworkError::Proxy { source, .. } => source,
        other => panic!("{other}"),
    }
}

#[test]
fn without_a_variable_there_is_no_proxy() {
    assert_eq!(proxy(&[]), None);
    assert_eq!(
        proxy(&[("NO_PROXY", "*"), ("HTTP_PROXY", "http://p")]),
        None
    );
    assert_eq!(proxy(&[("AGENT_PROXYBYPASSLIST", "[]")]), None);
}

#[test]
fn the_proxy_of_the_agent_wins_with_its_own_list() {
    let agent = ("AGENT_PROXYURL", "http://agent:3128");
    let other = ("HTTPS_PROXY", "http://other:3128");
    assert_eq!(
        proxy(&[agent, other]).as_deref(),
        Some("http://agent:3128/")
    );
    assert_eq!(
        proxy(&[agent, ("NO_PROXY", "*")]).as_deref(),
        Some("http://agent:3128/")
    );
    let list = ("AGENT_PROXYBYPASSLIST", r#"["azure\\.com"]"#);
    assert_eq!(proxy(&[agent, other, list]), None);
    assert_eq!(proxy(&[other, list]).as_deref(), Some("http://other:3128/"));
    assert_eq!(proxy(&[other, ("NO_PROXY", "azure.com")]), None);
}

#[test]
fn lower_case_wins_as_with_curl() {
    let both = [("HTTPS_PROXY", "http://up"), ("https_proxy", "http://low")];
    assert_eq!(proxy(&both).as_deref(), Some("http://low/"));
    assert_eq!(proxy(&both[..1]).as_deref(), Some("http://up/"));
}

#[test]
fn a_host_and_a_port_alone_are_an_http_proxy() {
    for (text, expected) in [
        ("proxy.example:8080", "http://proxy.example:8080/"),
        (" proxy.example ", "http://proxy.example/"),
        ("https://proxy.example", "https://proxy.example/"),
        ("http://u:p@[::1]:3128/", "http://[::1]:3128/"),
    ] {
        assert_eq!(proxy(&[("HTTPS_PROXY", text)]).as_deref(), Some(expected));
    }
}

#[test]
fn a_link_local_address_is_never_reached_through_a_proxy() {
    for name in ["HTTPS_PROXY", "AGENT_PROXYURL"] {
        let settings = settings(&[(name, "http://p:1")]).unwrap().unwrap();
        let is_proxied = |url: &str| settings.on_the_way_to(&Url::parse(url).unwrap()).is_some();
        assert!(!is_proxied("http://169.254.169.254/metadata"), "{name}");
        assert!(!is_proxied("http://[fe80::1]/metadata"), "{name}");
        assert!(is_proxied("http://169.253.169.254/metadata"), "{name}");
        assert!(is_proxied("http://[fec0::1]/metadata"), "{name}");
    }
}

#[test]
fn this_machine_is_never_reached_through_a_proxy() {
    let settings = settings(&[("AGENT_PROXYURL", "http://p")])
        .unwrap()
        .unwrap();
    for text in [
        "https://localhost:1/",
        "http://127.0.0.1/",
        "https://[::1]/",
    ] {
        let url = Url::parse(text).unwrap();
        assert!(settings.on_the_way_to(&url).is_none(), "{text}");
    }
}

#[test]
fn user_name_and_password_are_those_of_the_agent_or_of_the_url() {
    let url = ("AGENT_PROXYURL", "http://a:b@p");
    let user = ("AGENT_PROXYUSERNAME", "Aladdin");
    let password = ("SECRET_AGENT_PROXYPASSWORD", "open sesame");
    let of_agent = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";
    assert_eq!(
        authorization(&[url, user, password]).as_deref(),
        Some(of_agent)
    );
    // Of "a:b".
    for variables in [&[url, user][..], &[url, password], &[url]] {
        assert_eq!(authorization(variables).as_deref(), Some("Basic YTpi"));
    }
    // Of ":b".
    let nameless = ("HTTPS_PROXY", "http://:b@p");
    assert_eq!(authorization(&[nameless]).as_deref(), Some("Basic OmI="));
    let encoded = ("HTTPS_PROXY", "http://Aladdin:open%20sesame@p");
    assert_eq!(authorization(&[encoded]).as_deref(), Some(of_agent));
    assert_eq!(authorization(&[("HTTPS_PROXY", "http://p")]), None);
}

#[test]
fn a_proxy_that_is_set_and_cannot_be_used_is_an_error() {
    for variable in ["AGENT_PROXYURL", "https_proxy", "HTTPS_PROXY"] {
        for (text, expected) in [
            ("socks5://p:1080", "its scheme is socks5"),
            ("http://", "not the URL"),
            ("http://u:sekret@", "not the URL"),
            ("http://p:sekret", "not the URL"),
            ("http://wpad/sekret.pac", "more than"),
            ("http://u:12/sekret@p", "more than"),
            ("http://u?sekret@p", "more than"),
            ("http://u#sekret@p", "more than"),
            ("http://a%3Asekret:b@p", "colon"),
        ] {
            let error = settings(&[(variable, text)]).unwrap_err();
            let NetworkError::Proxy { source, .. } = &error else {
                panic!("{error}");
            };
            assert!(source.to_string().contains(expected), "{text}: {source}");
            assert!(
                !format!("{error:?}{error}{source}").contains("sekret"),
                "{text}"
            );
        }
    }
    let list = ("AGENT_PROXYBYPASSLIST", "dev.azure.com");
    assert_eq!(
        refusal(&[("AGENT_PROXYURL", "http://p"), list]),
        InvalidProxy::BypassList
    );
}

#[test]
fn a_host_outside_ascii_is_taken_in_its_ascii_form_alone() {
    assert_eq!(
        refusal(&[("AGENT_PROXYURL", "http://proxy.müller.example:3128")]),
        InvalidProxy::Host
    );
    let ascii = "http://proxy.xn--mller-kva.example:3128";
    let settings = settings(&[("AGENT_PROXYURL", ascii)]).unwrap().unwrap();
    assert_eq!(
        settings.in_words(),
        "proxy.xn--mller-kva.example:3128 (AGENT_PROXYURL)"
    );
}

#[test]
fn debug_shows_no_password() {
    let settings = settings(&[("HTTPS_PROXY", "http://u:sekret-password@p")]).unwrap();
    let debug = format!("{settings:?}");
    assert!(
        !debug.contains("sekret") && debug.contains("[redacted]"),
        "{debug}"
    );
    assert!(!debug.contains("dTpzZWtyZXQ"), "{debug}");
}
