//! Programs that replace the binary: executables, since the launcher starts nothing else, that run a shell script.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// Makes a program that runs a script, with its own path and its arguments as `$1`, `$2` and so on.
///
/// Behind its last line, the script gives the word that the launcher asks for; whatever ends before gives none.
pub(super) fn program(script: &Path) -> Vec<u8> {
    let mut program = compiled().clone();
    let path = script.to_str().unwrap().as_bytes();
    let window = program.windows(PLACE.len());
    let at = window.into_iter().position(|it| it == PLACE).unwrap();
    program[at..at + PLACE.len()].fill(0);
    program[at..at + path.len()].copy_from_slice(path);
    program
}

/// What ends a script that has done its work.
pub(super) const WORD: &str = "[ \"$3\" != --launched ] || exit 93";

/// The program, with a place for the path of its script. A C compiler is what building Patless takes as well.
fn compiled() -> &'static Vec<u8> {
    static COMPILED: OnceLock<Vec<u8>> = OnceLock::new();
    COMPILED.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("stand-in");
        let mut compiler = Command::new("cc")
            .args(["-x", "c", "-o"])
            .arg(&program)
            .arg("-")
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let place = std::str::from_utf8(PLACE).unwrap();
        let source = SOURCE.replace("PLACE", place);
        let mut stdin = compiler.stdin.take().unwrap();
        stdin.write_all(source.as_bytes()).unwrap();
        drop(stdin);
        assert!(compiler.wait().unwrap().success());
        std::fs::read(program).unwrap()
    })
}

/// `volatile`: the compiler must not know what stands there.
const SOURCE: &str = r#"
#include <unistd.h>
static volatile char script[] = "PLACE";
int main(int count, char **arguments, char **environment) {
  char *words[8] = {"/bin/sh", (char *)script};
  for (int i = 0; i < count && i < 5; i++) words[i + 2] = arguments[i];
  execve(words[0], words, environment);
  return 111;
}
"#;

/// Longer than the path of a temporary file.
const PLACE: &[u8; 256] = &[b'@'; 256];
