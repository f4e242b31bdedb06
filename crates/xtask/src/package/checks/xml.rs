//! Reads what the checks need of the two small XML files that tfx writes.

/// The elements called `name`, each as the text between its angle brackets.
pub(super) fn elements<'x>(xml: &'x str, name: &str) -> impl Iterator<Item = &'x str> {
    xml.split('<').skip(1).filter_map(move |rest| {
        let element = rest.split('>').next()?;
        let attributes = element.strip_prefix(name)?;
        attributes
            .starts_with([' ', '/', '\n'])
            .then_some(attributes)
    })
}

/// The value of an attribute of an element; empty where it has none.
pub(super) fn attribute<'x>(element: &'x str, name: &str) -> &'x str {
    let start = format!(" {name}=\"");
    let value = element.split_once(&start).map(|(_, rest)| rest);
    value
        .and_then(|rest| rest.split('"').next())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attribute_is_found_in_its_own_element() {
        let xml = r#"<Types><Default Extension=".js" ContentType="a/b"/><DefaultX Extension="no"/></Types>"#;
        let found: Vec<_> = elements(xml, "Default")
            .map(|element| attribute(element, "Extension"))
            .collect();
        assert_eq!(found, [".js"]);
        assert_eq!(attribute(r#" PartName="/a""#, "Name"), "");
    }
}
