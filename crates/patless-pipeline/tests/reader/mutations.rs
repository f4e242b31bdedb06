//! Files that nobody would write: nothing panics, and what is printed is read again.

use std::sync::Arc;

use patless_pipeline::yaml::{Entry, Node, Value};
use patless_pipeline::{Faults, print, read, yaml};

use super::support::node;

#[test]
fn ten_thousand_mutated_files_are_read_without_a_panic() {
    let mut random = fastrand::Rng::with_seed(16);
    let file = Arc::from("p.yml");
    let original = node(PIPELINE);
    let values =
        VALUES.map(|text| yaml::read(&file, &format!("a: {text}\n"), &mut Faults::default()));
    let values: Vec<Node> = values.into_iter().flatten().flat_map(parts).collect();
    let words: Vec<&str> = PIPELINE.split([' ', ':', '\n']).collect();
    // Two files a round.
    for round in 0..5_000 {
        let mut root = original.clone();
        for _ in 0..random.usize(1..=6) {
            let count = size(&root);
            let place = random.usize(..count);
            change(&mut root, place, &values, &words, &mut random);
        }
        let printed = print(&root);
        let mut faults = Faults::default();
        read(&root, &mut faults);
        let again = yaml::read(&file, &printed, &mut Faults::default());
        let again = again.unwrap_or_else(|| panic!("round {round}\n{printed}"));
        assert_eq!(print(&again), printed, "round {round}");

        let garbled = garbled(&printed, &mut random);
        if let Some(node) = yaml::read(&file, &garbled, &mut faults) {
            read(&node, &mut faults);
            print(&node);
        }
        for fault in faults.into_sorted() {
            let line = fault.to_string();
            assert!(!line.contains(char::is_control), "round {round}: {line:?}");
            assert!(!line.contains("##vso["), "round {round}: {line:?}");
        }
    }
}

/// The values of a mapping.
fn parts(node: Node) -> Vec<Node> {
    match node.value {
        Value::Mapping(entries) => entries.into_iter().map(|it| it.value).collect(),
        _ => Vec::new(),
    }
}

fn size(node: &Node) -> usize {
    let below: usize = match &node.value {
        Value::Scalar(_) => 0,
        Value::Sequence(items) => items.iter().map(size).sum(),
        Value::Mapping(entries) => entries.iter().map(|it| size(&it.value)).sum(),
    };
    below + 1
}

/// Changes the node that is the `place`th from `node` on, in the order of the file.
fn change(
    node: &mut Node,
    place: usize,
    values: &[Node],
    words: &[&str],
    random: &mut fastrand::Rng,
) {
    if place == 0 {
        change_here(node, values, words, random);
        return;
    }
    let below: Vec<&mut Node> = match &mut node.value {
        Value::Scalar(_) => Vec::new(),
        Value::Sequence(items) => items.iter_mut().collect(),
        Value::Mapping(entries) => entries.iter_mut().map(|it| &mut it.value).collect(),
    };
    let mut left = place - 1;
    for child in below {
        let size = size(child);
        if left < size {
            change(child, left, values, words, random);
            return;
        }
        left -= size;
    }
}

fn change_here(node: &mut Node, values: &[Node], words: &[&str], random: &mut fastrand::Rng) {
    let word = *random.choice(words).unwrap();
    match (&mut node.value, random.u8(..6)) {
        (_, 0) => node.value = random.choice(values).unwrap().value.clone(),
        (Value::Mapping(entries), 1) if !entries.is_empty() => {
            entries.remove(random.usize(..entries.len()));
        }
        (Value::Mapping(entries), 2) if !entries.is_empty() => {
            let is_new = !entries.iter().any(|it| it.key.eq_ignore_ascii_case(word));
            let entry = random.choice(entries).unwrap();
            if is_new {
                word.clone_into(&mut entry.key);
            }
        }
        (Value::Mapping(entries), 3) => random.shuffle(entries),
        (Value::Mapping(entries), _) => {
            if !entries.iter().any(|it| it.key.eq_ignore_ascii_case(word)) {
                entries.push(Entry {
                    key: word.to_owned(),
                    key_at: node.at.clone(),
                    value: random.choice(values).unwrap().clone(),
                });
            }
        }
        (Value::Sequence(items), 1) if !items.is_empty() => {
            items.remove(random.usize(..items.len()));
        }
        (Value::Sequence(items), 2) if !items.is_empty() => {
            items.push(items[random.usize(..items.len())].clone());
        }
        (Value::Sequence(items), _) => items.push(random.choice(values).unwrap().clone()),
        (Value::Scalar(scalar), 1) => scalar.text.push_str(word),
        (Value::Scalar(scalar), 2) => scalar.text = scalar.text.chars().rev().collect(),
        (Value::Scalar(scalar), _) => word.clone_into(&mut scalar.text),
    }
}

/// Changes a character or a line of a file.
fn garbled(text: &str, random: &mut fastrand::Rng) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at = random.usize(..lines.len().max(1));
    let Some(line) = lines.get_mut(at) else {
        return String::new();
    };
    match random.u8(..4) {
        0 => line.insert_str(0, "  "),
        1 => *line = line.replacen("  ", "", 1),
        2 => *line = String::new(),
        _ => {
            let mut characters: Vec<char> = line.chars().collect();
            let place = random.usize(..=characters.len());
            characters.insert(place, random.choice(CHARACTERS).unwrap());
            *line = characters.into_iter().collect();
        }
    }
    lines.join("\n")
}

const VALUES: [&str; 24] = [
    "",
    "~",
    "[]",
    "{}",
    "[a, [b], {c: d}]",
    "{a: {b: c}}",
    "true",
    "-1",
    "99999999999999999999",
    "$(x)",
    "$[ y ]",
    "$[]",
    "$[ '",
    "${{ z }}",
    "eq(1, 2",
    "\"##vso[task.complete result=Failed;]\"",
    "\"\\e[2J\\n\\u202e\"",
    "'*'",
    "server",
    "none",
    "@",
    "a@",
    "|\n    x\n",
    "{? }",
];

const CHARACTERS: [char; 18] = [
    '\'', '"', '{', '}', '[', ']', ':', ',', '#', '&', '*', '|', '>', '-', '@', '%', '\u{1b}', ' ',
];

const PIPELINE: &str = "name: $(Rev:r)
trigger:
  batch: true
  branches:
    include: [main]
pr: none
schedules:
  - cron: 0 3 * * *
    branches: {include: [main]}
resources:
  repositories:
    - repository: tools
      type: git
      name: acme/tools
  containers:
    - container: linux
      image: acme:1
  pipelines:
    - pipeline: library
      source: library
pool: {vmImage: ubuntu-24.04}
variables:
  - name: region
    value: north
  - group: acme
stages:
  - stage: build
    jobs:
      - job: one
        strategy:
          matrix:
            a: {x: 1}
            b: {x: 2}
          maxParallel: 2
        container: linux
        services: {db: postgres:17}
        steps:
          - checkout: self
            fetchDepth: 1
          - script: |
              make
              make test
            name: make
            env: {REGION: north}
            condition: and(succeeded(), eq(variables.region, 'north'))
            timeoutInMinutes: 5
          - task: Bash@3
            inputs:
              targetType: inline
            target: {container: host, commands: any}
          - publish: out
      - job: two
        dependsOn: one
        pool: server
  - stage: deploy
    dependsOn: [build]
    jobs:
      - deployment: web
        environment: production
        strategy:
          runOnce:
            deploy:
              steps:
                - download: library
            on:
              failure:
                steps: []
";
