//! The keys that move, in every layer over the screen: each moves there as in a list, and none reaches what lies below.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod common;

use common::User;
use ithaca::app::list::Keyed;
use ithaca::app::overlay::Overlay;

/// Every key that moves.
const MOVES: &[&str] = &[
    "Down", "Up", "PgDn", "PgUp", "Home", "End", "Left", "Right", "Ctrl-d", "Ctrl-u",
];

/// The layers whose rows are chosen, and the keys that open them.
const LISTS: &[(&str, &str)] = &[
    ("offers", "2 o"),
    ("bank", "2 o Tab"),
    ("offers in a call", "2 c o"),
    ("templates", "2 t"),
    ("keys", "?"),
    ("history", "2 d u d u d u d u d u d u H"),
    ("trash", "2 d d d : t r a s h Enter"),
    ("records", "4 l j j j j Enter -"),
    ("pulse", "4 l a"),
    ("page of the past", "2 h j j Enter"),
    ("page of an agreement", "2 h G k l G Enter"),
];

/// The layers in which letters type.
const TYPED: &[(&str, &str)] = &[
    ("line", "2 a x y z"),
    ("form", "1 g e"),
    ("search", "/ t a l k"),
    ("palette", ": g o"),
    ("offers narrowed", "2 o / e"),
    ("end", "2 c x a b"),
];

/// Where one stands in the layer on top: the row, or the first line in view of a text.
fn place(user: &User) -> usize {
    match user.model.overlays.last().unwrap() {
        Overlay::Offers(layer) => layer.selected,
        Overlay::Templates(layer) => layer.selected,
        Overlay::Commands(layer) => layer.selected,
        Overlay::History(layer) => layer.selected,
        Overlay::Trash(layer) => layer.selected,
        Overlay::Behind(layer) => layer.selected,
        Overlay::Search(layer) => layer.selected,
        Overlay::Form(layer) => layer.at,
        Overlay::Pulse(layer) => layer.at,
        Overlay::Reading(layer) => layer.top,
        Overlay::Agreement(layer) => layer.top,
        Overlay::End(layer) => {
            let rows = ithaca::app::overlay::end::end_rows(layer);
            rows.iter().position(|row| *row == layer.row).unwrap()
        }
        _ => 0,
    }
}

/// Everything that stands below: the tab, the focus and the selected rows of every list.
fn below(user: &User) -> String {
    let model = &user.model;
    let panes = [
        &model.goals.panes,
        &model.agenda.panes,
        &model.feedback.panes,
        &model.people.panes,
    ];
    let rows = panes.map(|p| {
        let lists = [&p.left, &p.right, &p.foot].map(|list| list.row().and_then(Keyed::key));
        format!("{lists:?} {:?}", p.focus)
    });
    let call = [&model.call.items, &model.call.side].map(|list| list.row().and_then(Keyed::key));
    let (tab, focus) = (model.tab, model.call.focus);
    let layers = model.overlays.iter().map(std::mem::discriminant);
    let layers: Vec<_> = layers.collect();
    format!("{tab:?} {focus:?} {layers:?} {call:?} {rows:?}")
}

fn opened(demo: &User, size: (u16, u16), keys: &str) -> User {
    let mut user = User::like(demo);
    user.resize(size.0, size.1).press(keys);
    assert!(!user.model.overlays.is_empty(), "{keys}\n{}", user.screen());
    user
}

#[test]
fn no_key_that_moves_in_a_layer_reaches_what_lies_below() {
    let demo = User::demo(80, 24);
    for size in [(80, 24), (44, 18)] {
        for (layer, keys) in LISTS.iter().chain(TYPED) {
            let mut user = opened(&demo, size, keys);
            let was = below(&user);
            for key in MOVES {
                // The pages of the past turn with the list of sessions beside them.
                if *layer == "page of the past" && matches!(*key, "Left" | "Right") {
                    continue;
                }
                user.press(key);
                assert_eq!(below(&user), was, "{key} in {layer} at {size:?}");
            }
        }
    }
}

#[test]
fn the_rows_of_a_layer_are_gone_through_as_those_of_a_list() {
    let demo = User::demo(80, 24);
    for size in [(80, 24), (44, 18)] {
        for (layer, keys) in LISTS {
            let mut user = opened(&demo, size, keys);
            let mut to = |key: &str| place(user.press(key));
            let what = format!("{layer} at {size:?}");
            assert_eq!(to("End"), to("G"), "{what}");
            let last = to("End");
            assert_eq!((to("Home"), to("g")), (0, 0), "{what}");
            let one = last.min(1);
            if *layer != "page of the past" {
                // There an arrow goes to the next row, and the text follows where it has to.
                assert_eq!((to("Down"), to("Up")), (one, 0), "{what}");
                assert_eq!((to("j"), to("k")), (one, 0), "{what}");
            }
            let (half, none) = (to("Ctrl-d"), to("Ctrl-u"));
            assert_eq!((half >= one, none), (true, 0), "{what}: half a page");
            let page = to("PgDn");
            assert!(page >= half, "{what}: {page} is a page");
            assert!(
                page <= usize::from(size.1 - 4),
                "{what}: a page of {page} rows"
            );
            assert_eq!(to("PgUp"), 0, "{what}");
            to("End");
            assert!(to("PgUp") < last.max(1), "{what}");
            assert_eq!((to("End"), to("Down")), (last, last), "{what}");
            assert_eq!((to("Home"), to("Up")), (0, 0), "{what}");
        }
    }
}

#[test]
fn where_letters_type_arrows_and_pages_move_and_home_and_end_stay_in_the_text() {
    let demo = User::demo(80, 24);
    for size in [(80, 24), (44, 18)] {
        for (layer, keys) in &TYPED[1..] {
            let what = format!("{layer} at {size:?}");
            let mut user = opened(&demo, size, keys);
            let at = place(&user);
            user.press("Home End");
            assert_eq!(place(&user), at, "{what}: Home and End are the text's");
            let mut to = |key: &str| place(user.press(key));
            let one = to("Down");
            assert!(one > at, "{what}: Down");
            // A text of several rows is gone through first.
            let mut often = |key: &str| (0..9).map(|_| to(key)).last().unwrap();
            let page = often("PgDn");
            assert!(page > one, "{what}: PgDn");
            assert!(often("Up") < page, "{what}: Up");
            assert_eq!(often("PgUp"), at, "{what}: PgUp");
        }
        let mut user = opened(&demo, size, "2 c x Down");
        user.press("End")
            .sees("▸ Useful")
            .press("Home")
            .sees("▸  what you take away");
        let mut user = opened(&demo, size, "2 a x y z");
        user.press("Home")
            .write("1")
            .press("End")
            .write("2")
            .press("PgUp Down PgDn");
        user.sees("1xyz2");
    }
}
