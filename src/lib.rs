//! Ithaca, a planner for mentoring relationships in the terminal.
//!
//! # The code map
//!
//! ```text
//! domain    entities, states, rules; date words, the one-line grammar     knows no screen, disk or clock
//! store     the file: schema, change log, windows of the screens, check    the only SQL
//! transfer  values ↔ text: the JSON contract, Markdown                     pure
//! actions   what a user can do, each one batch of changes                  knows no screen
//! demo      the invented demo, and large generated files
//! app       model, keys, update, effects; the loop                         no SQL, no drawing
//! ui        pure functions from the model to the screen                    decides nothing, writes nothing
//! cli       one file a command                                             prints, and sets exit codes
//! config    the configuration file: keys, colours, dates                   read once
//! env       clock, ids, zone, folders: from outside, read once
//! ```
//!
//! Dependencies point one way: `domain ← store ← actions ← app ← ui`, `domain ← transfer`, and `cli` and `main` on top.
//! `tests/layers.rs` holds it.
//!
//! What is not there, on purpose:
//! - No second way to write: every action of a user is an [`actions::Act`], done by [`actions::perform`] in one
//!   transaction with its log; undo is the same changes swapped. A new field needs no undo code. Beside it stand what no key
//!   does (an import, which is one batch too; `forget` and `restore`, which can't be undone), emptying the trash, which can't
//!   be undone either, and drafts, which are no rows.
//! - No second table of keys: [`app::keymap::KEYS`] drives dispatch, footer, help and the README.
//! - No second "may I": [`app::intent::intent`] says what an action would do here, or that it can't; the footer asks it too.
//! - No second table of states: each entity's `TRANSITIONS` is what the menus offer, what actions allow, what tests walk.
//! - No file in memory: a list ([`app::list::List`]) holds counts and the rows in view; `app::read` fetches what scrolls in.
//! - No second filter of what is private: whatever leaves the file is read in a [`store::portable::Scope`].
//! - No tick: the loop blocks on input, and wakes once a second to see whether another process wrote; a thread beside it
//!   wakes every two to see whether the terminal is gone.
//! - No trust score, anywhere: counts stand beside the user's own answers, and rows are never added up.
//!
//! The path of one key, `Space` on a goal: event → [`app::update::update`] → the top overlay, or the key table →
//! [`app::keymap::Action::Toggle`] → `intent` → [`app::entry::Entry::toggle`] → `Effect::Act(Act::Goal …)` →
//! `app::effect` → [`actions::perform`] → `store::log`: rows and log in one transaction → the windows in view are read
//! again by `app::read` → [`ui::draw`].
//!
//! Where to go for a change:
//!
//! | what | where |
//! | --- | --- |
//! | a key | its row in `app/keymap/table.rs`, what it does in `app/intent` |
//! | what a row answers to: Space, states, order | `app/entry` |
//! | what a typed line becomes | `app/line/act.rs`; its grammar `domain/quick_line.rs`, its dates `domain/when` |
//! | what lies over the screen | its file in `app/overlay`, in `app/read` and in `ui` |
//! | a field of an entity | its file in `domain`, a migration, `app/form/fields.rs` |
//! | what happens to data | `actions` |
//! | what is read | `app/read` over `store/window` |
//! | a nudge | its kind in `domain/offer.rs`, its rule in `domain/fact.rs` or `store/window/offers.rs`, its sentence in `assets/microcopy.toml` |
//! | a figure of the board | its rule in `domain/evidence/case.rs`, its words in `signal.rs` beside it, its query in `store/evidence.rs` |
//! | whether all that holds | `tests`, each file what a user does: keys in, screen out; what is read per key in `tests/cost.rs` |

pub mod actions;
pub mod app;
pub mod cli;
pub mod config;
pub mod demo;
pub mod domain;
pub mod env;
pub mod store;
pub mod transfer;
pub mod ui;
