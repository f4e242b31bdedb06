//! Declares an enum of causes with their names.

/// Declares the causes and their names.
macro_rules! causes {
    ($($cause:ident = $name:literal,)*) => {
        /// Why something failed. Each cause has one row that describes it: [`Cause::row`].
        ///
        /// The set is closed: an unknown failure has a cause too, such as [`Cause::UnlistedCode`].
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        pub enum Cause {
            $(#[doc = concat!("`", $name, "`")] $cause,)*
        }

        impl Cause {
            /// Every cause, in the order in which the rows are searched.
            pub const ALL: &[Self] = &[$(Self::$cause),*];

            /// The name, in kebab case: the anchor of its section in `docs/TROUBLESHOOTING.md`. Links depend on it: do not rename.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$cause => $name,)*
                }
            }
        }
    };
}

pub(super) use causes;
