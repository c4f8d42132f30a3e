//! The Feedback tab, as a user goes through it: keys in, screen and rows out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use common::{User, id_of};
use ithaca::app::entry::{Entry, Part};
use ithaca::domain::feedback::FeedbackState;
use ithaca::domain::{Row, Table};

fn text<'a>(row: &'a Row, field: &str) -> &'a str {
    row.get(field).and_then(|v| v.as_str()).unwrap_or_default()
}

/// Athena, and the empty Feedback tab.
fn met() -> User {
    let mut user = User::new(100, 30);
    user.meets("Athena").press("3");
    user
}

/// With one piece from her that waits.
fn told() -> User {
    let mut user = met();
    user.press("a").write("You rush the end").press("Enter");
    user
}

fn piece(user: &User) -> Row {
    user.row(Table::Feedback, "You rush the end")
}

#[test]
fn an_empty_tab_says_what_each_group_is_for_and_its_key() {
    met()
        .sees("waiting for an answer")
        .sees("What did you see")
        .sees("to say")
        .sees("a writes what is to be said")
        .sees("asked for")
        .sees("a asks for feedback on one thing");
}

#[test]
fn counts_stand_each_way_and_nothing_is_added_up() {
    let mut user = told();
    user.sees("from Athena 1 · to Athena 0");
    user.press("j a").write("You listen well").press("Enter");
    assert_eq!(
        text(&user.row(Table::Feedback, "You listen well"), "direction"),
        "to_partner"
    );
    user.sees("from Athena 1 · to Athena 0");
    user.press("Space")
        .sees("Said: You listen well")
        .sees("from Athena 1 · to Athena 1");
}

#[test]
fn space_answers_by_a_letter_and_one_line() {
    for (letter, response) in [("t", "trying"), ("c", "changed"), ("k", "considered")] {
        let mut user = told();
        user.press("Space").sees("trying it").press(letter);
        user.write("I pause before I close").press("Enter");
        let row = piece(&user);
        assert_eq!(text(&row, "response"), response);
        assert_eq!(text(&row, "response_note"), "I pause before I close");
        assert_eq!(text(&row, "responded_on"), "2026-11-24");
        user.sees("answered").sees("Answer I pause before I close");
        user.press("Space").sees("Open again");
        assert_eq!(text(&piece(&user), "state"), "said");
        assert_eq!(piece(&user).get("response"), None);
        user.press("u");
        assert_eq!(text(&piece(&user), "response"), response);
    }
}

#[test]
fn an_answer_may_have_no_line_but_declining_needs_its_reason() {
    let mut user = told();
    user.press("Space d Enter")
        .sees("Declining needs its reason");
    assert_eq!(text(&piece(&user), "state"), "said");
    user.write("It was the only slot")
        .press("Enter")
        .sees("Declined");
    assert_eq!(text(&piece(&user), "response_note"), "It was the only slot");
    user.press("u Space k Enter");
    assert_eq!(text(&piece(&user), "response"), "considered");
    assert_eq!(piece(&user).get("response_note"), None);
}

#[test]
fn a_wrong_letter_says_which_ones_there_are() {
    let mut user = told();
    user.press("Space z")
        .sees("One of t, c, k, d, or Esc.")
        .press("Esc");
    assert_eq!(text(&piece(&user), "state"), "said");
}

#[test]
fn what_is_to_say_is_private_until_it_is_said() {
    let mut user = met();
    user.press("j a").write("You listen").press("Enter");
    let draft = user.row(Table::Feedback, "You listen");
    assert_eq!(
        (text(&draft, "state"), text(&draft, "visibility")),
        ("draft", "private")
    );
    user.press("Space");
    let said = user.row(Table::Feedback, "You listen");
    assert_eq!(
        (
            text(&said, "state"),
            text(&said, "said_on"),
            text(&said, "visibility")
        ),
        ("said", "2026-11-24", "shared")
    );
    user.press("u");
    let mut again = user.row(Table::Feedback, "You listen");
    let mut draft = draft;
    for row in [&mut again, &mut draft] {
        row.remove("updated_at");
    }
    assert_eq!(again, draft);
}

#[test]
fn a_request_brings_the_feedback_that_came_linked_with_it() {
    let mut user = met();
    user.press("j j a")
        .sees("Ask Athena about")
        .write("how I end a review")
        .press("Enter");
    user.sees("Asked Athena").press("Space").sees("From Athena");
    user.write("You end on a question").press("Enter");
    let request = user.row(Table::FeedbackRequests, "how I end a review");
    let came = user.row(Table::Feedback, "You end on a question");
    assert_eq!(text(&request, "status"), "answered");
    assert_eq!(came["made_from"]["id"], request["id"]);
    assert_eq!(
        (
            text(&came, "direction"),
            text(&came, "state"),
            came["asked_for"].as_bool()
        ),
        ("from_partner", "said", Some(true))
    );
    user.sees("asked for")
        .sees("from")
        .sees("request: how I end");
    user.press("Enter Enter")
        .sees("Asked Athena")
        .sees("became")
        .sees("You end on a question");
    user.press("u");
    assert_eq!(user.rows(Table::Feedback).len(), 0);
    assert_eq!(
        text(
            &user.row(Table::FeedbackRequests, "how I end a review"),
            "status"
        ),
        "asked"
    );
}

#[test]
fn the_partner_asks_too_and_a_request_may_be_answered_without_a_line() {
    let mut user = met();
    user.press("j j a Tab")
        .sees("Athena asks me about")
        .write("her talk")
        .press("Enter");
    let request = user.row(Table::FeedbackRequests, "her talk");
    assert_eq!(text(&request, "to_side"), "me");
    user.press("Space Enter");
    assert_eq!(
        text(&user.row(Table::FeedbackRequests, "her talk"), "status"),
        "answered"
    );
    assert_eq!(user.rows(Table::Feedback).len(), 0);
}

#[test]
fn the_form_has_situation_behaviour_impact_meaning_suggestion_and_goal() {
    let mut user = met();
    user.press("1 a")
        .write("Lead a design review")
        .press("Enter Esc 3 a");
    user.write("You rush the end").press("Enter e");
    user.write("In the review on Monday")
        .press("Tab End")
        .write("!")
        .press("Tab");
    user.write("two questions were not asked")
        .press("Tab")
        .write("to be on time")
        .press("Tab");
    user.write("keep five minutes")
        .press("Ctrl-n Tab Right Tab")
        .write("review")
        .press("Esc");
    let row = user.row(Table::Feedback, "You rush the end!");
    assert_eq!(text(&row, "situation"), "In the review on Monday");
    assert_eq!(text(&row, "impact"), "two questions were not asked");
    assert_eq!(text(&row, "intent"), "to be on time");
    assert_eq!(text(&row, "next_time"), "keep five minutes");
    assert_eq!(
        row["goal_id"],
        user.row(Table::Goals, "Lead a design review")["id"]
    );
    for words in [
        "When   In the review",
        "What   You rush",
        "Led to two",
        "Meant  to be",
        "Next   keep five",
    ] {
        user.sees(words);
    }
    user.sees("areas to improve")
        .sees("for       goal: Lead a design");
}

#[test]
fn an_unknown_goal_says_so_and_the_rest_is_kept() {
    let mut user = told();
    user.press("e Ctrl-n").write("In the review");
    user.press("Tab Tab Tab Tab Tab Tab")
        .write("nothing such")
        .press("Esc");
    user.sees("No active goal has").press("Esc");
    assert_eq!(text(&piece(&user), "situation"), "In the review");
    assert_eq!(piece(&user).get("goal_id"), None);
}

#[test]
fn the_state_of_feedback_is_no_field_of_a_form() {
    let user = told();
    let act = ithaca::actions::Act::Edit(ithaca::actions::FieldEdit {
        relationship: user.model.relationship_id().unwrap(),
        table: Table::Feedback,
        id: common::id_of(&piece(&user)),
        label: "Edited".into(),
        before: vec![("state".into(), "said".into())],
        after: vec![("state".into(), "responded".into())],
        stretch: None,
    });
    let world = ithaca::actions::World {
        store: &user.store,
        env: &user.env,
    };
    assert!(ithaca::actions::perform(&world, &act).is_err());
}

#[test]
fn enter_goes_into_the_piece_and_from_there_to_what_it_is_tied_to_and_back() {
    let mut user = User::demo(120, 40);
    user.press("3").sees("From Athena").press("Enter Enter");
    user.sees("session ")
        .press("Esc Esc")
        .sees("waiting for an answer");
    user.sees("▸ ? Athena");
}

#[test]
fn an_area_shows_what_was_said_about_it_and_what_moved() {
    let mut user = User::demo(120, 40);
    user.press("3");
    for _ in 0..20 {
        user.press("j");
        if user.screen().contains("Said about it") {
            break;
        }
    }
    user.sees("areas to improve")
        .sees("Said about it")
        .sees("Since ");
}

#[test]
fn an_area_shows_what_has_changed_since_the_first_of_it_was_said() {
    let mut user = met();
    user.press("1 a").write("Slow down").press("Enter Esc n");
    user.write("Noted before").press("Enter");
    user.restart("2026-12-10T09:00:00Z");
    user.press("3 a").write("You rush the end").press("Enter");
    user.press("e Ctrl-n").press(&"Tab ".repeat(6));
    user.write("Slow").press("Esc");
    let goal = id_of(&user.row(Table::Goals, "Slow down"));
    user.stand_on((Table::Goals, goal));
    user.sees("Said about it")
        .sees("Since 10 Dec")
        .sees("Nothing has moved yet. n writes what")
        .sees_not("Noted before");
    user.press("n").write("Asked and waited").press("Enter");
    user.press("1 g l a").write("One call in silence");
    user.press("Enter Esc Space 3 g");
    user.stand_on((Table::Goals, goal));
    user.sees("Since 10 Dec")
        .sees("One call in silence")
        .sees("Asked and waited")
        .sees_not("Noted before");
}

#[test]
fn a_goal_made_from_feedback_shows_it_as_what_was_said() {
    let mut user = told();
    user.press("> g Enter");
    let goal = id_of(&user.rows(Table::Goals)[0]);
    user.stand_on((Table::Goals, goal));
    user.sees("Said about it").sees("Since 24 Nov");
}

#[test]
fn on_an_agenda_feedback_is_known_by_what_was_seen_and_from_whom() {
    let mut user = told();
    user.press("e BackTab").write("On Monday").press("Esc o");
    user.sees("Added: From Athena: You rush the end");
}

#[test]
fn in_the_detail_keys_are_about_the_piece() {
    let mut user = told();
    user.press("Enter Space t Enter");
    assert_eq!(text(&piece(&user), "response"), "trying");
    user.press("v");
    assert_eq!(text(&piece(&user), "visibility"), "private");
    user.press("d").sees("To the trash");
}

#[test]
fn a_line_of_feedback_is_turned_into_a_question_for_it() {
    for width in [44, 80] {
        let mut user = User::new(width, 24);
        user.meets("Athena").press("i f");
        user.sees("From Athena")
            .sees("Tab from/to/ask")
            .sees("Esc closes")
            .press("Tab");
        user.sees("To Athena").press("Tab").sees("Ask Athena about");
        user.write("My reviews").press("Enter");
        let request = user.row(Table::FeedbackRequests, "My reviews");
        assert_eq!(request["to_side"], "partner");
        user.press("i f Tab Tab Tab").sees("Athena asks me about");
        user.press("Tab").sees("From Athena").press("Esc");
        for keys in ["2", "c"] {
            user.press(keys).press(":").write("ask").press("Enter");
            user.sees("Ask Athena about").press("Esc");
        }
    }
}

#[test]
fn the_brackets_turn_to_the_next_section() {
    for width in [44, 80] {
        let mut user = User::demo(width, 24);
        let part = |user: &User| user.model.panes().list().section().map(|(part, ..)| part);
        user.press("3 g");
        assert_eq!(part(&user), Some(Part::Waiting));
        user.press("[")
            .sees("This is the first section.")
            .press("]");
        assert_eq!(part(&user), Some(Part::ToSay));
        user.press("] ] ]");
        assert_eq!(part(&user), Some(Part::Answered));
        user.press("] ]")
            .sees("This is the last section.")
            .press("[");
        assert_eq!(part(&user), Some(Part::Answered));
    }
}

#[test]
fn under_what_was_answered_stands_what_it_may_become() {
    for width in [44, 80] {
        let mut user = User::demo(width, 24);
        user.press("3 g");
        let answered = user.model.entry().and_then(ithaca::app::list::Keyed::key);
        user.press("Space t").write("ok").press("Enter");
        // The cursor has gone on to the next that waits.
        user.stand_on(answered.unwrap());
        user.sees("> turn into").sees("Space reopen");
    }
}

#[test]
fn the_line_on_a_piece_is_whole() {
    for width in [44, 80] {
        let mut user = User::demo(width, 24);
        user.press("3 g l");
        let screen = user.screen();
        let words: Vec<_> = screen
            .split([' ', '\n', '│'])
            .filter(|w| !w.is_empty())
            .collect();
        assert!(
            words.join(" ").contains("waiting for an answer"),
            "{screen}"
        );
        user.sees_not("waiting for…").sees_not("waiting…");
    }
}

#[test]
fn what_was_asked_for_is_noted_and_a_page_says_that_space_answers() {
    let mut user = User::demo(80, 24);
    user.press(": ").write("ask for feedback").press("Enter");
    user.write("The first page").press("Enter");
    user.sees("Noted as asked of Athena: The first page");
    for size in [(80, 24), (44, 24)] {
        let mut user = User::demo(size.0, size.1);
        user.press("2 h j Enter i f")
            .write("You waited for the question")
            .press("Enter");
        for _ in 0..60 {
            if matches!(user.model.entry(), Some(ithaca::app::entry::Entry::Feedback(line)) if line.text.contains("waited for the question"))
            {
                break;
            }
            user.press("j");
        }
        user.sees("Space answer").sees_not("Space done");
        // So it says beside what the piece is tied to.
        user.press("Esc 3 Enter")
            .sees("said in")
            .sees("Space answer");
        user.press("Space").sees("trying");
    }
}

#[test]
fn the_text_keeps_most_of_an_answered_row() {
    let words = "you ask and then you answer it yourself";
    for (width, height, kept, gone) in [
        // The widest has room for all of it.
        (140, 30, "you ask and then you answer it yourself", ""),
        (80, 24, "you ask and then you a", "2025"),
        (44, 22, "you ask and then you", "considered"),
    ] {
        let mut user = User::new(width, height);
        user.meets("Athena").press("3");
        user.press("a").write(words).press("Enter");
        user.press("Space k Enter");
        let mut row = user.row(Table::Feedback, words);
        row.insert("said_on".into(), "2025-08-12".into());
        user.elsewhere(&ithaca::actions::Act::Edit(ithaca::actions::FieldEdit {
            relationship: user.model.relationship_id().unwrap(),
            table: Table::Feedback,
            id: common::id_of(&row),
            label: "Edited".into(),
            before: vec![("said_on".into(), "2026-11-24".into())],
            after: vec![("said_on".into(), "2025-08-12".into())],
            stretch: None,
        }));
        user.model.touch();
        user.refresh();
        let screen = user.screen();
        let line = screen
            .lines()
            .find(|line| line.contains("✓ Athena"))
            .unwrap();
        let row = line.split('│').next().unwrap();
        assert!(row.contains(kept), "{width}:\n{screen}");
        assert!(gone.is_empty() || !row.contains(gone), "{width}:\n{screen}");
        assert!(row.contains("12 Aug"), "{width}:\n{screen}");
    }
}

#[test]
fn after_an_answer_the_next_that_waits_is_under_the_cursor() {
    let mut user = met();
    for words in ["You rush the end", "You wait well", "You ask late"] {
        user.press("g a").write(words).press("Enter");
    }
    user.press("g j").sees("▸ ? Athena  You wait well");
    user.press("Space t Enter").sees("Trying: You wait well");
    user.sees("▸ ? Athena  You rush the end").sees("u undoes");
    user.press("u").sees("▸ ? Athena  You wait well");
    user.press("Space t Enter Space k Enter")
        .sees("▸ ? Athena  You ask late");
    // Nothing waits any more: the one just answered.
    user.press("Space k Enter").sees("▸ ✓ Athena  You ask late");
}

#[test]
fn the_menu_of_answers_says_whose_answer_it_is() {
    let mut user = told();
    user.press("Space").sees("My answer: You rush the end");
    user.press("Esc g j a").write("You listen").press("Enter");
    user.press("Space").sees("Said: You listen");
    user.press("Space").sees("Athena's answer: You listen");
    user.press("Esc s").sees("Athena's answer: You listen");
}

#[test]
fn what_waits_stands_whole_above_its_answers() {
    let parts = [
        "In the write-up of the small",
        "angry",
        "nobody can learn from it",
        "Meant  I think that you protect",
        "regret.",
        "declined, with a reason",
    ];
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        let mut user = User::demo(width, height);
        user.press("3 Space").sees("─ My answer ─");
        let box_of = user.screen();
        let box_of: String = box_of
            .lines()
            .skip_while(|line| !line.contains("─ My answer ─"))
            .collect();
        for words in parts {
            assert!(box_of.contains(words), "{words}: {box_of}");
        }
    }
    // Where there is no room for all of it each text begins, and the letters are in view.
    let mut user = User::demo(40, 16);
    user.press("3 Space").sees("When   In").sees("Next   Put");
    user.sees("declined, with a reason");
}

#[test]
fn the_title_of_an_area_comes_before_its_year_and_its_figures() {
    for width in [80, 44] {
        let mut user = User::demo(width, 24);
        user.press("3 ] ] ]");
        let screen = user.screen();
        let row = |words: &str| {
            let row = screen.lines().find(|line| line.contains(words)).unwrap();
            row.split('│').next().unwrap().to_owned()
        };
        let talk_row = row("Give a talk at the");
        assert!(
            talk_row.contains("◐ Give a talk at the tech hour "),
            "{screen}"
        );
        assert!(!talk_row.contains("2025"), "{screen}");
        assert!(row("Hand over").contains("the on-call rota "), "{screen}");
        assert!(row("○ Lead a design").contains("3 of 5"), "{screen}");
        // On the tab of its own the year and the figure stand.
        user.press("1").sees("1 of 3");
    }
}

#[test]
fn whose_answer_is_awaited_is_said_in_the_row_and_in_the_foot() {
    for (width, says_in_row) in [(44, false), (80, false), (120, true)] {
        let mut user = User::new(width, 24);
        user.meets("Athena")
            .press("3 i f")
            .write("You ask first")
            .press("Enter");
        user.press("i f Tab")
            .write("I liked the draft")
            .press("Enter");
        for (text, foot, row) in [
            ("You ask first", "Space answer", "my answer"),
            (
                "I liked the draft",
                "Space Athena's answer",
                "Athena's answer",
            ),
        ] {
            user.press("3 g");
            if !matches!(user.model.entry(), Some(Entry::Feedback(line)) if line.text == text) {
                user.press("j");
            }
            // What is to be said waits for nobody until it is said.
            if matches!(user.model.entry(), Some(Entry::Feedback(line)) if line.state == FeedbackState::Draft)
            {
                user.sees_not("'s answer").press("Space");
            }
            user.sees(foot);
            let screen = user.screen();
            let line = screen.lines().find(|line| line.contains(text));
            assert!(
                !says_in_row || line.is_some_and(|line| line.contains(row)),
                "{screen}"
            );
        }
    }
}

#[test]
fn a_list_stands_as_it_stood_after_a_look_at_its_detail() {
    for tab in ["3", "1", "0"] {
        let mut user = User::demo(44, 24);
        user.press(tab).press("g Down");
        let before = user.screen();
        user.press("Tab");
        assert_ne!(user.screen(), before);
        user.press(if tab == "0" { "Tab" } else { "Esc" });
        assert_eq!(user.screen(), before, "{tab}");
    }
    let mut user = User::demo(44, 24);
    user.press("3 Down Enter Esc").sees("waiting for an answer");
}
