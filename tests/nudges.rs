//! Each nudge and offer: it comes when its rule says so and not before, goes with what it was about, and stays off for good
//! once it was switched off, by key or by configuration.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod common;

use std::collections::BTreeSet;

use common::User;
use ithaca::app::entry::Entry;
use ithaca::app::overlay::Overlay;
use ithaca::domain::offer::OfferKind;
use ithaca::domain::relationship::Phase;
use ithaca::domain::{Table, Word, content};

/// One nudge, as a user makes it come and go.
struct Case {
    kind: OfferKind,
    /// What it says.
    says: &'static str,
    /// As it is before; nothing of the kind is offered.
    base: fn(&mut User),
    /// What makes it come.
    comes: fn(&mut User),
    /// What makes it go: the thing itself, done.
    goes: fn(&mut User),
}

fn plan(user: &mut User, when: &str) {
    user.press("2 h g a").write(when).press("Enter Esc");
}

fn goal(user: &mut User) {
    user.press("1 g a")
        .write("Lead a design review")
        .press("Enter Esc");
}

/// Writes into a field of the person's form, so many fields down.
fn person(user: &mut User, fields: usize, text: &str) {
    user.press("0 g e Ctrl-n").press(&"Tab ".repeat(fields));
    user.write(text).press("Esc Enter");
}

const REVIEW: usize = 11;
const END: usize = 12;

fn held(user: &mut User) {
    plan(user, "yesterday 15:00");
}

fn thursday(user: &mut User) {
    plan(user, "thu 15:00");
}

/// Takes what stands under the cursor of the offers.
fn take(user: &mut User, kind: OfferKind) {
    assert!(stand_on(user, kind), "{kind:?}");
    user.press("Space");
}

const CASES: &[Case] = &[
    Case {
        kind: OfferKind::Pause,
        says: "The pause ended 4 Jan",
        base: |user| {
            user.press("0 s p").write("4 jan").press("Enter");
        },
        comes: |user| user.restart("2027-01-04T00:00:00Z"),
        goes: |user| {
            take(user, OfferKind::Pause);
            user.sees("Goes on: Athena");
        },
    },
    Case {
        kind: OfferKind::Rhythm,
        says: "No next date yet",
        base: thursday,
        comes: |user| {
            user.press("h g s c Enter");
        },
        goes: |user| {
            take(user, OfferKind::Rhythm);
            user.write("fri 15:00").press("Enter Esc Esc");
        },
    },
    Case {
        kind: OfferKind::Empty,
        says: "The agenda of Wed 25 Nov is empty",
        base: thursday,
        comes: |user| plan(user, "tomorrow 8:00"),
        goes: |user| {
            take(user, OfferKind::Empty);
            user.sees("First meeting").press("Enter Esc Esc");
        },
    },
    Case {
        kind: OfferKind::Review,
        says: "Half-way review from 20 Nov",
        base: thursday,
        comes: |user| person(user, REVIEW, "2026-11-20"),
        goes: |user| take(user, OfferKind::Review),
    },
    Case {
        kind: OfferKind::Ending,
        says: "The agreed end is Mon 1 Mar",
        base: |user| {
            thursday(user);
            person(user, END, "2027-03-01");
        },
        comes: |user| user.restart("2027-02-10T09:00:00Z"),
        goes: |user| take(user, OfferKind::Ending),
    },
    Case {
        kind: OfferKind::Phase,
        says: "Met once: phase negotiating fits",
        base: thursday,
        comes: held,
        goes: |user| take(user, OfferKind::Phase),
    },
    Case {
        kind: OfferKind::Pulse,
        says: "No pulse in the first 8 weeks",
        base: held,
        comes: |user| user.restart("2027-01-20T09:00:00Z"),
        goes: |user| {
            take(user, OfferKind::Pulse);
            user.press("4 4 4 4 4").press("Enter Esc Esc");
        },
    },
    Case {
        kind: OfferKind::Exchange,
        says: "No feedback noted yet",
        base: |user| {
            plan(user, "2026-11-10 15:00");
            plan(user, "2026-11-16 15:00");
        },
        comes: held,
        goes: |user| {
            user.press("Esc 3 g a").write("You rush").press("Enter");
        },
    },
    Case {
        kind: OfferKind::Carried,
        says: "moved on three times",
        base: |user| {
            for day in ["thu", "fri", "sat", "sun"] {
                plan(user, &format!("{day} 15:00"));
            }
            user.press("h g l a")
                .write("Second rota")
                .press("Enter Esc");
            user.press("s g").press("h g j l g s g");
            user.press("h g j j l g");
        },
        comes: |user| {
            user.press("s g");
            user.restart("2026-11-29T09:00:00Z");
        },
        goes: |user| {
            take(user, OfferKind::Carried);
            user.sees("Second rota").press("Space");
        },
    },
    Case {
        kind: OfferKind::LeftOver,
        says: "Second rota",
        base: thursday,
        comes: |user| {
            user.press("2 h G k k l a").write("Second rota");
            user.press("Enter Esc h g l");
        },
        // What was left is ticked already.
        goes: |user| {
            user.press("Esc 2 o Enter");
        },
    },
    Case {
        kind: OfferKind::PromiseDue,
        says: "Send the paper",
        base: |user| {
            thursday(user);
            user.press("i p")
                .write("Send the paper 27 nov")
                .press("Enter");
        },
        comes: |user| user.restart("2026-11-25T09:00:00Z"),
        goes: |user| {
            user.press("Esc 2 l G");
            for _ in 0..20 {
                if matches!(
                    user.model.entry(),
                    Some(ithaca::app::entry::Entry::Promise(_))
                ) {
                    break;
                }
                user.press("k");
            }
            user.press("Space");
        },
    },
    Case {
        kind: OfferKind::Waiting,
        says: "You rush",
        base: |user| {
            user.press("3 a").write("You rush").press("Enter");
        },
        comes: |user| user.restart("2026-12-24T09:00:00Z"),
        goes: |user| {
            user.press("Esc 3 g Space t Enter");
        },
    },
    Case {
        kind: OfferKind::Asked,
        says: "how I end a review",
        base: |user| {
            user.press("3 Down Down a")
                .write("how I end a review")
                .press("Enter");
        },
        comes: |user| user.restart("2026-12-08T09:00:00Z"),
        goes: |user| {
            user.press("Esc 3 Down Down s w");
        },
    },
    Case {
        kind: OfferKind::Saved,
        says: "Which book first?",
        base: thursday,
        comes: |user| {
            user.press("i q").write("Which book first?").press("Enter");
        },
        goes: |user| {
            take(user, OfferKind::Saved);
            user.press("Enter");
        },
    },
    Case {
        kind: OfferKind::Quiet,
        says: "Lead a design review",
        base: goal,
        comes: |user| user.restart("2027-01-06T09:00:00Z"),
        goes: |user| {
            user.press("Esc 1 g n").write("One more").press("Enter");
        },
    },
    Case {
        kind: OfferKind::Untested,
        says: "Lead a design review",
        base: thursday,
        comes: goal,
        goes: |user| {
            user.press("Esc 1 g e Tab").write("Two, alone").press("Esc");
        },
    },
    Case {
        kind: OfferKind::Untold,
        says: "the talk is accepted",
        base: held,
        comes: |user| {
            user.press("i w")
                .write("the talk is accepted")
                .press("Enter");
        },
        goes: |user| {
            user.press("Esc 2 h G k k k l g Space").sees("Told:");
        },
    },
    Case {
        kind: OfferKind::Bank,
        says: "?",
        base: |_| {},
        comes: |_| {},
        goes: |_| {},
    },
];

/// Opens the offers, and stands on the first of a kind; where there is none, they are closed again.
fn stand_on(user: &mut User, kind: OfferKind) -> bool {
    user.press("Esc Esc 2 o");
    loop {
        let Some(Overlay::Offers(offers)) = user.model.overlays.last() else {
            panic!("the offers are not open:\n{}", user.screen());
        };
        let shown = offers.shown();
        let here = shown
            .get(offers.selected)
            .and_then(|n| offers.lines.get(*n));
        match here {
            Some(line) if line.offer == kind && !line.is_off() => return true,
            Some(_) if offers.selected + 1 < shown.len() => {
                user.press("j");
            }
            _ => {
                user.press("Esc");
                return false;
            }
        }
    }
}

fn begun(case: &Case) -> User {
    let mut user = User::new(120, 60);
    user.meets("Athena");
    (case.base)(&mut user);
    user
}

fn come(case: &Case) -> User {
    let mut user = begun(case);
    (case.comes)(&mut user);
    user
}

#[test]
fn there_is_a_case_for_each() {
    let told: BTreeSet<_> = CASES.iter().map(|case| case.kind).collect();
    // A row of the evidence board is switched off by the same key, but is no offer.
    let all = OfferKind::ALL.iter().copied();
    let offered = all.filter(|kind| *kind != OfferKind::Signal);
    assert_eq!(told, offered.collect());
}

#[test]
fn each_comes_when_its_rule_says_so_and_goes_with_what_it_was_about() {
    for case in CASES.iter().filter(|case| case.kind != OfferKind::Bank) {
        let mut user = begun(case);
        assert!(!stand_on(&mut user, case.kind), "{:?} before", case.kind);
        let mut user = come(case);
        assert!(
            stand_on(&mut user, case.kind),
            "{:?}\n{}",
            case.kind,
            user.screen()
        );
        user.sees(case.says).press("Esc");
        (case.goes)(&mut user);
        assert!(!stand_on(&mut user, case.kind), "{:?} goes", case.kind);
    }
}

/// What a day brings, or takes: on the two sides of that moment.
struct Edge {
    kind: OfferKind,
    /// What was done before.
    base: fn(&mut User),
    /// It is not offered then,
    without: &'static str,
    /// and a minute later, or before, it is.
    with: &'static str,
}

const EDGES: &[Edge] = &[
    // An agenda is due 24 h ahead.
    Edge {
        kind: OfferKind::Empty,
        base: thursday,
        without: "2026-11-25T14:59:00Z",
        with: "2026-11-25T15:00:00Z",
    },
    Edge {
        kind: OfferKind::Review,
        base: |user| person(user, REVIEW, "2027-02-10"),
        without: "2027-02-09T23:59:00Z",
        with: "2027-02-10T00:00:00Z",
    },
    // From 30 days before the end.
    Edge {
        kind: OfferKind::Ending,
        base: |user| person(user, END, "2027-03-01"),
        without: "2027-01-29T23:59:00Z",
        with: "2027-01-30T00:00:00Z",
    },
    // 8 weeks after the beginning.
    Edge {
        kind: OfferKind::Pulse,
        base: held,
        without: "2027-01-18T23:59:00Z",
        with: "2027-01-19T00:00:00Z",
    },
    // From 2 days before its date.
    Edge {
        kind: OfferKind::PromiseDue,
        base: |user| {
            user.press("i p")
                .write("Send the paper 18 dec")
                .press("Enter");
        },
        without: "2026-12-15T23:59:00Z",
        with: "2026-12-16T00:00:00Z",
    },
    // 30 days after it was said.
    Edge {
        kind: OfferKind::Waiting,
        base: |user| {
            user.press("3 a").write("You rush").press("Enter");
        },
        without: "2026-12-23T23:59:00Z",
        with: "2026-12-24T00:00:00Z",
    },
    // 14 days after it was asked for.
    Edge {
        kind: OfferKind::Asked,
        base: |user| {
            user.press("3 Down Down a")
                .write("how I end a review")
                .press("Enter");
        },
        without: "2026-12-07T23:59:00Z",
        with: "2026-12-08T00:00:00Z",
    },
    // 42 days after something moved.
    Edge {
        kind: OfferKind::Quiet,
        base: goal,
        without: "2027-01-04T23:59:00Z",
        with: "2027-01-05T00:00:00Z",
    },
    // A win is to be told for 90 days.
    Edge {
        kind: OfferKind::Untold,
        base: |user| {
            user.press("i w").write("It shipped").press("Enter");
        },
        without: "2027-02-23T00:00:00Z",
        with: "2027-02-22T23:59:00Z",
    },
];

#[test]
fn what_a_day_brings_comes_on_that_day_and_not_before() {
    for edge in EDGES {
        let mut user = User::new(120, 60);
        user.meets("Athena");
        (edge.base)(&mut user);
        user.restart(edge.without);
        let is_offered = stand_on(&mut user, edge.kind);
        assert!(!is_offered, "{:?} at {}", edge.kind, edge.without);
        user.restart(edge.with);
        let is_offered = stand_on(&mut user, edge.kind);
        assert!(is_offered, "{:?} at {}", edge.kind, edge.with);
    }
}

#[test]
fn a_fact_stands_on_the_agenda_too_until_it_is_switched_off_by_key_or_configuration() {
    for case in CASES.iter().filter(|case| case.kind.is_fact()) {
        let mut user = come(case);
        // Without a session the first fact stands there alone.
        if !matches!(case.kind, OfferKind::Rhythm | OfferKind::Pause) {
            user.press("Esc Esc");
            plan(&mut user, "in 5 days 15:00");
        }
        user.press("Esc Esc 2 h g l").sees(case.says);
        let mut other = User::like(&user);
        let now = user.env.now().at.to_string();
        other.restart(&now);
        other.press("2 h g l").sees(case.says);
        other.configure(&format!("[nudges]\n{} = false", case.kind.name()));
        other.model.touch();
        other.refresh();
        other.sees_not(case.says);
        assert!(stand_on(&mut user, case.kind));
        user.press("s Esc 2 h g l").sees_not(case.says);
        user.press("u Esc 2 h g l").sees(case.says);
    }
}

#[test]
fn what_is_switched_off_with_one_person_comes_with_another() {
    let mut user = User::new(120, 60);
    user.meets("Athena");
    assert!(stand_on(&mut user, OfferKind::Rhythm));
    user.press("s Esc");
    assert!(!stand_on(&mut user, OfferKind::Rhythm));
    user.press("0 a").write("Mentes").press("Ctrl-s Esc");
    assert_eq!(user.model.partner(), "Mentes");
    assert!(stand_on(&mut user, OfferKind::Rhythm));
}

#[test]
fn each_is_switched_off_for_good_and_that_is_undone() {
    for case in CASES {
        let mut user = come(case);
        assert!(
            stand_on(&mut user, case.kind),
            "{:?}\n{}",
            case.kind,
            user.screen()
        );
        user.press("s").sees("Never offered").press("Esc");
        assert!(!stand_on(&mut user, case.kind), "{:?} is off", case.kind);
        let now = user.env.now().at.to_string();
        user.restart(&now);
        assert!(!stand_on(&mut user, case.kind), "{:?} stays off", case.kind);
        user.press("u");
        assert!(stand_on(&mut user, case.kind), "{:?} is back", case.kind);
    }
}

#[test]
fn in_a_narrow_column_a_fact_and_its_key_are_whole() {
    for case in CASES.iter().filter(|case| case.kind.is_fact()) {
        let mut user = come(case);
        user.resize(44, 22);
        assert!(stand_on(&mut user, case.kind), "{:?}", case.kind);
        let Some(ithaca::app::overlay::Overlay::Offers(offers)) = user.model.overlays.last() else {
            panic!("no offers");
        };
        let fact = offers.here().unwrap().title.clone();
        let screen = user.screen().replace('│', " ");
        let words: Vec<_> = screen.split_whitespace().collect();
        let words = words.join(" ");
        assert!(words.contains(&fact), "{fact}:\n{}", user.screen());
        let nudge = ithaca::domain::content::nudge(case.kind.name()).unwrap();
        let does = format!("Space {}", nudge.does);
        assert!(words.contains(&does), "{does}:\n{}", user.screen());
    }
}

#[test]
fn in_a_narrow_column_the_agenda_cuts_no_fact() {
    for case in CASES.iter().filter(|case| case.kind.is_fact()) {
        let mut user = come(case);
        user.press("Esc Esc").resize(44, 24);
        if matches!(case.kind, OfferKind::Rhythm | OfferKind::Pause) {
            // Nothing is planned: the fact stands at the foot, with its key.
            user.press("2 h").sees(&format!("{} · o", case.says));
        } else {
            plan(&mut user, "in 5 days 15:00");
            user.press("2 h g l G").sees(case.says);
        }
    }
    let mut user = User::new(44, 24);
    user.meets("Athena");
    held(&mut user);
    plan(&mut user, "24 dec 15:00");
    user.press("2 h g l G")
        .sees("23 Nov–24 Dec: 4 weeks, rhythm 2 weeks");
    for way in [
        "Goals, agreement: phase enabling fits",
        "Near the end: phase closing fits",
        "Beyond the end: phase redefined fits",
        "Met 99 times: phase negotiating fits",
    ] {
        // An offer's words have 38 columns there.
        assert!(way.len() <= 38, "{way}");
    }
}

#[test]
fn in_a_narrow_column_a_title_gives_way_to_the_fact_behind_it() {
    let mut user = User::new(44, 24);
    user.meets("Athena");
    thursday(&mut user);
    user.press("1 g a")
        .write("Read all of the papers on storage and logs")
        .press("Enter Esc i p")
        .write("Send the second draft of the long paper 27 nov")
        .press("Enter 2 h g l G");
    user.sees("Read all of the papers o…: no test yet");
    user.restart("2026-11-25T09:00:00Z");
    user.press("2 h g l G")
        .sees("Send the second draft of …, due 27 Nov");
    user.restart("2027-01-06T09:00:00Z");
    user.press("2 h a")
        .write("fri 15:00")
        .press("Enter h g l G");
    user.sees("…, quiet for 6 weeks");
}

#[test]
fn without_a_date_the_way_to_one_is_whole_in_a_narrow_column() {
    let mut user = User::new(44, 24);
    user.meets("Athena").press("2 l");
    let screen = user.screen();
    let words: Vec<_> = screen.split_whitespace().collect();
    let words = words.join(" ");
    assert!(
        words.contains("No session yet. a in the sessions plans one: thu 15:00"),
        "{screen}"
    );
    thursday(&mut user);
    for (width, height) in [(44, 24), (40, 16)] {
        user.resize(width, height).press("2 h g l");
        user.sees("Nothing on it yet. o offers, t takes")
            .sees("a writes a line.");
    }
}

#[test]
fn one_of_a_kind_is_switched_off_alone() {
    for case in CASES.iter().filter(|case| case.kind != OfferKind::Bank) {
        let mut user = come(case);
        assert!(
            stand_on(&mut user, case.kind),
            "{:?}\n{}",
            case.kind,
            user.screen()
        );
        user.press("d").sees("Not offered again").press("Esc");
        assert!(!stand_on(&mut user, case.kind), "{:?} is off", case.kind);
        let whole = user.rows(Table::Dismissals).into_iter();
        let whole = whole.filter(|row| !row.contains_key("row_id") && !row.contains_key("bank_id"));
        assert_eq!(whole.count(), 0, "{:?}: the others come", case.kind);
    }
}

#[test]
fn each_is_switched_off_by_the_configuration() {
    for case in CASES {
        let mut user = come(case);
        user.configure(&format!("[nudges]\n{} = false", case.kind.name()));
        user.model.touch();
        user.refresh();
        assert!(!stand_on(&mut user, case.kind), "{:?}", case.kind);
    }
}

#[test]
fn without_a_session_the_first_fact_stands_at_the_foot_with_its_key() {
    for size in [(44, 24), (80, 24), (120, 40)] {
        let mut user = User::new(size.0, size.1);
        user.meets("Athena")
            .press("j")
            .sees("No next date yet · o offers");
        user.press("o").sees("to know").sees("Space plans one");
        user.press("Space")
            .write("thu 15:00")
            .press("Enter Esc Esc");
        user.sees_not("No next date yet");
    }
}

#[test]
fn a_date_far_off_for_the_rhythm_is_told() {
    let mut user = User::new(120, 40);
    user.meets("Athena");
    held(&mut user);
    plan(&mut user, "10 dec 15:00");
    assert!(!stand_on(&mut user, OfferKind::Rhythm));
    plan(&mut user, "24 dec 15:00");
    user.press("h g d");
    assert!(stand_on(&mut user, OfferKind::Rhythm));
    user.sees("23 Nov–24 Dec: 4 weeks, rhythm 2 weeks");
}

/// The phase that is in the file, and that the templates and the questions of the bank fit it.
#[track_caller]
fn is_in_phase(user: &mut User, phase: Phase) {
    let row = &user.rows(Table::Relationships)[0];
    assert_eq!(row["phase"], phase.word());
    user.press("Esc Esc 2 h g l t");
    let Some(Overlay::Templates(templates)) = user.model.overlays.last() else {
        panic!("no templates:\n{}", user.screen());
    };
    let first = &templates.choices[0].0;
    let fits = |t: &content::Template| t.id == *first && t.phase == phase;
    assert!(content::templates().iter().any(fits), "{phase:?}: {first}");
    user.press("Esc o");
    let Some(Overlay::Offers(offers)) = user.model.overlays.last() else {
        panic!("no offers:\n{}", user.screen());
    };
    let bank = offers.lines.iter().filter(|l| l.offer == OfferKind::Bank);
    let phases: BTreeSet<_> = bank
        .filter_map(|line| content::question(&line.bank_id))
        .map(|question| question.phase.as_str())
        .collect();
    assert_eq!(phases, BTreeSet::from(["any", phase.word()]));
    user.press("Esc");
}

#[test]
fn each_phase_is_suggested_by_its_rule_and_once_it_is_set_templates_and_questions_fit_it() {
    let mut user = User::new(120, 60);
    user.meets("Athena");
    thursday(&mut user);
    is_in_phase(&mut user, Phase::Preparing);
    assert!(!stand_on(&mut user, OfferKind::Phase));
    held(&mut user);
    take(&mut user, OfferKind::Phase);
    is_in_phase(&mut user, Phase::Negotiating);
    goal(&mut user);
    assert!(!stand_on(&mut user, OfferKind::Phase), "without agreement");
    user.press("2 h G k l a Esc s b");
    take(&mut user, OfferKind::Phase);
    is_in_phase(&mut user, Phase::Enabling);
    assert!(!stand_on(&mut user, OfferKind::Phase));
    person(&mut user, END, "2026-12-20");
    take(&mut user, OfferKind::Phase);
    is_in_phase(&mut user, Phase::Closing);
    assert!(!stand_on(&mut user, OfferKind::Phase));
    user.restart("2026-12-21T09:00:00Z");
    assert!(!stand_on(&mut user, OfferKind::Phase), "no date beyond it");
    plan(&mut user, "2027-01-07 15:00");
    assert!(stand_on(&mut user, OfferKind::Phase));
    user.sees("Beyond the end: phase redefined fits")
        .press("Space");
    let row = &user.rows(Table::Relationships)[0];
    assert_eq!(row["phase"], "redefined");
    // It was a suggestion: by its digit any other one holds.
    user.press("Esc Esc 0 s h s 3");
    let row = &user.rows(Table::Relationships)[0];
    assert_eq!(row["phase"], "enabling");
}

#[test]
fn who_pauses_is_left_alone() {
    let mut user = User::new(80, 24);
    user.meets("Athena").press("j").sees("No next date yet");
    user.press("0 s p Enter Enter").sees_not("No next date yet");
    user.sees("Athena · paused");
    for keys in [
        "0 g s a 4 Tab",
        "0 g s p Enter 4 Tab",
        "0 g s c Enter 4 Tab",
    ] {
        user.press(keys);
        let met = keys.contains("s a");
        assert_eq!(user.screen().contains("five answers"), met, "{keys}");
    }
    // Where there is room, also to when.
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("0 s p")
        .write("4 jan")
        .press("Enter 2");
    user.sees("Athena · paused until 4 Jan");
    user.press("0 a").write("Mentes").press("Ctrl-s Esc 0 g j");
    user.press("2")
        .sees("Athena · paused")
        .sees_not("paused until");
}

#[test]
fn a_pause_that_has_run_out_is_told_and_changes_nothing_by_itself() {
    for size in [(44, 24), (80, 24), (120, 40)] {
        let mut user = User::new(size.0, size.1);
        user.meets("Athena")
            .press("0 s p")
            .write("4 jan")
            .press("Enter");
        user.restart("2027-01-03T23:59:00Z");
        user.press("0").sees("‖ Athena").sees("paused until 4 Jan");
        user.press("2 l").sees_not("The pause ended");
        user.restart("2027-01-04T00:00:00Z");
        user.press("0").sees("? Athena").sees("pause ended 4 Jan");
        if size.0 >= 60 {
            user.sees("pause ended 4 Jan · s goes on, another day, end");
        }
        user.press("s")
            .sees("goes on")
            .sees("pause until another day");
        user.press("Esc 2 l")
            .sees("The pause ended 4 Jan · o offers");
        assert_eq!(user.count(Table::Relationships, "status", "paused"), 1);
        // To another day it is a pause again; going on ends it.
        user.press("0 s p").write("1 feb").press("Enter");
        user.sees("‖ Athena").sees("paused until 1 Feb");
        user.restart("2027-02-02T09:00:00Z");
        user.press("0 s a").sees("Goes on: Athena").sees("○ Athena");
    }
}

#[test]
fn what_a_fact_asked_for_is_put_on_once() {
    let mut user = User::new(80, 24);
    user.meets("Athena");
    plan(&mut user, "2026-11-10 15:00");
    plan(&mut user, "2026-11-16 15:00");
    held(&mut user);
    thursday(&mut user);
    take(&mut user, OfferKind::Exchange);
    user.sees("Added: Feedback, each way")
        .sees_not("No feedback noted yet");
    user.press("Esc");
    assert!(!stand_on(&mut user, OfferKind::Exchange));
    user.press("Esc");
    let items = user.count(Table::AgendaItems, "title", "Feedback, each way");
    assert_eq!(items, 1);
}

#[test]
fn what_was_switched_off_has_a_place_from_which_it_is_offered_again() {
    for size in [(44, 24), (80, 24), (120, 40)] {
        let mut user = User::new(size.0, size.1);
        user.meets("Athena").press("Esc");
        user.press("i w")
            .write("the talk is accepted")
            .press("Enter");
        assert!(stand_on(&mut user, OfferKind::Untold));
        user.press("s")
            .sees("Never offered: wins to tell")
            .press("G")
            .sees("not offered any more")
            .sees("Space offers it again")
            .sees_not("the talk is accepted");
        // It is no offer: it takes no minutes, and can't be switched off again.
        user.press("s d").sees("not offered any more");
        assert_eq!(user.rows(Table::Dismissals).len(), 1);
        user.press("Space").sees("Offered again: wins to tell");
        user.press("Esc Esc");
        assert!(stand_on(&mut user, OfferKind::Untold));
        user.press("Esc u");
        assert!(!stand_on(&mut user, OfferKind::Untold));
        // Named in the palette as one looks for it, from anywhere.
        for word in ["never kind", "switched off", "nudge"] {
            user.press("Esc Esc 1 :").write(word).press("Enter");
            user.sees("▸ ·").sees("offers it again").press("Esc");
        }
    }
}

#[test]
fn a_line_of_the_board_that_was_switched_off_is_offered_again_in_the_same_place() {
    let mut user = User::demo(120, 40);
    user.press("4 l");
    let figure = |user: &User| matches!(user.model.entry(), Some(Entry::Figure(..)));
    for _ in 0..40 {
        if figure(&user) {
            break;
        }
        user.press("j");
    }
    assert!(figure(&user), "{}", user.screen());
    user.press("d").sees("Off the board: ");
    user.press(":").write("offer-again").press("Enter");
    user.sees("on the board: ")
        .press("Enter")
        .sees("Offered again: on the board: ");
    user.sees_not("not offered any more");
}

#[test]
fn in_a_narrow_terminal_the_title_of_what_was_carried_stands_whole() {
    let mut user = User::new(80, 24);
    user.meets("Athena");
    for day in ["thu", "fri", "sat", "sun"] {
        plan(&mut user, &format!("{day} 15:00"));
    }
    user.press("h g l a").write("Talk for the June conference");
    user.press("Enter Esc s g");
    for later in ["j", "j j"] {
        user.press(&format!("h g {later} l g s g"));
    }
    user.restart("2026-11-29T09:00:00Z");
    user.press("2 l G").resize(120, 40);
    user.sees("Talk for the June conference: decide, slot it or let go");
    for width in [80, 60] {
        user.resize(width, 24);
        user.sees("Talk for the June conference: decide ");
    }
    user.resize(44, 24).sees("Talk for the June conference");
    user.sees_not("let go").sees_not("slot");
}

#[test]
fn a_goal_without_a_test_says_whose_it_is() {
    for size in [(44, 24), (80, 24)] {
        let mut user = User::new(size.0, size.1);
        user.meets("Jonas").press("Esc 1 g a").write("Mine one");
        user.press("Enter")
            .write("Theirs one @them")
            .press("Enter Esc");
        assert!(stand_on(&mut user, OfferKind::Untested));
        if size.0 < 60 {
            // The words have their row, and whose it is stands under the list.
            user.sees(" Mine one  ").sees("  mine ").press("j");
            user.sees("  Jonas ").sees_not("  mine ");
            continue;
        }
        let screen = user.screen();
        let row = |title: &str| screen.lines().find(|l| l.contains(title)).unwrap();
        assert!(row("Mine one").contains(" mine "), "{screen}");
        assert!(row("Theirs one").contains(" Jonas "), "{screen}");
    }
}
