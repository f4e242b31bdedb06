//! Lists the platforms of the package, and tells what platform a binary is for.

/// One platform that agents run on.
#[derive(Debug)]
pub(crate) struct Platform {
    /// The name of its binary in the task's folder `bin`; task/launch.js knows the same names.
    pub(crate) binary: &'static str,
    /// The triples that make such a binary; the first is what the release pipeline builds.
    pub(crate) targets: &'static [&'static str],
    /// What the binary must be.
    pub(crate) format: Format,
    /// The operating system, as `std::env::consts::OS` names it.
    os: &'static str,
    /// The processor, as `std::env::consts::ARCH` names it.
    arch: &'static str,
}

/// A kind of executable file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// ELF for AMD64.
    ElfX64,
    /// ELF for Arm64.
    ElfArm64,
    /// Windows's portable executable for AMD64.
    PortableX64,
    /// Mach-O for AMD64.
    MachX64,
    /// Mach-O for Arm64.
    MachArm64,
}

/// All platforms, in the order of README.md.
pub(crate) const ALL: [Platform; 5] = [
    Platform {
        binary: "patless-linux-x64.bin",
        targets: &["x86_64-unknown-linux-musl", "x86_64-unknown-linux-gnu"],
        format: Format::ElfX64,
        os: "linux",
        arch: "x86_64",
    },
    Platform {
        binary: "patless-linux-arm64.bin",
        targets: &["aarch64-unknown-linux-musl", "aarch64-unknown-linux-gnu"],
        format: Format::ElfArm64,
        os: "linux",
        arch: "aarch64",
    },
    Platform {
        binary: "patless-win32-x64.exe",
        targets: &["x86_64-pc-windows-msvc", "x86_64-pc-windows-gnullvm"],
        format: Format::PortableX64,
        os: "windows",
        arch: "x86_64",
    },
    Platform {
        binary: "patless-darwin-x64.bin",
        targets: &["x86_64-apple-darwin"],
        format: Format::MachX64,
        os: "macos",
        arch: "x86_64",
    },
    Platform {
        binary: "patless-darwin-arm64.bin",
        targets: &["aarch64-apple-darwin"],
        format: Format::MachArm64,
        os: "macos",
        arch: "aarch64",
    },
];

/// Every triple that a platform of the package can be built from.
pub(crate) fn targets() -> impl Iterator<Item = &'static str> {
    ALL.iter()
        .flat_map(|platform| platform.targets.iter().copied())
}

impl Platform {
    /// Whether this machine is one.
    pub(crate) fn is_host(&self) -> bool {
        self.os == std::env::consts::OS && self.arch == std::env::consts::ARCH
    }

    /// Its name, as Node has it: system and processor, with `-` between.
    pub(crate) fn name(&self) -> &'static str {
        let name = self.binary.strip_prefix("patless-").unwrap_or(self.binary);
        name.split('.').next().unwrap_or_default()
    }

    /// Whether programs for it run on Windows.
    pub(crate) fn is_windows(&self) -> bool {
        self.os == "windows"
    }

    /// What its program is called where people type its name.
    pub(crate) fn program(&self) -> &'static str {
        if self.is_windows() {
            "patless.exe"
        } else {
            "patless"
        }
    }
}

impl Format {
    /// Reads the first bytes of an executable file; `None` for any other kind.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\x7fELF\x02\x01") {
            return match u16_at(bytes, 18)? {
                62 => Some(Self::ElfX64),
                183 => Some(Self::ElfArm64),
                _ => None,
            };
        }
        if bytes.starts_with(b"MZ") {
            let header = usize::try_from(u32_at(bytes, 60)?).ok()?;
            let is_portable = bytes.get(header..)?.starts_with(b"PE\0\0");
            return (is_portable && u16_at(bytes, header + 4)? == 0x8664)
                .then_some(Self::PortableX64);
        }
        if u32_at(bytes, 0)? == 0xfeed_facf {
            return match u32_at(bytes, 4)? {
                0x0100_0007 => Some(Self::MachX64),
                0x0100_000c => Some(Self::MachArm64),
                _ => None,
            };
        }
        None
    }
}

/// Whether an ELF file asks for a loader, and so for the C library of the machine that it was built on.
pub(crate) fn needs_loader(elf: &[u8]) -> Option<bool> {
    let table = usize::try_from(u32_at(elf, 32)?).ok()?;
    let entry = usize::from(u16_at(elf, 54)?);
    let count = usize::from(u16_at(elf, 56)?);
    let mut kinds = (0..count).map(|index| u32_at(elf, table + index * entry));
    Some(kinds.any(|kind| kind == Some(PT_INTERP)))
}

/// The two bytes at `offset`, little-endian.
fn u16_at(bytes: &[u8], offset: usize) -> Option<u16> {
    let two = bytes.get(offset..offset + 2)?.try_into().ok()?;
    Some(u16::from_le_bytes(two))
}

/// The four bytes at `offset`, little-endian.
fn u32_at(bytes: &[u8], offset: usize) -> Option<u32> {
    let four = bytes.get(offset..offset + 4)?.try_into().ok()?;
    Some(u32::from_le_bytes(four))
}

/// ELF's kind of program header that names the loader.
const PT_INTERP: u32 = 3;

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The beginning of an ELF file with one program header of `kind`.
    pub(crate) fn elf(machine: u8, kind: u8) -> Vec<u8> {
        let mut bytes = vec![0; 64 + 56];
        bytes[..6].copy_from_slice(b"\x7fELF\x02\x01");
        bytes[18] = machine;
        bytes[32] = 64;
        bytes[54] = 56;
        bytes[56] = 1;
        bytes[64] = kind;
        bytes
    }

    #[test]
    fn format_is_told_from_the_first_bytes() {
        assert_eq!(Format::of(&elf(62, 1)), Some(Format::ElfX64));
        assert_eq!(Format::of(&elf(183, 1)), Some(Format::ElfArm64));
        let mut portable = vec![0; 80];
        portable[..2].copy_from_slice(b"MZ");
        portable[60] = 64;
        portable[64..70].copy_from_slice(b"PE\0\0\x64\x86");
        assert_eq!(Format::of(&portable), Some(Format::PortableX64));
        let mach = [0xcf, 0xfa, 0xed, 0xfe, 0x0c, 0, 0, 1];
        assert_eq!(Format::of(&mach), Some(Format::MachArm64));
        assert_eq!(Format::of(b"#!/bin/sh\n"), None);
        assert_eq!(Format::of(b"MZ"), None);
    }

    #[test]
    fn dynamic_elf_needs_a_loader() {
        assert_eq!(needs_loader(&elf(62, 3)), Some(true));
        assert_eq!(needs_loader(&elf(62, 1)), Some(false));
    }

    #[test]
    fn name_is_that_of_node() {
        let names: Vec<_> = ALL.iter().map(Platform::name).collect();
        let nodes = [
            "linux-x64",
            "linux-arm64",
            "win32-x64",
            "darwin-x64",
            "darwin-arm64",
        ];
        assert_eq!(names, nodes);
    }

    #[test]
    fn each_triple_belongs_to_one_platform() {
        let unique: BTreeSet<_> = targets().collect();
        assert_eq!(targets().count(), unique.len());
    }
}
