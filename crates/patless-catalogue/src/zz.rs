#[test]
fn zz() {
    for f in ["972-stopped-app", "511-unknown-ca-service-index", "692-app-identity-app-service-proper","478-extension-version-exists-vsce"] {
        let t = std::fs::read_to_string(format!("../../tests/cases/explanations/{f}.txt")).unwrap();
        let t = t.split("\n---\n").next().unwrap();
        println!("{f}:\n{}", crate::explain::zz(t));
        let m: String = t.lines().map(|l| format!("##[error]{l}\n")).collect();
        println!("{f} marked:\n{}", crate::explain::zz(&m));
    }
}
