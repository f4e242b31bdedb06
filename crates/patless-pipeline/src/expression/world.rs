//! A world for the tests of expressions: the company `acme`.

use std::rc::Rc;

use super::error::ExpressionError;
use super::evaluation::evaluate;
use super::parser::parse;
use super::surroundings::{Answer, Surroundings, Use};
use super::value::{Object, Value};

/// What the tests see.
pub(super) struct World;

impl Surroundings for World {
    fn named(&self, name: &str) -> Option<Value> {
        let value = match name.to_ascii_lowercase().as_str() {
            "variables" => object(&[
                ("acme", Value::text("Anvil")),
                ("empty", Value::text("")),
                ("build.reason", Value::text("PullRequest")),
                ("count", Value::text("10")),
            ]),
            "parameters" => object(&[
                ("debug", Value::Boolean(true)),
                ("replicas", Value::Number(2.0)),
                ("my-region", Value::text("west")),
                ("names", texts(&["Web", "Api"])),
                ("nothing", Value::Array(Rc::new([]), None)),
                ("shops", shops()),
            ]),
            "dependencies" => object(&[(
                "Pack",
                object(&[
                    ("result", Value::text("Succeeded")),
                    ("outputs", object(&[("crate.size", Value::text("7"))])),
                ]),
            )]),
            "pipeline" => object(&[("startTime", Value::text("2026-11-27 10:34:11+00:00"))]),
            "long" => Value::text(&"a".repeat(100_000)),
            "shop" => object(&[("city", Value::text("Oslo"))]),
            _ => return None,
        };
        Some(value)
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Answer {
        let texts = arguments.iter().map(|it| it.as_text().unwrap_or_default());
        let texts: Vec<_> = texts.collect();
        match name {
            "canceled" => Answer::Refused("nobody knows".to_owned()),
            _ => Answer::Value(Value::text(&format!("{name}:{}", texts.join("+")))),
        }
    }
}

/// Evaluates an expression, and writes down what came of it: `Null`, `True`, `1.5`, `'text'`, `v1.2`, `[…]`, `{…}`.
pub(super) fn outcome(text: &str, of: Use) -> Result<String, ExpressionError> {
    let tree = parse(text, of).map_err(|mut errors| errors.remove(0))?;
    evaluate(&tree, of, &World).map(|value| written(&value))
}

/// Checks a table of expressions of templates and their values.
#[track_caller]
pub(super) fn check(table: &[(&str, &str)]) {
    for (text, expected) in table {
        let found = outcome(text, Use::Template);
        assert_eq!(found.as_deref(), Ok(*expected), "{text}");
    }
}

/// Checks a table of expressions of templates that fail, with the offset and part of the message.
#[track_caller]
pub(super) fn check_failures(table: &[(&str, usize, &str)]) {
    for (text, at, part) in table {
        let error = outcome(text, Use::Template).expect_err(text);
        assert!(error.message.contains(part), "{text}: {error}");
        assert_eq!(error.at, *at, "{text}: {error}");
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::Null => "Null".to_owned(),
        Value::Boolean(_) | Value::Number(_) => value.as_text().unwrap().to_string(),
        Value::Version(_) => format!("v{}", value.as_text().unwrap()),
        Value::Text(text, _) => format!("'{text}'"),
        Value::Array(items, _) => {
            let items: Vec<String> = items.iter().map(written).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(object, _) => {
            let entries = object.entries.iter();
            let entries = entries.map(|(name, _, value)| format!("{name}: {}", written(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

fn shops() -> Value {
    let shop = |city: &str, goods: &[&str]| {
        object(&[("city", Value::text(city)), ("goods", texts(goods))])
    };
    let shops = [
        shop("Oslo", &["rope", "magnet"]),
        shop("Bern", &["rocket"]),
        Value::text("closed"),
    ];
    Value::Array(Rc::new(shops), None)
}

fn object(entries: &[(&str, Value)]) -> Value {
    let entries = entries.iter();
    let entries = entries.map(|(name, value)| (Rc::from(*name), None, value.clone()));
    let object = Object {
        entries: entries.collect(),
    };
    Value::Object(Rc::new(object), None)
}

fn texts(texts: &[&str]) -> Value {
    Value::Array(texts.iter().map(|text| Value::text(text)).collect(), None)
}
