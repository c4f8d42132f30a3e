//! What the README says of the keys is what the program does.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use ithaca::app::keymap;

#[test]
fn the_table_of_keys_is_the_one_of_the_program() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (before, rest) = readme.split_once("<!-- keys -->\n").unwrap();
    let (held, after) = rest.split_once("<!-- /keys -->").unwrap();
    if std::env::var_os("ITHACA_WRITE_README").is_some() {
        std::fs::write(
            path,
            format!(
                "{before}<!-- keys -->\n{}<!-- /keys -->{after}",
                keymap::as_markdown()
            ),
        )
        .unwrap();
        return;
    }
    assert_eq!(
        held,
        keymap::as_markdown(),
        "run ITHACA_WRITE_README=1 cargo test --test readme"
    );
}
