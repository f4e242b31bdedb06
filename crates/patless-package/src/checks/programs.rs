//! Each program must be what its name and the launcher's list say; what is published holds all of them, static on Linux.
use serde_json::Value;

use super::find::{part, text};
use crate::{
    completeness::Completeness,
    part::Part,
    platform::{self, Format, Platform},
};

/// Programs that are missing, or would not start where the launcher starts them.
pub(super) fn problems(parts: &[Part], completeness: Completeness) -> Vec<String> {
    let mut found = Vec::new();
    for platform in &platform::ALL {
        let name = format!("patless/bin/{}", platform.binary);
        match part(parts, &name) {
            Some(part) => found.extend(problem(part, platform, completeness)),
            None if completeness == Completeness::All => found.push(format!("{name}: missing")),
            None => {}
        }
    }
    if !parts.iter().any(Part::is_binary) {
        found.push("patless/bin: it holds no program".to_owned());
    }
    found.extend(unlisted(parts));
    let stray = parts
        .iter()
        .filter(|part| part.is_binary() && !is_known(part));
    found.extend(stray.map(|part| format!("{}: no platform has this program", part.name)));
    found
}

/// What is wrong with one program.
pub(super) fn problem(
    part: &Part,
    platform: &Platform,
    completeness: Completeness,
) -> Option<String> {
    let format = Format::of(&part.bytes);
    if format != Some(platform.format) {
        return Some(format!("{}: it is not for this platform", part.name));
    }
    let is_elf = matches!(platform.format, Format::ElfX64 | Format::ElfArm64);
    let is_static = !is_elf || platform::needs_loader(&part.bytes) == Some(false);
    (completeness == Completeness::All && !is_static).then(|| {
        let target = platform.targets.first().copied().unwrap_or_default();
        format!("{}: it is not static; build it for {target}", part.name)
    })
}

/// The programs that the launcher would refuse: its list does not have them, or has them with another size.
fn unlisted(parts: &[Part]) -> Vec<String> {
    let list: Value = serde_json::from_str(text(parts, LIST)).unwrap_or_default();
    let size = |part: &Part| list[part.name.rsplit('/').next().unwrap_or_default()].as_u64();
    let programs = parts.iter().filter(|part| part.is_binary());
    programs
        .filter(|part| size(part) != u64::try_from(part.bytes.len()).ok())
        .map(|part| format!("{}: {LIST} does not have its size", part.name))
        .collect()
}

/// The launcher's list.
const LIST: &str = "patless/programs.json";

/// Whether a program is in the table of platforms.
fn is_known(part: &Part) -> bool {
    let file = part.name.rsplit('/').next();
    platform::ALL
        .iter()
        .any(|platform| Some(platform.binary) == file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::tests::elf;

    /// The program for Linux on AMD64.
    const LINUX: &str = "patless/bin/patless-linux-x64.bin";

    /// A program for Linux on AMD64, and the list that has it.
    fn listed(elf: Vec<u8>) -> [Part; 2] {
        let list = format!(r#"{{"patless-linux-x64.bin":{}}}"#, elf.len());
        [Part::new(LINUX, elf), Part::new(LIST, list)]
    }

    #[test]
    fn program_for_its_platform_is_accepted() {
        let parts = listed(elf(62, 3));
        assert_eq!(problems(&parts, Completeness::Partial), [""; 0]);
    }

    #[test]
    fn program_that_the_launcher_would_refuse_is_refused() {
        for list in ["", "{}", r#"{"patless-linux-x64.bin":3}"#] {
            let parts = [Part::new(LINUX, elf(62, 3)), Part::new(LIST, list)];
            let found = problems(&parts, Completeness::Partial);
            assert_eq!(found, [format!("{LINUX}: {LIST} does not have its size")]);
        }
    }

    #[test]
    fn program_for_another_platform_is_refused() {
        let found = problems(&listed(elf(183, 1)), Completeness::Partial);
        assert_eq!(found, [format!("{LINUX}: it is not for this platform")]);
    }

    #[test]
    fn package_to_publish_needs_all_five_and_no_loader() {
        let found = problems(&listed(elf(62, 3)), Completeness::All);
        assert_eq!(found.len(), 5, "{found:?}");
        assert!(found[0].contains("x86_64-unknown-linux-musl"), "{found:?}");
    }

    #[test]
    fn package_without_programs_is_refused() {
        assert_eq!(problems(&[], Completeness::Partial).len(), 1);
    }

    #[test]
    fn program_that_nothing_starts_is_refused() {
        let list = r#"{"tool.exe":0}"#;
        let parts = [Part::new("patless/bin/tool.exe", ""), Part::new(LIST, list)];
        assert_eq!(problems(&parts, Completeness::Partial).len(), 1);
    }
}
