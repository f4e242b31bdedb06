//! Compares the issuer or subject of a federated credential with that of an assertion.

use std::fmt;

use super::{Form, Part, Shape, issuer_shape, subject_shape};

/// One difference between two issuers or two subjects.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Difference {
    /// A part differs only in upper and lower case.
    Case(Part),
    /// They have the forms of different issuers.
    Form {
        /// The expected form.
        expected: Form,
        /// The presented form.
        presented: Form,
    },
    /// A part differs.
    Part(Part),
    /// The subject is the pipeline's own: the assertion was requested without a service connection, or with a connection's
    /// name instead of its id.
    PipelineItself,
    /// One of them has leading or trailing spaces.
    Spaces,
    /// They differ in some other way.
    Text,
    /// Only one of them ends with a slash.
    TrailingSlash,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(part) => write!(f, "{part} (upper and lower case only)"),
            Self::Form {
                expected,
                presented,
            } => write!(f, "issuer form (expected {expected}, presented {presented})"),
            Self::Part(part) => part.fmt(f),
            Self::PipelineItself => f.write_str(
                "the pipeline's own subject instead of a connection's: the connection's name was given instead of its id",
            ),
            Self::Spaces => f.write_str("leading or trailing spaces"),
            Self::Text => f.write_str("the text"),
            Self::TrailingSlash => f.write_str("trailing slash"),
        }
    }
}

/// An expected text and a presented text, side by side.
///
/// Entra does not reveal what the federated credential contains. The expected text is computed from ids
/// ([`entra_subject`](super::entra_subject)), or read from the federated credential where that is possible.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Comparison {
    /// The text that the federated credential contains, or should contain.
    pub expected: String,
    /// The text in the assertion.
    pub presented: String,
    /// All differences. Empty if the texts are equal.
    pub differences: Vec<Difference>,
}

impl Comparison {
    /// Compares two subjects.
    pub fn of_subjects(expected: &str, presented: &str) -> Self {
        Self::of(expected, presented, subject_shape)
    }

    /// Compares two issuers.
    pub fn of_issuers(expected: &str, presented: &str) -> Self {
        Self::of(expected, presented, issuer_shape)
    }

    fn of(expected: &str, presented: &str, shape: fn(&str) -> Shape) -> Self {
        let mut differences = Vec::new();
        let (mut left, mut right) = (expected, presented);
        if left.trim() != left || right.trim() != right {
            differences.push(Difference::Spaces);
            (left, right) = (left.trim(), right.trim());
        }
        if left.ends_with('/') != right.ends_with('/') {
            differences.push(Difference::TrailingSlash);
            (left, right) = (left.trim_end_matches('/'), right.trim_end_matches('/'));
        }
        if left != right {
            differences.extend(different(&shape(left), &shape(right)));
        } else if expected == presented {
            differences.clear();
        }
        Self {
            expected: expected.to_owned(),
            presented: presented.to_owned(),
            differences,
        }
    }
}

/// Lists the differences between two texts that are not equal.
fn different(expected: &Shape, presented: &Shape) -> Vec<Difference> {
    let forms = (expected.form(), presented.form());
    if forms.0 != forms.1 {
        return vec![match forms {
            (_, Form::Pipeline) => Difference::PipelineItself,
            (expected, presented) => Difference::Form {
                expected,
                presented,
            },
        }];
    }
    let parts = expected.parts().zip(presented.parts());
    let mut differences: Vec<_> = parts
        .filter(|((_, left), (_, right))| left != right)
        .map(|((part, left), (_, right))| {
            if left.to_lowercase() == right.to_lowercase() {
                Difference::Case(part)
            } else {
                Difference::Part(part)
            }
        })
        .collect();
    if differences.is_empty() {
        differences.push(Difference::Text);
    }
    differences
}

impl Comparison {
    /// Lists all differences on one line.
    pub fn summary(&self) -> String {
        let names: Vec<_> = self.differences.iter().map(ToString::to_string).collect();
        if names.is_empty() {
            return "nothing".to_owned();
        }
        names.join(", ")
    }
}

impl fmt::Display for Comparison {
    /// Writes both texts, one below the other, and their differences.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            expected,
            presented,
            ..
        } = self;
        write!(
            f,
            "expected   {expected}\npresented  {presented}\ndiffers    {}",
            self.summary()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TENANT: &str = "/eid1/c/pub/t/v4j5cvGGr0GRqy180BHbRw/a/rISbSSETf0KqFyZ8ppdXmA/sc";
    const OTHER_TENANT: &str = "/eid1/c/pub/t/PwFflyR_6Een06vEdSvzRg/a/rISbSSETf0KqFyZ8ppdXmA/sc";
    const A: &str = "0f7c6a2e-5d3b-4c1e-9a84-2b6d8e1f3a50";
    const B: &str = "1f2e3d4c-0000-4000-8000-000000000001";

    fn differs(expected: &str, presented: &str) -> Vec<Difference> {
        Comparison::of_subjects(expected, presented).differences
    }

    #[test]
    fn differences_between_names_are_listed() {
        let expected = "sc://acme/web/deploy";
        for (presented, difference) in [
            ("sc://acne/web/deploy", Difference::Part(Part::Organization)),
            ("sc://acme/shop/deploy", Difference::Part(Part::Project)),
            ("sc://acme/web/deploy2", Difference::Part(Part::Connection)),
            ("sc://acme/Web/deploy", Difference::Case(Part::Project)),
            ("sc://acme/web/deploy/", Difference::TrailingSlash),
            (" sc://acme/web/deploy", Difference::Spaces),
            ("p://acme/web/build", Difference::PipelineItself),
        ] {
            assert_eq!(differs(expected, presented), [difference], "{presented}");
        }
        assert!(differs(expected, expected).is_empty());
    }

    #[test]
    fn differences_between_ids_are_listed() {
        let expected = format!("{TENANT}/{A}/{B}");
        for (presented, difference) in [
            (format!("{OTHER_TENANT}/{A}/{B}"), Part::TenantId),
            (format!("{TENANT}/{B}/{B}"), Part::OrganizationId),
            (format!("{TENANT}/{A}/{A}"), Part::ConnectionId),
        ] {
            assert_eq!(
                differs(&expected, &presented),
                [Difference::Part(difference)]
            );
        }
        let upper = format!("{TENANT}/{}/{B}", A.to_uppercase());
        assert_eq!(
            differs(&expected, &upper),
            [Difference::Case(Part::OrganizationId)]
        );
    }

    #[test]
    fn all_differences_are_listed_below_both_texts() {
        let comparison = Comparison::of_subjects("sc://acme/web/deploy", "sc://acme/Web/prod/");
        assert_eq!(
            comparison.to_string(),
            "expected   sc://acme/web/deploy\n\
             presented  sc://acme/Web/prod/\n\
             differs    trailing slash, project (upper and lower case only), connection"
        );
    }

    #[test]
    fn a_moved_connection_has_another_issuer_form() {
        let differences = differs("sc://acme/web/deploy", &format!("{TENANT}/{A}/{B}"));
        let form = Difference::Form {
            expected: Form::AzureDevOps,
            presented: Form::Entra,
        };
        assert_eq!(differences, [form]);
        let old = format!("https://vstoken.dev.azure.com/{A}");
        let new = format!("https://login.microsoftonline.com/{B}/v2.0");
        assert_eq!(Comparison::of_issuers(&old, &new).differences, [form]);
        let slash = Comparison::of_issuers(&old, &format!("{old}/"));
        assert_eq!(slash.differences, [Difference::TrailingSlash]);
    }

    #[test]
    fn unknown_forms_differ_in_their_text() {
        assert_eq!(differs("repo:a", "repo:b"), [Difference::Text]);
    }
}
