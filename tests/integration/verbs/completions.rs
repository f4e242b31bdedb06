//! The scripts with which shells complete the command line.

use super::call::{Call, emulator};

#[test]
fn each_shell_gets_a_script_that_knows_verbs_and_flags() {
    let emulator = emulator("default");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let ended = Call::at_a_desk(&emulator)
            .run(&["completions", shell])
            .fine();
        for word in [
            "exec",
            "--service-connection",
            "--minimum-lifetime",
            "completions",
        ] {
            // PowerShell has them as `--flag`, fish without the hyphens.
            let word = word.trim_start_matches('-');
            assert!(ended.stdout.contains(word), "{shell}: {word}");
        }
    }
    let ended = Call::at_a_desk(&emulator).run(&["completions", "tcsh"]);
    assert_eq!(ended.code(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn bash_completes_the_name_of_a_source() {
    let emulator = emulator("default");
    let script = "source /dev/stdin <<< \"$(\"$0\" completions bash)\"; \
                  COMP_WORDS=(patless exec --source client-s); COMP_CWORD=3; _patless patless client-s --source; \
                  echo \"${COMPREPLY[@]}\"";
    let call = Call::at_a_desk(&emulator);
    let folder = tempfile::tempdir().unwrap();
    let words = ["-c", script, env!("CARGO_BIN_EXE_patless")];
    let command = call.command("bash".as_ref(), &words, folder.path());
    let ended = call.check(command, folder.path()).fine();
    assert_eq!(ended.stdout, "client-secret\n", "{}", ended.stderr);
}
