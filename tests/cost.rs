//! What a key costs: the rows of the screen, not of the file; the indexes that the hot queries use; the bytes drawn.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;

use common::User;
use ithaca::app::model::Tab;
use ithaca::app::wire::Wire;
use ithaca::demo::{self, Size};
use ithaca::domain::question::QuestionStatus;
use ithaca::domain::{Commitment, Id, Relationship, Session, Side};
use ithaca::env::Env;
use ithaca::store::portable::Scope;
use ithaca::store::window::{
    agenda, course, facts, feedback, goals, header, links, offers, people, place, practices,
    reading, serving, sessions, story,
};
use ithaca::store::{Cost, Store, evidence, search};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

const WIDTH: u16 = 120;
const HEIGHT: u16 = 40;

/// Rows that the start and each key may read: three screens.
const ROWS: u64 = 3 * HEIGHT as u64;

/// Through every pane, list and form that only reads, and the call; `c`, `Space` and `u` write.
const TOUR: &str = "2 j j j k G k k PgUp PgDn End Home g h j j k [ ] j j Enter j PgDn [ ] G k Esc l G g l End Home PgDn PgDn PgUp o Esc o j j Esc 1 j j l j j h G k g 3 j l G 4 j j PgDn G k - j G + g l h F Esc 2 h G k g l g j \
    Space u j i Esc ? Esc c j j G g Tab j j G Tab x Esc Tab Space u i Esc";

/// Counts the bytes that a terminal would get.
#[derive(Clone, Default)]
struct Bytes(Rc<Cell<usize>>);

impl Write for Bytes {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + buffer.len());
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal that is only counted.
struct Glass {
    terminal: Terminal<Wire<Bytes>>,
    bytes: Bytes,
}

impl Glass {
    fn new() -> Self {
        let bytes = Bytes::default();
        let options = TerminalOptions {
            viewport: Viewport::Fixed(Rect::new(0, 0, WIDTH, HEIGHT)),
        };
        let terminal = Terminal::with_options(Wire::new(bytes.clone()), options).unwrap();
        Self { terminal, bytes }
    }

    /// The bytes of one drawing.
    fn draw(&mut self, user: &User) -> usize {
        self.terminal
            .draw(|frame| ithaca::ui::draw(&user.model, frame))
            .unwrap();
        self.bytes.0.take()
    }

    /// The median of the bytes drawn for each of these keys that moved something.
    fn median(&mut self, user: &mut User, key: &str) -> usize {
        self.draw(user);
        let drawn = (0..25).map(|_| {
            user.press(key);
            self.draw(user)
        });
        let mut moved: Vec<_> = drawn.filter(|bytes| *bytes > 0).collect();
        assert!(moved.len() > 1, "{key} moves nothing");
        moved.sort_unstable();
        moved[moved.len() / 2]
    }
}

/// A user at a generated file; only what is read from here on counts.
fn user(size: Size, change: impl FnOnce(&Store)) -> User {
    User::with(WIDTH, HEIGHT, |store, env| {
        demo::build(store, env, size, 1).unwrap();
        change(store);
        store.work().take();
    })
}

#[track_caller]
fn cheap(what: &str, cost: Cost) {
    eprintln!("{what:8} {cost:?}");
    assert!(cost.rows <= ROWS, "{what} reads {} rows", cost.rows);
    assert_eq!(cost.scanned, 0, "{what} scans rows without an index");
    assert_eq!(
        cost.sorts, 0,
        "{what} sorts rows that no index has in order"
    );
}

/// The start and every key of the tour.
fn tour(user: &mut User) {
    cheap("start", user.store.work().take());
    for (n, key) in TOUR.split_whitespace().enumerate() {
        user.press(key);
        let cost = user.store.work().take();
        if key == "4" && user.model.tab == Tab::Timeline {
            board(cost);
        } else {
            cheap(&format!("{n} {key}"), cost);
        }
    }
}

/// The evidence board counts the records of 180 days, once, where its tab is opened, whatever the years before them hold.
/// No key on the tab counts them again.
#[track_caller]
fn board(cost: Cost) {
    eprintln!("board    {cost:?}");
    assert!(cost.rows <= 400, "the board reads {} rows", cost.rows);
    assert!(cost.queries <= 50, "the board asks {} times", cost.queries);
    assert!(cost.steps <= 40_000, "the board takes {} steps", cost.steps);
    assert_eq!(cost.scanned, 0, "the board scans rows without an index");
    assert_eq!(
        cost.sorts, 0,
        "the board sorts rows that no index has in order"
    );
}

#[test]
fn in_three_columns_the_board_is_counted_once_and_so_far_in_as_many_queries() {
    let mut user = user(Size::Heavy, |_| {});
    user.resize(200, 50);
    user.store.work().take();
    user.press("4");
    board(user.store.work().take());
    for key in "j k Tab j j G Tab j G g l h Tab Tab j PgDn G g Tab".split_whitespace() {
        user.press(key);
        cheap(&format!("wide {key}"), user.store.work().take());
    }
    // All of one relationship's years: the records themselves are read, each once, by their index.
    user.press("-").sees("so far");
    let cost = user.store.work().take();
    eprintln!("so far   {cost:?}");
    assert!(cost.queries <= 50, "{} queries", cost.queries);
    assert!(cost.rows <= 1_500, "{} rows", cost.rows);
    assert_eq!((cost.scanned, cost.sorts), (0, 0));
}

/// Moving through what is long: few bytes where the detail stays, more where another is shown.
fn bytes(user: &mut User) {
    let mut glass = Glass::new();
    let mut above = Vec::new();
    let mut most = |user: &mut User, keys: &str, key: &str, bound: usize| {
        user.press(keys);
        let median = glass.median(user, key);
        eprintln!("bytes after {keys}, {key}: {median}");
        if median > bound {
            above.push(format!(
                "{key} after {keys} draws {median} bytes, more than {bound}"
            ));
        }
    };
    most(user, "2 l g", "j", 600);
    most(user, "2 h g", "j", 2_000);
    most(user, "1 h g", "j", 2_000);
    most(user, "1 h g l g", "j", 600);
    most(user, "3 g", "j", 2_000);
    most(user, "4 g", "j", 2_000);
    most(user, "2 h g c", "j", 600);
    assert!(above.is_empty(), "{above:#?}");
}

/// Gives the next session as many items as the huge file has on it.
fn lengthen(store: &Store) {
    let items = "INSERT INTO agenda_items (id, created_at, updated_at, relationship_id, visibility, title, session_id, kind, owner, minutes, position, status, carry_count)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
        SELECT randomblob(16), s.created_at, s.updated_at, s.relationship_id, 'shared', 'Item ' || i, s.id, 'topic', 'me', 5, 1000000 + i, 'open', 0
        FROM n, (SELECT * FROM sessions WHERE status = 'planned' AND planned_start >= '2026-11-24T09' ORDER BY planned_start LIMIT 1) s";
    let sums = "UPDATE agenda_sums SET (items, open, minutes, open_minutes) = (SELECT count(*), sum(status = 'open'), sum(minutes), sum(minutes * (status = 'open'))
        FROM agenda_items i WHERE i.session_id = agenda_sums.session_id AND i.status IN ('open', 'done'))
        WHERE session_id = (SELECT session_id FROM agenda_items WHERE position = 1010000)";
    let connection = rusqlite::Connection::open(store.path()).unwrap();
    assert_eq!(connection.execute(items, []).unwrap(), 10_000);
    assert_eq!(connection.execute(sums, []).unwrap(), 1);
}

#[test]
fn a_key_costs_the_screen_on_heavy() {
    tour(&mut user(Size::Heavy, |_| {}));
}

#[test]
fn a_key_costs_the_screen_on_a_long_agenda() {
    let mut user = user(Size::Heavy, lengthen);
    assert!(
        user.model.agenda.sums.count >= 10_000,
        "the start is on the longest agenda"
    );
    tour(&mut user);
}

#[test]
fn the_end_of_a_long_agenda_costs_what_its_beginning_does() {
    let mut user = user(Size::Heavy, lengthen);
    user.press("2 l g");
    let mut steps = |key: &str| {
        user.store.work().take();
        user.press(key);
        let cost = user.store.work().take();
        eprintln!("{key:8} {cost:?}");
        cost.steps
    };
    let most = 2 * steps("PgDn").max(steps("PgDn"));
    for key in ["G", "PgUp", "PgUp", "k", "PgDn", "g"] {
        let steps = steps(key);
        assert!(steps <= most, "{key} takes {steps} steps, not {most}");
    }
    let next = user.model.agenda.session.as_ref().unwrap().id;
    let all = user.store.items_page(next, &(0..usize::MAX)).unwrap();
    for start in [0, 150, 5_000, 9_900, all.len() - 3, all.len()] {
        let range = start..(start + 40).min(all.len());
        let page = user.store.items_page(next, &range).unwrap();
        assert_eq!(page, all[range]);
    }
}

#[test]
fn a_key_draws_little() {
    bytes(&mut user(Size::Heavy, lengthen));
}

#[test]
fn a_key_costs_the_screen_on_huge() {
    let mut user = user(Size::Huge, |_| {});
    assert!(
        user.model.agenda.sums.count >= 9_000,
        "the start is on the longest agenda"
    );
    tour(&mut user);
}

/// Two hundred people, each with two sessions and promises both ways.
fn crowd(store: &Store, env: &Env) {
    let now = env.now().at;
    let filled = store.fill(|filler| {
        for n in 0..200_i64 {
            let relationship = Relationship {
                id: env.id(),
                partner_name: format!("Suitor {n}"),
                ..Relationship::default()
            };
            filler.add(&relationship)?;
            // Every seventh one waits for an answer, every eleventh has no date.
            let first = if n % 7 == 0 { -3_000 } else { 600 * (n + 1) };
            for start in [first, 200_000 + n].iter().filter(|_| n % 11 != 0) {
                filler.add(&Session {
                    id: env.id(),
                    relationship_id: relationship.id,
                    planned_start: now.plus_minutes(*start),
                    ..Session::default()
                })?;
            }
            for owner in [Side::Me, Side::Partner, Side::Both] {
                filler.add(&Commitment {
                    id: env.id(),
                    relationship_id: relationship.id,
                    owner,
                    text: format!("Promise {n}"),
                    due: Some(now.plus_minutes(1_440 * (n % 40)).day(chrono_tz::UTC)),
                    ..Commitment::default()
                })?;
            }
        }
        Ok(())
    });
    filled.unwrap();
}

#[test]
fn a_key_among_two_hundred_people_costs_the_screen() {
    let mut user = User::with(WIDTH, HEIGHT, |store, env| {
        crowd(store, env);
        store.work().take();
    });
    cheap("start", user.store.work().take());
    for (n, key) in "0 j j k PgDn PgDn G k g Enter 0 G Space u g l j h"
        .split_whitespace()
        .enumerate()
    {
        user.press(key);
        cheap(&format!("{n} {key}"), user.store.work().take());
    }
    user.press("0 g");
    let median = Glass::new().median(&mut user, "j");
    assert!(median <= 2_000, "{median} bytes");
}

#[test]
fn a_command_reads_what_it_prints() {
    let user = user(Size::Heavy, |_| {});
    let (store, now) = (&user.store, user.env.now().at);
    let next = store.next_in(Scope::Shared, None, now).unwrap().unwrap();
    let with = next.relationship_id;
    store.work().take();
    // The rows of one session or goal may be sorted; a list may not.
    let spent = |what: &str, most: u64, sorts: u64| {
        let cost = store.work().take();
        eprintln!("{what:8} {cost:?}");
        assert_eq!(cost.scanned, 0, "{what} scans rows without an index");
        assert!(cost.rows <= most, "{what} reads {} rows", cost.rows);
        assert!(cost.sorts <= sorts, "{what} sorts {} times", cost.sorts);
    };
    store.next_in(Scope::Shared, None, now).unwrap();
    spent("next", 1, 0);
    store.next_in(Scope::Shared, Some(with), now).unwrap();
    spent("--with", 1, 0);
    let items = store.items_page(next.id, &(0..usize::MAX)).unwrap();
    spent("agenda", items.len() as u64, 0);
    let whole = store.whole_session(next.id, Scope::Shared).unwrap();
    spent("session", 60, 4);
    store.brief(with, whole, now, Scope::Shared).unwrap();
    spent("brief", 400, 0);
    let goal = store.goals_page(with, goals::Which::Mine, &(0..1));
    spent("goals", 1, 0);
    store
        .whole_goal(goal.unwrap()[0].id, Scope::Shared)
        .unwrap();
    spent("goal", 60, 1);
}

#[test]
fn a_place_is_where_the_page_has_the_row() {
    use goals::Which::{Closed, Mine, Theirs};
    use place::Listed;
    use practices::Stage;
    let user = user(Size::Heavy, |_| {});
    let store = &user.store;
    let all = 0..usize::MAX;
    let mut seen = 0;
    let mut same = |list: Listed, within: Id, ids: Vec<Id>| {
        for (n, id) in ids.into_iter().enumerate() {
            assert_eq!(store.place(list, within, id).unwrap(), Some(n), "{list:?}");
            seen += 1;
        }
    };
    macro_rules! same {
        ($list:expr, $within:expr, $page:expr) => {
            same(
                $list,
                $within,
                $page.unwrap().iter().map(|line| line.id).collect(),
            )
        };
    }
    for with in store.relationships().unwrap().into_iter().map(|r| r.id) {
        for (list, which) in [
            (Listed::MyGoals, Mine),
            (Listed::TheirGoals, Theirs),
            (Listed::ClosedGoals, Closed),
        ] {
            let goals = store.goals_page(with, which, &all).unwrap();
            for goal in goals.iter().take(20) {
                same!(
                    Listed::Milestones,
                    goal.id,
                    store.milestones_page(goal.id, &all)
                );
                same!(Listed::Updates, goal.id, store.updates_page(goal.id, &all));
            }
            same(list, with, goals.iter().map(|line| line.id).collect());
        }
        same!(
            Listed::OpenChallenges,
            with,
            store.challenges_page(with, Stage::Open, &all)
        );
        same!(
            Listed::ClosedChallenges,
            with,
            store.challenges_page(with, Stage::Closed, &all)
        );
        same!(
            Listed::OpenResources,
            with,
            store.resources_page(with, Stage::Open, &all)
        );
        same!(
            Listed::ClosedResources,
            with,
            store.resources_page(with, Stage::Closed, &all)
        );
        same!(Listed::Lessons, with, store.lessons_page(with, &all));
        same!(Listed::Backlog, with, store.backlog_page(with, &all));
        same!(Listed::Promises, with, store.open_promises_page(with, &all));
        same!(
            Listed::SettledPromises,
            with,
            store.closed_promises_page(with, &(0..200))
        );
        for (list, status) in [
            (Listed::Questions, QuestionStatus::Queued),
            (Listed::AskedQuestions, QuestionStatus::Asked),
            (Listed::LetGoQuestions, QuestionStatus::Dropped),
        ] {
            same!(list, with, store.questions_page(with, status, &all));
        }
        same!(Listed::Wins, with, store.wins_page(with, &(0..200)));
        same!(Listed::Agreements, with, store.agreements_page(with, &all));
        if let Some(next) = store
            .next_in(Scope::Everything, Some(with), user.env.now().at)
            .unwrap()
        {
            same!(Listed::Items, next.id, store.items_page(next.id, &all));
            same!(
                Listed::Materials,
                next.id,
                store.materials_page(next.id, &all)
            );
        }
    }
    assert!(seen > 500, "{seen}");
}

/// A step of a plan that looks at every row of a table, or sorts what no index has in order.
fn is_slow(step: &str) -> bool {
    // `people` and `last` are no tables, but what another query of the same statement gives.
    let is_given = ["SCAN people", "SCAN last"].contains(&step);
    (step.starts_with("SCAN") && !step.contains("VIRTUAL TABLE") && !is_given)
        || step.contains("TEMP B-TREE")
}

#[test]
fn the_hot_queries_use_their_indexes() {
    let store = Store::in_memory().unwrap();
    let people: Vec<_> = people::Group::ALL
        .into_iter()
        .map(people::Group::sql)
        .chain([people::counts_sql()])
        .collect();
    let hot = [
        people::OWED,
        people::OWED_COUNT,
        people::UNANSWERED,
        agenda::ITEMS,
        agenda::ITEMS_FROM_LAST,
        agenda::BACKLOG,
        agenda::PROMISES,
        agenda::KEPT,
        agenda::CLOSED,
        agenda::CAUGHT,
        agenda::MADE,
        agenda::MATERIALS,
        agenda::QUESTIONS,
        agenda::ASKED,
        agenda::LET_GO,
        agenda::WINS,
        course::FIRST_REACHED,
        course::REACHED,
        course::FIRST_PERCENT,
        course::PERCENT,
        facts::STANDING,
        feedback::ABOUT_GOAL,
        feedback::AREAS,
        feedback::IN_STATE,
        feedback::SHARED_IN_STATE,
        feedback::REQUESTS,
        feedback::REQUESTS_BEFORE,
        goals::MINE,
        goals::THEIRS,
        goals::CLOSED,
        goals::MOVED_SINCE,
        goals::REACHED_SINCE,
        feedback::PIECE,
        header::LIVE,
        links::BECAME,
        serving::PROMISES,
        serving::RESOURCES,
        serving::ITEMS,
        offers::LEFT,
        offers::DUE,
        offers::WAITING,
        offers::SAVED,
        offers::ASKED,
        offers::UNTESTED,
        offers::UNTOLD,
        offers::CARRIED,
        offers::LINKED,
        offers::ON_AGENDA,
        offers::IN_BACKLOG,
        reading::MADE,
        reading::SAID,
        reading::LEARNED,
        reading::BEFORE,
        reading::AFTER,
        offers::QUIET,
        sessions::AHEAD,
        sessions::PAST,
        story::BEGINNING,
        story::MONTHS,
        story::STORY,
        practices::AGREEMENTS,
        search::ENTRIES,
        search::FEWEST,
        evidence::SESSIONS,
        evidence::UNANSWERED,
        evidence::PROMISES,
        evidence::FEEDBACK,
        evidence::CHALLENGES,
        evidence::QUESTIONS,
        evidence::DECISIONS,
        evidence::PUT_OFF,
        evidence::WINS,
        evidence::GOALS,
        evidence::MILESTONES,
        evidence::PASSED,
        evidence::WAITING,
        evidence::HELD,
        evidence::SAID_LAST,
        evidence::PULSE_COUNTS,
        evidence::CALLED_SO,
        evidence::CALLED_SO_LATER,
    ];
    let places = place::Listed::ALL.map(place::Listed::sql);
    for sql in hot
        .into_iter()
        .chain(places)
        .chain(people.iter().map(String::as_str))
    {
        let plan = store.plan(sql).unwrap();
        assert_eq!(plan.iter().find(|line| is_slow(line)), None, "{sql}");
    }
}
