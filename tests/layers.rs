//! The layers of the code map: what each part of the source may not name.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// A layer, and what its files never name.
const ABSENCES: &[(&str, &[&str])] = &[
    (
        "domain",
        &[
            "rusqlite",
            "ratatui",
            "crossterm",
            "crate::store",
            "crate::app",
            "crate::ui",
            "crate::actions",
            "Utc::now",
            "std::fs",
        ],
    ),
    (
        "store",
        &[
            "ratatui",
            "crossterm",
            "crate::app",
            "crate::ui",
            "crate::actions",
        ],
    ),
    (
        "actions",
        &[
            "rusqlite",
            "ratatui",
            "crossterm",
            "crate::app",
            "crate::ui",
            "SELECT ",
        ],
    ),
    (
        "transfer",
        &[
            "rusqlite",
            "ratatui",
            "crossterm",
            "crate::app",
            "crate::ui",
            "crate::store",
            "std::fs",
        ],
    ),
    (
        "demo",
        &[
            "rusqlite",
            "ratatui",
            "crossterm",
            "crate::app",
            "crate::ui",
        ],
    ),
    ("app", &["rusqlite", "SELECT ", "Utc::now"]),
    (
        "ui",
        &[
            "rusqlite",
            "crate::actions",
            "SELECT ",
            "Utc::now",
            "&mut Model",
            "std::fs",
        ],
    ),
    ("cli", &["rusqlite", "ratatui", "SELECT "]),
];

/// Whether a file of the source holds tests alone: `tests.rs`, and what lies in a folder of that name.
fn is_test(root: &Path, file: &Path) -> bool {
    let place = file.strip_prefix(root).unwrap().with_extension("");
    place.iter().any(|part| part == "tests")
}

#[test]
fn no_layer_names_what_it_must_not_know() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut broken = Vec::new();
    for (layer, absences) in ABSENCES {
        let mut files = Vec::new();
        sources(&root.join(layer), &mut files);
        assert!(!files.is_empty(), "no source in {layer}");
        for file in files.into_iter().filter(|file| !is_test(&root, file)) {
            let text = fs::read_to_string(&file).unwrap();
            let own = text.split("#[cfg(test)]").next().unwrap_or_default();
            let code = own
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            for absence in absences.iter().filter(|a| code.contains(**a)) {
                broken.push(format!(
                    "{} names {absence}",
                    file.strip_prefix(&root).unwrap().display()
                ));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn only_the_loop_effects_and_reading_touch_the_store() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let may = |file: &&Path| {
        let place = file.strip_prefix(&root).unwrap();
        place.starts_with("read") || place == Path::new("mod.rs") || place == Path::new("effect.rs")
    };
    let users: Vec<_> = files
        .iter()
        .map(PathBuf::as_path)
        .filter(|file| names(&fs::read_to_string(file).unwrap(), "&Store"))
        .filter(|file| !may(file))
        .collect();
    assert!(users.is_empty(), "{users:?}");
}

/// Whether the source has this name, and not only one that begins with it.
fn names(source: &str, name: &str) -> bool {
    source
        .split(name)
        .skip(1)
        .any(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
}
