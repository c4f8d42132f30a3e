//! Relationships written by hand, with the counts made by hand: the same figures on the screen, in the JSON, and by a plain
//! query over one entity.

use std::process::Command;

use ithaca::app::entry::Entry;
use ithaca::demo::{self, Size};
use ithaca::domain::evidence::{Signal, Span};
use ithaca::domain::{Table, Word};
use ithaca::env::Env;
use ithaca::store::Store;
use ithaca::store::portable::Mode;
use ithaca::transfer::{self, json};
use serde_json::{Value as Json, json};

use super::common::{NOW, User};
use super::plain;

/// Rows of the contract, each with an id of its own.
#[derive(Default)]
pub struct Rows {
    rows: Vec<(&'static str, Json)>,
}

impl Rows {
    /// With Athena, the mentor.
    pub fn with_athena(more: Json) -> Self {
        let mut rows = Self::default();
        let mut athena =
            json!({"partner_name": "Athena", "my_role": "mentee", "started_on": "2025-12-01"});
        merge(&mut athena, more);
        rows.add("relationships", athena);
        rows
    }

    /// Adds a row, and says under which id.
    pub fn add(&mut self, table: &'static str, mut row: Json) -> String {
        let id = format!("00000000-0000-7000-8000-{:012}", self.rows.len() + 1);
        row["id"] = id.as_str().into();
        if table != "relationships" {
            row["relationship_id"] = "00000000-0000-7000-8000-000000000001".into();
        }
        self.rows.push((table, row));
        id
    }

    /// A session at 15:00.
    pub fn session(&mut self, day: &str, status: &str, more: Json) -> String {
        let mut row = json!({"planned_start": format!("{day}T15:00:00Z"), "status": status});
        merge(&mut row, more);
        self.add("sessions", row)
    }

    /// A session that was held live, from two minutes after 15:00 on.
    pub fn held(&mut self, day: &str) -> String {
        let started = json!({"started_at": format!("{day}T15:02:00Z")});
        self.session(day, "held", started)
    }

    pub fn promise(&mut self, owner: &str, due: &str, status: &str, more: Json) {
        let mut row =
            json!({"text": format!("For {due}"), "owner": owner, "due": due, "status": status});
        merge(&mut row, more);
        self.add("commitments", row);
    }

    pub fn feedback(&mut self, direction: &str, said_on: &str, state: &str) {
        let row = json!({"direction": direction, "said_on": said_on, "state": state, "behaviour": "What was said"});
        self.add("feedback", row);
    }

    fn file(&self) -> Json {
        let mut file = json!({"format": "ithaca/1"});
        for (table, row) in &self.rows {
            if file.get(*table).is_none() {
                file[*table] = json!([]);
            }
            file[*table].as_array_mut().unwrap().push(row.clone());
        }
        file
    }

    /// Imports them into a file.
    fn import(&self, store: &Store, env: &Env) {
        let parcel = json::parse(self.file().to_string().as_bytes()).unwrap();
        let report = store.import(parcel, "by hand", Mode::Write, env.now(), || env.id());
        assert_eq!(report.unwrap().errors, Vec::<String>::new());
    }

    pub fn user(&self) -> User {
        let mut user = User::with(120, 60, |store, env| self.import(store, env));
        user.press("4 Tab");
        user
    }
}

fn merge(row: &mut Json, more: Json) {
    if let (Some(row), Json::Object(more)) = (row.as_object_mut(), more) {
        row.extend(more);
    }
}

/// The rows of the board in a window, one line each.
fn lines(board: &Json, window: &str) -> Vec<String> {
    let rows = board["rows"].as_array().unwrap().iter();
    rows.filter(|row| row["window"] == window)
        .map(|row| {
            let signal = row["signal"].as_str().unwrap();
            match (row.get("k"), row.get("mine"), row.get("count")) {
                (Some(k), ..) => format!("{signal} {k}/{}", row["n"]),
                (_, Some(mine), _) => format!("{signal} {mine} {}", row["theirs"]),
                (.., count) => format!("{signal} {}", count.unwrap()),
            }
        })
        .collect()
}

/// The board as the command prints it.
fn printed(user: &User) -> Json {
    let out = Command::new(env!("CARGO_BIN_EXE_ithaca"))
        .arg("--db")
        .arg(user.store.path())
        .args(["evidence", "--format", "json"])
        .env("ITHACA_NOW", NOW)
        .env("TZ", "UTC")
        .output()
        .unwrap();
    assert!(out.status.success(), "{out:?}");
    serde_json::from_slice(&out.stdout).unwrap()
}

/// What is said once where no row has cases enough.
const FEW: &str = "Few cases so far, too few to compare.";

/// What the line of a row shows, as far as it is counts; and its range from five on.
fn shown(row: &Json, are_few: bool) -> Vec<String> {
    let signal = Signal::from_word(row["signal"].as_str().unwrap()).unwrap();
    let label = signal.label();
    let number = |field: &str| row[field].as_u64().unwrap();
    let share = |field: &str| row[field].as_f64().unwrap() * 100.0;
    let words = match signal {
        Signal::Feedback if number("mine") + number("theirs") > 0 => {
            format!("{} to, {} from Athena", row["mine"], row["theirs"])
        }
        Signal::Raised if number("mine") + number("theirs") > 0 => {
            format!("{} mine, {} theirs", row["mine"], row["theirs"])
        }
        Signal::Feedback | Signal::Raised => "nothing recorded".to_owned(),
        Signal::PutOff => match number("count") {
            0 => "no item 3 times or more".to_owned(),
            1 => "1 item, 3 times or more".to_owned(),
            n => format!("{n} items, 3 times or more"),
        },
        _ if number("n") == 0 => "nothing recorded".to_owned(),
        _ => format!("{:>8}", format!("{} of {}", row["k"], row["n"])),
    };
    let mut all = vec![format!("{label:<15}{words}")];
    match row.get("n").and_then(Json::as_u64) {
        Some(n @ 1..=4) => {
            let dot = |at| if at < number("k") { "●" } else { "○" };
            // A hollow dot or two say no more than the count.
            let dots = if n < 3 { number("k") } else { n };
            all[0] += if dots > 0 { "  " } else { "" };
            all[0].extend((0..dots).map(dot));
            all.extend((n == 1).then(|| "one case".to_owned()));
            all.extend((n > 1 && !are_few).then(|| "too few".to_owned()));
        }
        Some(5..) => all.push(format!("{:.0}–{:.0} %", share("low"), share("high"))),
        _ => {}
    }
    all
}

/// The board of a fixture: by hand, on the screen, in the JSON, and by plain queries.
#[track_caller]
fn is_so(rows: &Rows, by_hand: &str, coverage: &str) -> (User, Json) {
    let mut user = rows.user();
    let board = printed(&user);
    let wanted: Vec<_> = by_hand.split(", ").map(str::to_owned).collect();
    let all = lines(&board, "180 days");
    let quiet = |line: &&String| {
        !line.ends_with(" 0/0") && !line.ends_with(" 0 0") && !line.ends_with("put_off 0")
    };
    let told: Vec<_> = all.iter().filter(quiet).cloned().collect();
    assert_eq!(
        told,
        wanted
            .into_iter()
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
    );
    user.sees(coverage);
    let screen = user.screen();
    let are_few = screen.contains(FEW);
    for row in board["rows"].as_array().unwrap() {
        if row["window"] != "180 days" {
            continue;
        }
        let words = shown(row, are_few);
        let line = screen.lines().find(|line| line.contains(words[0].as_str()));
        let line = line.unwrap_or_else(|| panic!("'{}' is not in\n{screen}", words[0]));
        assert!(
            words.iter().all(|w| line.contains(w.as_str())),
            "{words:?}: {line}"
        );
    }
    plain::agrees(&user);
    (user, board)
}

fn row<'a>(board: &'a Json, signal: &str, window: &str) -> &'a Json {
    let rows = board["rows"].as_array().unwrap();
    rows.iter()
        .find(|row| row["signal"] == signal && row["window"] == window)
        .unwrap()
}

pub const STEADY: [&str; 13] = [
    "2026-06-04",
    "2026-06-18",
    "2026-07-02",
    "2026-07-16",
    "2026-07-30",
    "2026-08-13",
    "2026-08-27",
    "2026-09-10",
    "2026-09-24",
    "2026-10-08",
    "2026-10-22",
    "2026-11-05",
    "2026-11-19",
];

/// Half a year with something of everything, and four sessions in the half year before.
pub fn steady() -> Rows {
    let mut rows = Rows::with_athena(json!({}));
    let goal = rows.add(
        "goals",
        json!({"title": "Speak", "success_test": "A talk", "status": "active"}),
    );
    for (n, day) in STEADY.iter().enumerate() {
        let start = if *day == "2026-09-10" {
            "15:06:00"
        } else {
            "15:05:59"
        };
        let mut more = json!({"started_at": format!("{day}T{start}Z")});
        if n < 8 {
            // The hour agreed is 24 before it.
            more["agenda_shared_at"] = json!(format!("{}T15:00:00Z", before(day)));
        } else if n == 8 {
            more["agenda_shared_at"] = json!(format!("{}T15:00:01Z", before(day)));
        }
        let session = rows.session(day, "held", more);
        if n < 10 {
            let mut item = json!({"title": "A topic", "session_id": session, "status": "done"});
            if n < 6 {
                item["link"] = json!({"table": "goals", "id": goal});
            }
            rows.add("agenda_items", item);
        }
    }
    rows.session(
        "2026-06-11",
        "rescheduled",
        json!({"changed_at": "2026-06-10T15:00:00Z"}),
    );
    rows.session(
        "2026-08-20",
        "cancelled",
        json!({"changed_at": "2026-08-19T15:00:01Z"}),
    );
    for day in ["2026-01-08", "2026-02-05", "2026-03-05", "2026-05-28"] {
        rows.held(day);
    }
    steady_promises(&mut rows);
    steady_words(&mut rows);
    steady_goals(&mut rows, &goal);
    rows
}

fn steady_words(rows: &mut Rows) {
    rows.feedback("to_partner", "2026-07-10", "responded");
    rows.feedback("from_partner", "2026-10-24", "said");
    rows.feedback("from_partner", "2026-10-25", "said");
    rows.add(
        "feedback",
        json!({"direction": "to_partner", "state": "draft", "behaviour": "To say"}),
    );
    rows.add(
        "challenges",
        json!({"title": "Nerves", "owner": "me", "opened_on": "2026-09-01"}),
    );
    for (by, day) in [
        ("mentee", "2026-08-01"),
        ("mentor", "2026-08-02"),
        ("either", "2026-08-03"),
    ] {
        rows.add(
            "questions",
            json!({"text": "How?", "ask_by": by, "status": "asked", "asked_on": day}),
        );
    }
    rows.add("questions", json!({"text": "Later?", "status": "queued"}));
    rows.add("agenda_items", json!({"title": "Which one", "kind": "decision", "owner": "both", "status": "done", "closed_at": "2026-07-02T15:20:00Z"}));
    rows.add(
        "agenda_items",
        json!({"title": "Gone on", "status": "open", "carry_count": 3}),
    );
    rows.add(
        "agenda_items",
        json!({"title": "Less often", "status": "open", "carry_count": 2}),
    );
    for told in [true, true, false] {
        let mut win = json!({"text": "It went well", "happened_on": "2026-09-12"});
        if told {
            win["told_in_id"] = json!("00000000-0000-7000-8000-000000000003");
        }
        rows.add("wins", win);
    }
}

fn steady_goals(rows: &mut Rows, goal: &str) {
    rows.add(
        "goals",
        json!({"title": "Write", "success_test": "A page", "status": "active"}),
    );
    rows.add("goals", json!({"title": "Read", "status": "active"}));
    rows.add("goals", json!({"title": "Perhaps", "status": "draft"}));
    rows.add(
        "goals",
        json!({"title": "Done", "success_test": "Yes", "status": "achieved"}),
    );
    for (due, status) in [
        (Some("2026-06-30"), "done"),
        (Some("2026-07-31"), "done"),
        (Some("2026-11-24"), "open"),
        (Some("2026-09-30"), "dropped"),
        (Some("2026-11-25"), "open"),
        (None, "open"),
    ] {
        let mut row = json!({"title": "A step", "goal_id": goal, "status": status});
        if let Some(due) = due {
            row["due"] = json!(due);
        }
        rows.add("milestones", row);
    }
}

fn steady_promises(rows: &mut Rows) {
    let done = |on: &str| json!({"done_on": on});
    rows.promise(
        "me",
        "2026-05-29",
        "done",
        json!({"done_on": "2026-05-29", "support": true}),
    );
    for day in ["2026-07-01", "2026-08-01", "2026-09-01"] {
        rows.promise("me", day, "done", done(day));
    }
    rows.promise("me", "2026-05-28", "not_done", json!({}));
    rows.promise("me", "2026-07-01", "done", done("2026-07-02"));
    rows.promise("me", "2026-07-01", "not_done", json!({}));
    rows.promise("me", "2026-11-23", "open", json!({}));
    rows.promise("me", "2026-11-24", "open", json!({}));
    rows.promise("me", "2026-09-01", "released", json!({}));
    rows.add(
        "commitments",
        json!({"text": "Some day", "owner": "me", "status": "done", "done_on": "2026-09-01"}),
    );
    rows.promise("me", "2026-12-10", "done", done("2026-11-20"));
    let moved = |at: &str| json!({"done_on": "2026-10-10", "renegotiated": [{"at": at, "old_due": "2026-09-30", "new_due": "2026-10-10"}]});
    rows.promise("me", "2026-10-10", "done", moved("2026-09-30T20:00:00Z"));
    rows.promise("me", "2026-10-10", "done", moved("2026-10-01T08:00:00Z"));
    rows.promise("both", "2026-10-20", "done", done("2026-10-20"));
    rows.promise("partner", "2026-10-21", "done", done("2026-10-20"));
    rows.promise(
        "partner",
        "2026-10-21",
        "done",
        json!({"done_on": "2026-10-22", "support": true}),
    );
}

/// The day before, within a month.
fn before(day: &str) -> String {
    let day: chrono::NaiveDate = day.parse().unwrap();
    day.pred_opt().unwrap().to_string()
}

#[test]
fn steady_is_counted_as_by_hand() {
    let by_hand = "took_place 13/14, told_ahead 1/2, on_time 12/13, promises_mine 7/11, promises_theirs 2/3, prepared 8/13, \
        feedback 1 2, answered 1/2, raised 4 3, put_off 1, help_followed 1/2, wins_told 2/3, with_test 2/3, on_goals 6/13, milestones 2/3";
    let (mut user, board) = is_so(&steady(), by_hand, "Covers 15 of 15 sessions.");
    assert_eq!(row(&board, "took_place", "before")["k"], 4);
    assert_eq!(row(&board, "took_place", "all")["n"], 18);
    assert_eq!(
        row(&board, "took_place", "180 days")["change"],
        "too early to tell"
    );
    assert_eq!(row(&board, "promises_mine", "all")["n"], 12);
    assert_eq!(
        row(&board, "told_ahead", "180 days")["median_notice_hours"],
        23
    );
    user.press("g")
        .sees("Worth raising")
        .sees("\"For 2026-11-23\" was promised for 23 Nov");
    user.sees("Feedback of 24 Oct waits for my answer")
        .sees("\"Gone on\" has moved on 3 times");
}

#[test]
fn fading_says_what_is_known_and_that_one_session_has_no_answer() {
    let mut rows = Rows::with_athena(json!({}));
    for day in &STEADY[..6] {
        rows.held(day);
    }
    rows.session(STEADY[6], "missed", json!({}));
    rows.session(
        STEADY[7],
        "cancelled",
        json!({"changed_at": "2026-09-01T10:00:00Z"}),
    );
    rows.session(STEADY[8], "cancelled", json!({}));
    rows.session(STEADY[9], "missed", json!({}));
    rows.session(STEADY[10], "planned", json!({}));
    for day in ["2026-08-01", "2026-08-02"] {
        rows.promise("me", day, "open", json!({}));
    }
    let by_hand = "took_place 6/8, told_ahead 1/1, on_time 6/6, promises_mine 0/2, prepared 0/6, on_goals 0/6";
    let (mut user, _) = is_so(&rows, by_hand, "Covers 10 of 11 sessions.");
    user.press("g").sees("2 promises of mine, from 1 Aug on");
    user.sees("No feedback in the last 3 sessions");
    user.press("Enter").sees("promises").sees("1/2");
    user.sees("○  1 Aug").sees("○  2 Aug").sees_not("so far");
    user.press("Esc j j j Enter")
        .sees("took place")
        .sees("not held");
    user.sees("\n beside it: 1 called off in time; 1 told at a time that is not known");
}

#[test]
fn ended_early_and_reopened_keeps_all_of_it() {
    let mut rows = Rows::with_athena(json!({"status": "active", "end_note": "A new start"}));
    for day in [
        "2026-01-08",
        "2026-01-22",
        "2026-02-05",
        "2026-10-01",
        "2026-10-15",
    ] {
        rows.held(day);
    }
    rows.session("2026-02-19", "missed", json!({}));
    let by_hand = "took_place 2/2, on_time 2/2, prepared 0/2, on_goals 0/2";
    let (mut user, board) = is_so(&rows, by_hand, "Covers 2 of 2 sessions.");
    assert_eq!(lines(&board, "before")[0], "took_place 3/4");
    assert_eq!(lines(&board, "all")[0], "took_place 5/6");
    user.press("-")
        .sees("took place       5 of 6")
        .sees("Covers 6 of 6 sessions.");
}

#[test]
fn paused_for_leave_counts_nothing_against_anybody() {
    let mut rows = Rows::with_athena(json!({"status": "paused", "paused_until": "2027-01-04"}));
    rows.held("2026-06-04");
    rows.held("2026-06-18");
    rows.promise("partner", "2027-01-10", "open", json!({}));
    rows.session("2027-01-07", "planned", json!({}));
    let by_hand = "took_place 2/2, on_time 2/2, prepared 0/2, on_goals 0/2";
    let (mut user, _) = is_so(&rows, by_hand, "Covers 2 of 2 sessions.");
    user.sees_not("Worth raising").sees_not("%");
}

#[test]
fn what_was_entered_later_says_nothing_of_being_on_time() {
    let mut rows = Rows::with_athena(json!({}));
    for day in &STEADY[..5] {
        rows.session(day, "held", json!({"origin": "later"}));
    }
    let by_hand = "took_place 5/5, prepared 0/5, on_goals 0/5";
    let (mut user, board) = is_so(&rows, by_hand, "Covers 5 of 5 sessions, 5 written later.");
    let took_place = row(&board, "took_place", "180 days");
    assert!((took_place["low"].as_f64().unwrap() - 0.5655).abs() < 5e-5);
    assert_eq!(took_place["high"], 1.0);
    user.sees("took place       5 of 5  ·····━━━━●")
        .sees("57–100 %");
    user.sees_not(FEW).press("g j j Enter");
    user.sees("5 of 5")
        .sees("nothing recorded in the 180 days before");
    user.press("Esc j j Enter")
        .sees("nor in the 180 days before")
        .sees("beside it: 5 written later");
}

/// Goes to a line of the board, in whichever pane it stands.
#[track_caller]
fn stand_on(user: &mut User, signal: Signal) {
    for _ in 0..4 {
        user.press("g");
        for _ in 0..40 {
            if matches!(user.model.entry(), Some(Entry::Figure(of, _)) if *of == signal) {
                return;
            }
            user.press("j");
        }
        user.press("Tab");
    }
    panic!("{signal:?} is nowhere:\n{}", user.screen());
}

#[test]
fn what_was_written_later_is_said_beside_the_rows_that_it_could_not_have_kept() {
    let mut rows = Rows::with_athena(json!({}));
    for day in &STEADY[11..] {
        rows.session(day, "held", json!({"origin": "later"}));
    }
    let mut user = rows.user();
    for (width, sizes) in [(44, 60), (80, 40), (120, 40), (160, 45)] {
        user.resize(width, sizes).press("4");
        for label in ["prepared", "on goals"] {
            let screen = user.screen();
            let is_row = |line: &&str| line.contains(&format!("  {label}"));
            let line = screen.lines().find(is_row).unwrap().to_owned();
            assert!(line.contains("0 of 2"), "{width}: {line}");
            assert!(line.contains("2 written later"), "{width}: {line}");
        }
        assert!(user.screen().contains("2 written later."), "{width}");
    }
    user.resize(120, 40);
    stand_on(&mut user, Signal::Prepared);
    user.sees("2 written later · too few for a range")
        .press("Enter")
        .sees("2 written later: it counts by the rule all the same")
        .sees_not("agenda not sent")
        .sees_not("no item on the agenda");
    // What was written as it happened says what it lacked.
    let mut user = beginning().user();
    user.sees("prepared         0 of 2")
        .sees_not("written later");
}

#[test]
fn a_win_after_the_last_session_could_not_be_told_there() {
    let mut rows = Rows::with_athena(json!({"status": "ended", "ended_on": "2026-11-12"}));
    rows.held("2026-11-12");
    for day in ["2026-11-12", "2026-11-20"] {
        rows.add("wins", json!({"text": "It went well", "happened_on": day}));
    }
    let (mut user, _) = is_so(
        &rows,
        "took_place 1/1, on_time 1/1, prepared 0/1, wins_told 0/2, on_goals 0/1",
        "Covers 1 of 1 sessions.",
    );
    let screen = user.screen();
    let line = screen.lines().find(|l| l.contains("wins told")).unwrap();
    assert!(line.contains("1 since last time"), "{line}");
    stand_on(&mut user, Signal::WinsTold);
    user.press("Enter")
        .sees("no session since")
        .sees("not told in a session");
}

#[test]
fn sessions_before_the_window_are_told_from_none() {
    let mut rows = Rows::with_athena(json!({"status": "ended", "ended_on": "2026-02-01"}));
    rows.held("2026-01-08");
    let mut user = rows.user();
    user.sees("Covers no session in 180 days.")
        .sees_not("so far.");
    user.press("-").sees("Covers 1 of 1 sessions.");
}

#[test]
fn the_foot_says_what_a_range_is_and_records_what_may_be_chance() {
    for (width, height, words) in [
        (44, 30, "rough range: all that 14 cases tell"),
        (80, 24, "rough range: all that 14 cases tell"),
        (120, 40, "69–99 % is a rough range: all that 14 cases tell"),
        (160, 45, "69–99 % is a rough range: all that 14 cases tell"),
    ] {
        let mut user = steady().user();
        user.resize(width, height);
        stand_on(&mut user, Signal::TookPlace);
        user.sees(words).press("j").sees("fewer than 5 cases");
        user.press("k Enter")
            .sees("69–99 % is a rough range (95 %)")
            .sees("too early to tell, the");
        user.press("Esc m").sees_not("rough range");
    }
}

#[test]
fn a_percent_stands_from_twenty_cases_on_and_ranges_end_where_the_medians_do() {
    let mut rows = Rows::with_athena(json!({}));
    rows.add(
        "pulses",
        json!({"taken_on": "2026-11-01", "side": "me", "form": "quick", "answers": {"rel1": 4}}),
    );
    for n in 1..=20 {
        rows.session(&format!("2026-10-{n:02}"), "held", json!({}));
    }
    for n in 1..=19 {
        let day = format!("2026-09-{n:02}");
        rows.promise("me", &day, "done", json!({"done_on": day}));
    }
    let mut user = rows.user();
    for (width, height) in [(44, 60), (80, 50), (120, 50), (160, 50), (200, 50)] {
        user.resize(width, height).press("4");
        let screen = user.screen();
        let ends = |what: &str| {
            let line = screen.lines().find(|l| l.contains(what)).unwrap();
            let cells: Vec<char> = line.chars().collect();
            let at = line[..line.find(what).unwrap()].chars().count();
            let rest: String = cells[at..].iter().take_while(|c| **c != '│').collect();
            at + rest.trim_end().chars().count()
        };
        assert_eq!(ends("took place"), ends("Reliability"), "{width}\n{screen}");
        assert_eq!(ends("took place"), ends("Trust, as"), "{width}\n{screen}");
        let percents = |what: &str| {
            let line = screen.lines().find(|l| l.contains(what)).unwrap();
            line.matches(" %").count()
        };
        assert_eq!(percents("took place"), if width < 120 { 1 } else { 2 });
        assert_eq!(percents("my promises"), 1, "{width}\n{screen}");
    }
    let text = Command::new(env!("CARGO_BIN_EXE_ithaca"))
        .arg("--db")
        .arg(user.store.path())
        .arg("evidence")
        .env("ITHACA_NOW", NOW)
        .env("TZ", "UTC")
        .output()
        .unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("20 of 20 · 100 %, 84–100 %"), "{text}");
    assert!(text.contains("19 of 19, 83–100 %"), "{text}");
}

#[test]
fn one_case_each_is_one_dot_each() {
    let mut rows = Rows::with_athena(json!({}));
    let goal = rows.add(
        "goals",
        json!({"title": "Speak", "success_test": "A talk", "status": "active"}),
    );
    let session = rows.session(
        "2026-11-12",
        "held",
        json!({"started_at": "2026-11-12T15:00:00Z", "agenda_shared_at": "2026-11-11T09:00:00Z"}),
    );
    rows.add("agenda_items", json!({"title": "The talk", "session_id": session, "status": "done", "link": {"table": "goals", "id": goal}}));
    rows.session(
        "2026-11-05",
        "cancelled",
        json!({"changed_at": "2026-11-01T09:00:00Z"}),
    );
    rows.promise(
        "me",
        "2026-11-12",
        "done",
        json!({"done_on": "2026-11-12", "support": true}),
    );
    rows.promise("partner", "2026-11-12", "not_done", json!({}));
    rows.feedback("from_partner", "2026-10-01", "responded");
    rows.add(
        "challenges",
        json!({"title": "Nerves", "owner": "partner", "opened_on": "2026-11-02"}),
    );
    rows.add(
        "agenda_items",
        json!({"title": "Gone on", "status": "open", "carry_count": 4}),
    );
    rows.add(
        "wins",
        json!({"text": "It went well", "happened_on": "2026-11-12", "told_in_id": session}),
    );
    rows.add(
        "milestones",
        json!({"title": "A step", "goal_id": goal, "due": "2026-11-01", "status": "done"}),
    );
    let by_hand = "took_place 1/1, told_ahead 1/1, on_time 1/1, promises_mine 1/1, promises_theirs 0/1, prepared 1/1, feedback 0 1, \
        answered 1/1, raised 0 1, put_off 1, help_followed 1/1, wins_told 1/1, with_test 1/1, on_goals 1/1, milestones 1/1";
    let (mut user, _) = is_so(&rows, by_hand, "Covers 2 of 2 sessions.");
    user.sees_not("%").sees(FEW);
}

/// Two sessions, and a case or two of what a new pair has.
fn beginning() -> Rows {
    let mut rows = Rows::with_athena(json!({"started_on": "2026-10-29"}));
    rows.held("2026-10-29");
    rows.session(
        "2026-11-12",
        "held",
        json!({"started_at": "2026-11-12T15:20:00Z"}),
    );
    rows.promise("me", "2026-11-10", "done", json!({"done_on": "2026-11-09"}));
    rows.promise("partner", "2026-11-15", "open", json!({}));
    rows.add(
        "wins",
        json!({"text": "It went well", "happened_on": "2026-11-11"}),
    );
    rows
}

#[test]
fn a_case_or_two_read_as_a_record_at_every_width() {
    let by_hand = "took_place 2/2, on_time 1/2, promises_mine 1/1, promises_theirs 0/1, prepared 0/2, wins_told 0/1, on_goals 0/2";
    let (mut user, _) = is_so(&beginning(), by_hand, "Covers 2 of 2 sessions.");
    for (width, theirs) in [
        (44, "theirs        0 of 1"),
        (80, "theirs        0 of 1"),
        (120, "their promises   0 of 1"),
        (200, "their promises   0 of 1"),
    ] {
        user.resize(width, 60).press("4 Tab");
        user.sees(FEW).sees("my promises").sees(theirs);
        user.sees_not("  Athena  ").sees_not("too few\n");
        user.sees_not("○").sees_not("%");
    }
    user.press("m").sees_not(FEW);
}

#[test]
fn without_signs_dots_are_letters_that_stand_for_no_state() {
    let mut rows = beginning();
    for day in ["2026-11-13", "2026-11-14"] {
        rows.promise("partner", day, "done", json!({"done_on": day}));
    }
    let mut user = rows.user();
    user.sees("their promises   2 of 3  ●●○");
    user.model.look.ascii = true;
    user.sees("their promises   2 of 3  xx.");
}

/// k and n of every rate, in every window, as the file gives them.
fn rates(user: &User) -> Vec<(String, u64, u64)> {
    let with = user.model.relationship.clone().unwrap();
    let now = user.env.now();
    let all = Span::All.window(now.today());
    let records = user.store.evidence(&with, now, all).unwrap();
    let board = transfer::evidence::board(&with, &records, &[]);
    let rows = board["rows"].as_array().unwrap().iter();
    rows.filter(|row| row.get("k").is_some())
        .map(|row| {
            let name = format!("{} in {}", row["signal"], row["window"]);
            (name, row["k"].as_u64().unwrap(), row["n"].as_u64().unwrap())
        })
        .collect()
}

/// What no rate counts, each added alone to a file with something of everything: a table, and its row.
#[rustfmt::skip]
fn left_out() -> Vec<(&'static str, Json)> {
    vec![
        ("commitments", json!({"text": "Released", "owner": "both", "due": "2026-09-01", "status": "released", "support": true})),
        ("commitments", json!({"text": "Released, undated", "owner": "me", "status": "released"})),
        ("commitments", json!({"text": "Undated, open", "owner": "both", "status": "open", "support": true})),
        ("commitments", json!({"text": "Undated, done", "owner": "partner", "status": "done", "done_on": "2026-10-01"})),
        ("commitments", json!({"text": "Undated, not done", "owner": "me", "status": "not_done"})),
        ("commitments", json!({"text": "Due today", "owner": "both", "due": "2026-11-24", "status": "open", "support": true})),
        ("commitments", json!({"text": "Due later", "owner": "both", "due": "2026-12-24", "status": "open"})),
        ("commitments", json!({"text": "Moved ahead", "owner": "me", "due": "2026-12-24", "status": "open",
            "renegotiated": [{"at": "2026-11-01T10:00:00Z", "old_due": "2026-10-01", "new_due": "2026-12-24"}]})),
        ("sessions", json!({"planned_start": "2026-11-12T15:00:00Z", "status": "planned"})),
        ("sessions", json!({"planned_start": "2026-12-03T15:00:00Z", "status": "planned", "agenda_shared_at": "2026-11-20T10:00:00Z"})),
        ("sessions", json!({"planned_start": "2026-11-24T08:30:00Z", "status": "live", "started_at": "2026-11-24T08:30:00Z"})),
        ("sessions", json!({"planned_start": "2026-11-12T15:00:00Z", "status": "cancelled"})),
        ("sessions", json!({"planned_start": "2026-11-12T15:00:00Z", "status": "rescheduled"})),
        ("feedback", json!({"direction": "from_partner", "said_on": "2026-11-10", "state": "said", "behaviour": "Said lately"})),
        ("feedback", json!({"direction": "to_partner", "said_on": "2026-11-10", "state": "responded", "behaviour": "Answered at once"})),
        ("feedback", json!({"direction": "to_partner", "state": "draft", "behaviour": "To say"})),
        ("feedback_requests", json!({"to_side": "partner", "about": "the talk", "asked_on": "2026-08-03"})),
        ("questions", json!({"text": "Waits?", "status": "queued"})),
        ("questions", json!({"text": "Let go?", "status": "dropped"})),
        ("agenda_items", json!({"title": "In the backlog", "status": "open"})),
        ("goals", json!({"title": "A draft", "status": "draft"})),
        ("goals", json!({"title": "Waiting", "status": "on_hold"})),
        ("goals", json!({"title": "Let go", "status": "dropped"})),
        ("milestones", json!({"title": "Ahead", "goal_id": GOAL, "due": "2026-12-01", "status": "open"})),
        ("milestones", json!({"title": "Undated", "goal_id": GOAL, "status": "done"})),
        ("milestones", json!({"title": "Let go", "goal_id": GOAL, "due": "2026-10-01", "status": "dropped"})),
    ]
}

/// The goal of the steady ones.
const GOAL: &str = "00000000-0000-7000-8000-000000000002";

#[test]
fn what_is_released_undated_ahead_or_unanswered_changes_no_rate_in_the_file() {
    let base = rates(&steady().user());
    assert!(base.iter().filter(|(.., n)| *n > 0).count() > 20);
    for (table, row) in left_out() {
        let mut rows = steady();
        rows.add(table, row.clone());
        assert_eq!(rates(&rows.user()), base, "{table}: {row}");
    }
    // And what does count is told apart from it.
    let mut rows = steady();
    rows.promise("both", "2026-09-01", "not_done", json!({}));
    assert_ne!(rates(&rows.user()), base);
}

#[test]
fn a_session_moved_in_time_by_keys_lowers_no_rate() {
    let ahead = |notice: i64| {
        let mut rows = steady();
        let more = json!({"notice_hours": notice});
        rows.session("2026-11-26", "planned", more);
        rows.user()
    };
    let told = |rates: &[(String, u64, u64)]| {
        let is_told = |r: &&(String, u64, u64)| r.0 == "\"told_ahead\" in \"180 days\"";
        rates.iter().find(is_told).unwrap().clone()
    };
    for (notice, is_in_time) in [(24, true), (53, true), (55, false)] {
        let mut user = ahead(notice);
        // Beside one in which nobody touched it, on the same later day.
        let mut other = ahead(notice);
        other.restart("2026-11-27T09:00:00Z");
        let before = rates(&other);
        user.press("2 h s m").write("fri 15:00").press("Enter");
        assert_eq!(user.count(Table::Sessions, "status", "rescheduled"), 2);
        // It counts from the day on for which it was planned.
        user.restart("2026-11-27T09:00:00Z");
        let after = rates(&user);
        let lower = before
            .iter()
            .zip(&after)
            .filter(|(was, is)| is.1 * was.2 < was.1 * is.2);
        let lower: Vec<_> = lower.map(|(was, is)| format!("{was:?} {is:?}")).collect();
        assert_eq!(lower.is_empty(), is_in_time, "{notice} h: {lower:?}");
        let (was, is) = (told(&before), told(&after));
        assert_eq!(is.2, was.2 + 1, "it is told of once");
    }
}

#[test]
fn empty_says_that_nothing_is_recorded() {
    let (mut user, board) = is_so(
        &Rows::with_athena(json!({})),
        "",
        "Covers no session in 180 days.",
    );
    user.press("-").sees("Covers no session so far.").press("+");
    user.sees_not("Worth raising");
    assert_eq!(row(&board, "took_place", "180 days")["low"], Json::Null);
}

#[test]
fn the_demo_and_its_three_people_agree_with_plain_queries() {
    let mut user = User::demo(120, 60);
    for person in user.store.relationships().unwrap() {
        user.model.choose(person.id);
        user.refresh();
        plain::agrees(&user);
    }
    plain::command_agrees(&user);
}

#[test]
fn each_row_of_the_heavy_file_is_printed_as_its_plain_query_counts_it() {
    let user = User::with(80, 24, |store, env| {
        demo::build(store, env, Size::Heavy, 1).unwrap();
    });
    plain::command_agrees(&user);
}
