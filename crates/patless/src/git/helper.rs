//! The command line of the helper, as Git's settings hold it: a line of the shell that Git runs.

use std::path::Path;

use crate::shell_word::push_quoted;

/// Writes the line for `patless git-credential` with these flags. Git adds what it asks for.
pub(crate) fn helper(program: &Path, flags: &[String]) -> String {
    let mut line = String::from("!");
    // On Windows, Git brings a shell of Unix.
    push_quoted(
        &mut line,
        &program.to_string_lossy().replace('\\', SEPARATOR),
    );
    line.push_str(" git-credential");
    for flag in flags {
        line.push(' ');
        push_quoted(&mut line, flag);
    }
    line
}

/// What stands between folders.
const SEPARATOR: &str = if cfg!(windows) { "/" } else { "\\" };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_each_flag_as_one_word() {
        let flags = ["--quiet".to_owned(), "a b'c".to_owned()];
        let line = helper(Path::new("/opt/it's here/patless"), &flags);
        assert_eq!(
            line,
            r"!'/opt/it'\''s here/patless' git-credential --quiet 'a b'\''c'"
        );
    }
}
