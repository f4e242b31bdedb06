//! Files that nobody would write: none makes the compiler panic.

use std::collections::BTreeMap;
use std::path::Path;

use patless_pipeline::{Faults, Options, expand};

const PIPELINE: &str = "\
parameters:
- {name: list, type: object, default: [a, {b: c}]}
- {name: flag, type: boolean, default: true}
resources:
  repositories:
  - {repository: shared, type: git, name: acme/shared}
variables:
- name: a
  value: ${{ parameters.flag }}
- template: v.yml
  parameters: {x: &anchor '${{ variables.a }}'}
stages:
- ${{ each it in parameters.list }}:
  - stage: s
    variables: {b: *anchor}
    jobs:
    - template: j.yml
      parameters:
        steps:
        - ${{ if eq(parameters.flag, true) }}:
          - bash: |
              echo ${{ it }} $(x)
        - ${{ else }}:
          - template: p.yml@self
- ${{ insert }}: ${{ parameters.list }}
";

const VARIABLES: &str =
    "parameters:\n  x: ''\nvariables:\n  c: ${{ parameters.x }}\n  d: ${{ variables.c }}\n";

const JOBS: &str = "\
parameters:
- name: steps
  type: stepList
  default: []
jobs:
- job: j
  steps:
  - ${{ each step in parameters.steps }}:
    - ${{ each pair in step }}:
        ${{ pair.key }}: ${{ pair.value }}
      displayName: 'x'
";

/// What a mutation puts somewhere.
const PIECES: &[&str] = &[
    "${{",
    "}}",
    "${{ if true }}:",
    "${{ else }}:",
    "${{ each x in parameters }}:",
    "${{ insert }}:",
    "- ",
    ": ",
    "\n",
    "  ",
    "'",
    "\"",
    "|",
    ">",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "<<: ",
    "!",
    "#",
    "\t",
    "\0",
    "é",
    "\u{feff}",
    "---\n",
    "template: ",
    "parameters:",
    "variables:",
    "extends:",
    "@shared",
    "../",
    "null",
    "~",
    "?",
    "%",
    "steps:",
    "jobs:",
    "\r",
    "$[",
    "\u{1f600}",
];

fn mutated(text: &str, random: &mut fastrand::Rng) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..random.usize(1..8) {
        let at = random.usize(0..=characters.len());
        match random.u8(0..4) {
            0 => {
                let piece = PIECES[random.usize(0..PIECES.len())];
                characters.splice(at..at, piece.chars());
            }
            1 => {
                let end = (at + random.usize(0..12)).min(characters.len());
                characters.drain(at..end);
            }
            2 => {
                let end = (at + random.usize(0..60)).min(characters.len());
                let copy: Vec<char> = characters[at..end].to_vec();
                let to = random.usize(0..=characters.len());
                characters.splice(to..to, copy);
            }
            _ => {
                if let Some(character) = characters.get_mut(at) {
                    *character = char::from(random.u8(9..127));
                }
            }
        }
    }
    characters.into_iter().collect()
}

#[test]
fn ten_thousand_mutated_files_are_refused_or_expanded() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        root: folder.path().to_owned(),
        ..Options::default()
    };
    let mut random = fastrand::Rng::with_seed(16);
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let mut expanded = 0;
    let files = [("p.yml", PIPELINE), ("v.yml", VARIABLES), ("j.yml", JOBS)];
    for (name, text) in files {
        write(name, text);
    }
    for count in 0..10_000 {
        // One of the three at a time, as writing files takes longer than the compiler.
        let (name, text) = files[count * files.len() / 10_000];
        write(name, &mutated(text, &mut random));
        let mut faults = Faults::default();
        let found = expand(
            Path::new("p.yml"),
            &options,
            &mut BTreeMap::new(),
            &mut faults,
        );
        expanded += usize::from(found.is_some());
        if (count + 1) * files.len() / 10_000 > count * files.len() / 10_000 {
            write(name, text);
        }
        let faults = faults.into_sorted();
        assert!(found.is_some() || !faults.is_empty());
        for fault in faults {
            let text = fault.to_string();
            assert!(!text.contains(|it: char| it.is_control()), "{text:?}");
        }
    }
    assert!(expanded > 3_000, "{expanded}");
}
