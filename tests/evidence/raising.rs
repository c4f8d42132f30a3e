//! What is worth raising: at most three, in the order of DOMAIN.md, each a sentence with its records, and `o` puts it on.

use ithaca::domain::evidence::{Grounds, Raising, Reason};
use ithaca::domain::offer::OfferKind;
use ithaca::domain::relationship::RelationshipStatus;
use ithaca::domain::{Id, Pulse, Side, Table};
use serde_json::json;

use super::common::User;
use super::fixtures::{Rows, STEADY};

fn id(n: u128) -> Id {
    Id::parse(&format!("00000000-0000-7000-8000-{n:012}")).unwrap()
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn pulse(side: Side, answer: i64) -> Pulse {
    Pulse {
        side,
        taken_on: day("2026-11-01"),
        answers: [("rel1".to_owned(), answer)].into(),
        ..Pulse::default()
    }
}

/// All six at once.
fn grounds() -> Grounds {
    Grounds {
        today: day("2026-11-24"),
        promises: vec![(id(1), day("2026-11-03")), (id(2), day("2026-11-01"))],
        feedback: vec![(id(3), day("2026-10-01"))],
        carried: vec![(id(4), 3), (id(5), 5)],
        sessions: vec![
            (id(6), day("2026-11-12")),
            (id(7), day("2026-10-29")),
            (id(8), day("2026-10-15")),
        ],
        feedback_said: Some(day("2026-10-14")),
        moved: vec![(id(9), day("2026-10-13")), (id(10), day("2026-10-14"))],
        pulses: vec![pulse(Side::Me, 5), pulse(Side::Partner, 3)],
    }
}

fn reasons(grounds: &Grounds) -> Vec<Reason> {
    Raising::of(RelationshipStatus::Active, grounds, &[])
        .iter()
        .map(|raising| raising.reason)
        .collect()
}

#[test]
fn at_most_three_in_the_fixed_order() {
    use Reason::{Apart, Carried, Feedback, NoFeedback, Promises, Quiet};
    let mut grounds = grounds();
    assert_eq!(reasons(&grounds), [Promises, Feedback, Carried]);
    grounds.promises.clear();
    assert_eq!(reasons(&grounds), [Feedback, Carried, NoFeedback]);
    grounds.feedback.clear();
    assert_eq!(reasons(&grounds), [Carried, NoFeedback, Quiet]);
    grounds.carried.clear();
    assert_eq!(reasons(&grounds), [NoFeedback, Quiet, Apart]);
    grounds.feedback_said = Some(day("2026-10-15"));
    assert_eq!(reasons(&grounds), [Quiet, Apart]);
    grounds.moved = vec![(id(10), day("2026-10-14"))];
    assert_eq!(reasons(&grounds), [Apart]);
    grounds.pulses = vec![pulse(Side::Me, 4), pulse(Side::Partner, 3)];
    assert_eq!(reasons(&grounds), []);
}

#[test]
fn while_they_pause_and_after_the_end_nothing_is_raised() {
    for status in [RelationshipStatus::Paused, RelationshipStatus::Ended] {
        assert_eq!(Raising::of(status, &grounds(), &[]), []);
    }
}

#[test]
fn a_kind_that_was_switched_off_leaves_its_place_to_the_next() {
    use Reason::{Carried, NoFeedback, Promises, Quiet};
    let off = [OfferKind::Waiting];
    let of = |off: &[OfferKind]| -> Vec<Reason> {
        let raised = Raising::of(RelationshipStatus::Active, &grounds(), off);
        raised.iter().map(|raising| raising.reason).collect()
    };
    assert_eq!(of(&off), [Promises, Carried, NoFeedback]);
    assert_eq!(
        of(&[OfferKind::Waiting, OfferKind::Carried]),
        [Promises, NoFeedback, Quiet]
    );
}

#[test]
fn each_has_its_records_the_oldest_or_the_most_often_moved_first() {
    let raised = Raising::of(RelationshipStatus::Active, &grounds(), &[]);
    assert_eq!(
        raised[0].rows,
        [(Table::Commitments, id(2)), (Table::Commitments, id(1))]
    );
    assert_eq!(raised[0].since, Some(day("2026-11-01")));
    assert_eq!(
        raised[2].rows,
        [(Table::AgendaItems, id(5)), (Table::AgendaItems, id(4))]
    );
    let words = |n: usize, title| raised[n].sentence(title, day("2026-11-24"));
    assert_eq!(words(1, None), "Feedback of 1 Oct waits for my answer");
    assert_eq!(
        words(2, Some("A talk")),
        "2 items have moved on 3 times or more"
    );
}

#[test]
fn a_long_title_gives_way_to_the_fact_behind_it() {
    let told = "\"Talk for the June meetup\" has moved on 3 times";
    for (room, shown) in [
        (60, told),
        (41, "\"Talk for the June…\" has moved on 3 times"),
        (10, "\"Talk …\" has moved on 3 times"),
    ] {
        assert_eq!(Raising::fitted(told, room, "…"), shown);
    }
    let plain = "No feedback in the last 3 sessions";
    assert_eq!(Raising::fitted(plain, 10, "…"), plain);
}

/// Switches the one thing that is worth raising off, by its key and by the configuration.
#[track_caller]
fn stays_off(rows: &Rows, sentence: &str, kind: OfferKind) {
    let mut user = rows.user();
    user.press("g").sees(sentence).press("d").sees_not(sentence);
    user.restart(super::common::NOW);
    user.press("4 Tab")
        .sees_not(sentence)
        .press("u")
        .sees(sentence);
    let mut user = rows.user();
    user.configure(&format!("[nudges]\n{} = false", kind.name()));
    user.model.touch();
    user.refresh();
    user.press("g").sees_not(sentence);
}

/// Puts the one thing that is worth raising onto the agenda, and sees it there; it can be switched off.
#[track_caller]
fn puts_on(rows: &Rows, sentence: &str, title: &str, kind: OfferKind) {
    stays_off(rows, sentence, kind);
    let mut user = rows.user();
    let is_marked = |user: &User| {
        user.screen()
            .lines()
            .any(|line| line.ends_with(" on agenda"))
    };
    user.press("g").sees(sentence);
    assert!(!is_marked(&user), "{}", user.screen());
    user.press("o").sees("Added: ");
    // The row says that it stands there, for as long as it does.
    assert!(is_marked(&user), "{}", user.screen());
    user.press("u");
    assert!(!is_marked(&user), "{}", user.screen());
    user.press("Ctrl-r");
    assert!(is_marked(&user), "{}", user.screen());
    // Once is enough.
    let items = user.rows(Table::AgendaItems).len();
    user.press("g o").sees("agenda already");
    assert_eq!(user.rows(Table::AgendaItems).len(), items, "{title}");
    user.press("2").sees(title).press("u k").sees_not(title);
}

#[test]
fn with_nothing_planned_it_goes_into_the_backlog_and_says_so() {
    let mut rows = Rows::with_athena(json!({}));
    for day in &STEADY[10..] {
        rows.held(day);
    }
    let mut user = rows.user();
    user.press("g").sees("No feedback in the last 3 sessions");
    user.press("o").sees(" in backlog").sees_not(" on agenda");
    user.press("u").sees_not(" in backlog");
}

#[test]
fn o_puts_each_of_them_on_the_next_agenda() {
    let with_next = || {
        let mut rows = Rows::with_athena(json!({}));
        rows.session("2026-11-26", "planned", json!({}));
        rows
    };
    let mut rows = with_next();
    rows.promise(
        "me",
        "2026-11-03",
        "open",
        json!({"text": "Send the draft"}),
    );
    puts_on(
        &rows,
        "\"Send the draft\" was promised for 3 Nov",
        "○ ~ Send the draft",
        OfferKind::PromiseDue,
    );

    let mut rows = with_next();
    rows.feedback("from_partner", "2026-10-01", "said");
    puts_on(
        &rows,
        "Feedback of 1 Oct waits for my answer",
        "○ * From Athena: What was said",
        OfferKind::Waiting,
    );

    let mut rows = with_next();
    rows.add(
        "agenda_items",
        json!({"title": "The June talk", "status": "open", "carry_count": 3}),
    );
    puts_on(
        &rows,
        "\"The June talk\" has moved on 3 times",
        "○   The June talk",
        OfferKind::Carried,
    );

    let mut rows = with_next();
    for day in &STEADY[10..] {
        rows.held(day);
    }
    puts_on(
        &rows,
        "No feedback in the last 3 sessions",
        "Feedback, each way",
        OfferKind::Exchange,
    );

    let mut rows = with_next();
    let old = json!({"title": "Write", "status": "active", "active_since": "2026-09-01T09:00:00Z", "created_at": "2026-09-01T09:00:00Z", "updated_at": "2026-09-01T09:00:00Z"});
    rows.add("goals", old);
    puts_on(
        &rows,
        "\"Write\": quiet since 1 Sep",
        "○ ~ Write",
        OfferKind::Quiet,
    );

    let mut rows = with_next();
    for (side, answer) in [("me", 4), ("partner", 2)] {
        rows.add("pulses", json!({"taken_on": "2026-11-01", "side": side, "form": "quick", "answers": {"ope1": answer}}));
    }
    puts_on(
        &rows,
        "The two pulses are apart in openness",
        "How each of us sees openness",
        OfferKind::Pulse,
    );

    let mut user = rows.user();
    user.press("g").sees("are apart in openness").press("Enter");
    user.sees("Pulse · both")
        .sees("me     1 Nov")
        .sees("Athena 1 Nov");
    user.press("Esc").sees("Worth raising");
}

/// More than three make one item, and Enter shows them and no other.
#[test]
fn many_records_are_one_item_and_enter_shows_those_alone() {
    let mut rows = Rows::with_athena(json!({}));
    rows.session("2026-11-26", "planned", json!({}));
    for day in 1..=4 {
        let waits = json!({"behaviour": format!("Waits {day}"), "direction": "from_partner", "said_on": format!("2026-10-0{day}"), "state": "said"});
        rows.add("feedback", waits);
    }
    rows.feedback("to_partner", "2026-10-01", "said");
    rows.feedback("from_partner", "2026-10-02", "responded");
    let mut user = rows.user();
    let told = "4 pieces of feedback wait for my answer, from 1 Oct on";
    user.press("g").sees(told).press("o");
    user.sees("Added: Feedback that waits: which first?");
    assert_eq!(user.rows(Table::AgendaItems).len(), 1);
    assert_eq!(user.rows(Table::AgendaItems)[0]["kind"], "feedback");
    user.sees("from 1 …  ✓").press("o").sees("agenda already");
    user.press("Enter").sees("Worth raising").sees("1/4");
    user.sees(told).sees_not("What was said").sees("Waits 1");
    user.press("End Enter").sees_not("Worth raising  ");
    assert_eq!(user.model.tab, ithaca::app::model::Tab::Feedback);
    user.press("Esc")
        .sees("4/4")
        .press("Esc")
        .sees("o puts it on");

    // Up to three each is an item of its own.
    let mut rows = Rows::with_athena(json!({}));
    rows.session("2026-11-26", "planned", json!({}));
    for day in 1..=3 {
        let moved =
            json!({"title": format!("Goes on {day}"), "status": "open", "carry_count": 2 + day});
        rows.add("agenda_items", moved);
    }
    let mut user = rows.user();
    user.press("g")
        .sees("3 items have moved on 3 times or more");
    user.press("o").sees("Added: 3 items").press("Enter");
    user.sees("3 items have moved on")
        .sees("1/3")
        .sees("Goes on 2");
}
