//! How long things take, on the demo and on the heavy file: `cargo bench`, or `cargo bench -- start` for a part. A key is
//! pressed, what it leads to is read, and the screen is drawn at 120×40. A write includes what the disk takes to have it.
//!
//! `cargo bench -- letters FILE` types searches letter by letter on a copy of a file (`ithaca demo --size huge --out FILE`).
//!
//! Each line is the median and the fastest of many runs; these are read by a person, and no test depends on them.
#![allow(clippy::unwrap_used, reason = "a bench may panic")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::hint::black_box;
use std::time::{Duration, Instant};

use common::{NOW, User, env_at};
use ithaca::app::model::{Look, Model};
use ithaca::app::overlay::search::is_looking;
use ithaca::app::read;
use ithaca::demo::{self, Size};
use ithaca::domain::Word;
use ithaca::domain::evidence::{Evidence, Span};
use ithaca::store::{Cost, Patience, Store};
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
    ("board: the tab", "4", "4"),
    (
        "board: records of a figure, back",
        "4 l g j j j j",
        "Enter Esc",
    ),
    ("offers, and back", "2 l g", "o Esc"),
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
    if let Some(at) = words.iter().position(|word| word == "letters") {
        return letters(std::path::Path::new(words.get(at + 1).unwrap()));
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
            let now = user.env.now();
            for span in Span::ALL {
                let window = span.window(now.today());
                report(name, &format!("board: {}", span.title()), 1, || {
                    let records = user.store.evidence(&with, now, window).unwrap();
                    black_box(Evidence::board(&records, window));
                    black_box(user.store.grounds(with.id, now).unwrap());
                });
            }
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

/// What is typed into the search: common and rare, parts of words, one and two letters, several words, other scripts, and what
/// is nowhere, from the first letter on or only at the end.
const SEARCHES: &[&str] = &[
    "promotion",
    "promotions",
    "promotionz",
    "review",
    "design review",
    "reviewer",
    "team",
    "teamz",
    "meeting",
    "the",
    "what",
    "a",
    "e",
    "z",
    "q",
    "x",
    "th",
    "zq",
    "qu",
    "xy",
    "re",
    "motion",
    "ration",
    "notation",
    "motionless",
    "ing",
    "ation",
    "eting",
    "interest",
    "interesting",
    "interestingly",
    "xylophone",
    "zebrafish",
    "zzqxv",
    "qwertyuiop",
    "aaaaaaaa",
    "tetetete",
    "inginging",
    "thethethe",
    "stststst",
    "entention",
    "eresting",
    "会議",
    "会",
    "来週の会議",
    "élan",
    "café",
    "Straße",
    "naïve",
    "the a b c",
    "ration ment ing",
    "promotion zebra",
    "review xylophone",
    "stone river",
    "rota pager",
    "a zq",
    "t e a m",
    "the the",
    "design zzz",
    "budget hiring",
    "2024",
    "12",
    "don't",
    "?!",
    "interview question",
    "what would you stop doing if",
    "and then we said that it is not",
];

/// Types each search with one person and with everybody, and prints its slowest letter, how many turns the loop took by itself
/// after a letter at most, and the slowest of these turns.
fn letters(file: &std::path::Path) {
    let mut user = User::of_file(file, WIDTH, HEIGHT);
    let mut terminal = terminal();
    let mut all = Vec::new();
    for everybody in [false, true] {
        for typed in SEARCHES {
            let mut letters = type_out(&mut user, &mut terminal, typed, everybody);
            for _ in 0..2 {
                let again = type_out(&mut user, &mut terminal, typed, everybody);
                letters
                    .iter_mut()
                    .zip(again)
                    .for_each(|(letter, again)| letter.least(&again));
            }
            all.extend(letters.iter().map(|letter| letter.took));
            let most = |of: fn(&Letter) -> Duration| {
                letters.iter().map(of).max().unwrap().as_secs_f64() * 1e3
            };
            println!(
                "{:9} {typed:32} {:7.3} ms  {:5} rows  {:3} turns  {:7.3} ms",
                if everybody { "everybody" } else { "one" },
                most(|letter| letter.took),
                letters.iter().map(|letter| letter.cost.rows).max().unwrap(),
                letters.iter().map(|letter| letter.turns).max().unwrap(),
                most(|letter| letter.slowest_turn),
            );
        }
    }
    all.sort_unstable();
    let at = |hundredths: usize| all[(all.len() - 1) * hundredths / 100].as_secs_f64() * 1e3;
    println!(
        "{} letters: median {:.3} ms, 99 of 100 {:.3} ms, slowest {:.3} ms",
        all.len(),
        at(50),
        at(99),
        at(100)
    );
}

/// What a letter took.
struct Letter {
    took: Duration,
    cost: Cost,
    /// The turns that the loop takes by itself after it.
    turns: usize,
    slowest_turn: Duration,
}

impl Letter {
    fn least(&mut self, other: &Self) {
        self.took = self.took.min(other.took);
        self.slowest_turn = self.slowest_turn.min(other.slowest_turn);
    }
}

/// What each letter took. After every second one there is time to look through everything.
fn type_out(
    user: &mut User,
    terminal: &mut Terminal<TestBackend>,
    typed: &str,
    everybody: bool,
) -> Vec<Letter> {
    user.press(if everybody {
        "Esc Esc / Tab"
    } else {
        "Esc Esc /"
    });
    let letter = |(n, letter): (usize, char)| {
        user.store.work().take();
        let begun = Instant::now();
        user.write(letter.encode_utf8(&mut [0; 4]));
        draw(terminal, &user.model);
        let mut letter = Letter {
            took: begun.elapsed(),
            cost: user.store.work().take(),
            turns: 0,
            slowest_turn: Duration::ZERO,
        };
        while n % 2 == 1 && is_looking(&user.model) {
            let begun = Instant::now();
            user.refresh();
            draw(terminal, &user.model);
            letter.turns += 1;
            letter.slowest_turn = letter.slowest_turn.max(begun.elapsed());
        }
        letter
    };
    typed.chars().enumerate().map(letter).collect()
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
