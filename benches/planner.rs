//! How long things take, on the demo and on the heavy file: `cargo bench`, or `cargo bench -- start` for a part. A key is
//! pressed, what it leads to is read, and the screen is drawn at 120×40. A write includes what the disk takes to have it.
//!
//! Each line is the median and the fastest of many runs; these are read by a person, and no test depends on them.
#![allow(clippy::unwrap_used, reason = "a bench may panic")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::hint::black_box;
use std::time::{Duration, Instant};

use common::{NOW, User, env_at};
use ithaca::app::model::{Look, Model};
use ithaca::app::read;
use ithaca::demo::{self, Size};
use ithaca::store::{Patience, Store};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const WIDTH: u16 = 120;
const HEIGHT: u16 = 40;
const RUNS: usize = 100;

/// What is timed: its name, the keys that lead there, and the keys of one run, which lead back to where they began.
const KEYS: &[(&str, &str, &str)] = &[
    ("down and up on People", "0 g", "j k"),
    ("down and up in an agenda", "1 l g", "j k"),
    ("down and up on Goals", "2 h g", "j k"),
    ("down and up on Feedback", "3 h g", "j k"),
    ("down and up on the Timeline", "4 h g", "j k"),
    (
        "a letter of a search and back",
        "/ p r o m o t i o",
        "n Backspace",
    ),
    ("write: toggle, undo", "1 l g", "Space u"),
    ("write: move down, up", "1 l g", "J K"),
    ("write: add, undo", "1 l g", "a T o p i c Enter Esc u"),
];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    // `cargo bench` says `--bench`; where tests are run this has nothing to do.
    if !words.iter().any(|word| word == "--bench") {
        return;
    }
    let wanted = words.iter().find(|word| !word.starts_with("--"));
    let is_wanted = |name: &str| {
        wanted
            .as_ref()
            .is_none_or(|word| name.contains(word.as_str()))
    };
    for (size, name) in [(Size::Demo, "demo"), (Size::Heavy, "heavy")] {
        let mut user = User::with(WIDTH, HEIGHT, |store, env| {
            demo::build(store, env, size, 1).unwrap();
        });
        if is_wanted("start") {
            let path = user.store.path().to_owned();
            report(name, "start", 1, || start(&path));
        }
        if is_wanted("board") {
            let with = user.model.relationship.clone().unwrap();
            report(name, "board", 1, || {
                black_box(user.store.grounds(with.id, user.env.now()).unwrap());
            });
        }
        for (what, before, keys) in KEYS.iter().filter(|(what, ..)| is_wanted(what)) {
            let mut terminal = terminal();
            user.press("Esc Esc").press(before);
            let pressed = keys.split(' ').count();
            report(name, what, pressed, || {
                for key in keys.split(' ') {
                    user.press(key);
                    draw(&mut terminal, &user.model);
                }
            });
        }
    }
}

/// From opening the file to the first screen.
fn start(path: &std::path::Path) {
    let store = Store::open(path, Patience::Application).unwrap();
    let env = env_at(NOW);
    let mut model = Model::new(env.now(), (WIDTH, HEIGHT), Look::default(), env.id());
    read::begin(&mut model, &store, false).unwrap();
    draw(&mut terminal(), &model);
}

fn terminal() -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(WIDTH, HEIGHT)).unwrap()
}

fn draw(terminal: &mut Terminal<TestBackend>, model: &Model) {
    terminal
        .draw(|frame| ithaca::ui::draw(model, frame))
        .unwrap();
}

/// Runs something many times and prints what one of its parts took.
fn report(file: &str, what: &str, parts: usize, mut run: impl FnMut()) {
    run();
    let mut took: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let begun = Instant::now();
            run();
            begun.elapsed()
        })
        .collect();
    took.sort_unstable();
    let each =
        |run: Duration| run.as_secs_f64() * 1_000.0 / f64::from(u32::try_from(parts).unwrap());
    println!(
        "{file:6} {what:30} {:8.3} ms  fastest {:8.3} ms",
        each(took[RUNS / 2]),
        each(took[0])
    );
}
