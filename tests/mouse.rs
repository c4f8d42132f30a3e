//! The mouse, over the drawn screen.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod common;

use common::User;
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ithaca::app::update::{self, Message};

impl Pointing for User {
    fn mouse(&mut self, kind: MouseEventKind, on: &str) -> &mut Self {
        let screen = self.screen();
        let found = screen.lines().enumerate().find_map(|(y, line)| {
            let x = line.find(on)?;
            Some((line[..x].chars().count(), y))
        });
        let (x, y) = found.unwrap_or_else(|| panic!("'{on}' is not on the screen:\n{screen}"));
        let event = MouseEvent {
            kind,
            column: u16::try_from(x).unwrap(),
            row: u16::try_from(y).unwrap(),
            modifiers: KeyModifiers::NONE,
        };
        let effects = update::update(&mut self.model, Message::Mouse(event));
        assert!(effects.is_empty());
        self.refresh();
        self
    }
}

trait Pointing {
    fn mouse(&mut self, kind: MouseEventKind, on: &str) -> &mut Self;

    fn click(&mut self, on: &str) -> &mut Self {
        self.mouse(MouseEventKind::Down(MouseButton::Left), on)
    }
}

#[test]
fn a_click_selects_and_a_tab_opens() {
    let mut user = User::demo(80, 24);
    user.click("The incident write-up")
        .sees("▸ ○ * The incident");
    user.click("29 Oct").sees("Thu 29 Oct 2026 · held");
    user.click("1 Goals")
        .sees("Lead a design review")
        .sees("1/");
    user.click("Read the storage papers")
        .sees("▸ ○ Read the storage papers");
    user.click("Milestones").press("a").sees("Milestone");
}

#[test]
fn a_click_finds_its_row_in_the_call() {
    let mut user = User::demo(44, 24);
    user.press("2 c")
        .click("Which conference")
        .sees("▸ ○ ! Which conference");
    user.click("Review checklist")
        .sees("▸ ○ me      Review checklist");
    user.click("Design review: six days").press("Enter");
    // Under the current item stands its prompt, which is no row of its own.
    user.click("Which conference")
        .sees("▸ ○ ! Which conference");
}

#[test]
fn the_wheel_scrolls_what_is_under_it() {
    let mut user = User::demo(80, 24);
    user.press("3 2").click("Which conference");
    for _ in 0..20 {
        user.mouse(MouseEventKind::ScrollDown, " Sessions ");
    }
    // The other pane keeps the focus.
    let screen = user.screen();
    assert!(!screen.contains("▸ ○ Thu 26 Nov"), "{screen}");
    user.press("?")
        .mouse(MouseEventKind::ScrollDown, "Keys that")
        .sees("4/");
    user.press("Esc a")
        .mouse(MouseEventKind::ScrollUp, " Sessions")
        .sees("Enter adds");
}
