//! What an archive for one platform holds, and its name.
use build_helper::VERSION;

use super::{
    bundle::{Bundle, Form},
    texts::Texts,
};
use crate::{part::Part, platform::Platform};

/// The archive of a program: a zip for Windows, a tarball elsewhere, with one folder of its own name.
///
/// desk/install has the same names.
pub(super) fn of(platform: &'static Platform, program: &[u8], texts: &Texts) -> Bundle {
    let root = format!("patless-{VERSION}-{}", platform.name());
    let (form, extension) = if platform.is_windows() {
        (Form::Zip, "zip")
    } else {
        (Form::TarGz, "tar.gz")
    };
    let program = Part::new(&format!("{root}/{}", platform.program()), program);
    Bundle {
        file_name: format!("{root}.{extension}"),
        form,
        platform: Some(platform),
        parts: [program].into_iter().chain(texts.all(&root)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform;

    #[test]
    fn archive_has_the_form_that_its_system_opens() {
        let names: Vec<_> = platform::ALL
            .iter()
            .map(|platform| of(platform, b"program", &Texts::fixed()).file_name)
            .collect();
        assert_eq!(names[0], format!("patless-{VERSION}-linux-x64.tar.gz"));
        assert_eq!(names[2], format!("patless-{VERSION}-win32-x64.zip"));
    }
}
