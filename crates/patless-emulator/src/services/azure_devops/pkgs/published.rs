//! Packages that are in the feed.

/// Version of a package.
pub(super) struct Published {
    /// Name of the package.
    pub(super) name: &'static str,
    /// Version.
    pub(super) version: &'static str,
    /// Time of publication.
    pub(super) at: &'static str,
}

impl Published {
    /// Returns the name of the archive.
    pub(super) fn file(&self) -> String {
        format!("{}-{}.tgz", self.name, self.version)
    }
}

/// Two packages with two versions each, the older one first. They are so old that no rule about young versions applies.
pub(super) const PUBLISHED: [Published; 4] = [
    Published {
        name: "acme-gears",
        version: "1.0.0",
        at: "2024-01-15T08:00:00.000Z",
    },
    Published {
        name: "acme-gears",
        version: "1.1.0",
        at: "2024-03-18T08:00:00.000Z",
    },
    Published {
        name: "acme-bolts",
        version: "2.0.0",
        at: "2024-02-12T08:00:00.000Z",
    },
    Published {
        name: "acme-bolts",
        version: "2.0.1",
        at: "2024-04-22T08:00:00.000Z",
    },
];
