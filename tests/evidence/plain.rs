//! Plain queries over one entity each, written from DOMAIN.md beside the code: what the board has to count.

use std::process::Command;

use ithaca::domain::evidence::{Evidence, Figure, Rate, Signal, Span};
use ithaca::domain::{Id, Word};
use rusqlite::Connection;
use serde_json::Value as Json;

use super::common::{NOW, User};

/// Told in time: whole minutes of notice, as agreed when the session was planned.
const IN_TIME: &str =
    "(unixepoch(planned_start) - unixepoch(changed_at)) / 60 >= notice_hours * 60";

/// From when a promise counts: its date in the window, or decided ahead of it.
const DUE: &str =
    "relationship_id = ?1 AND deleted_at IS NULL AND due IS NOT NULL AND status <> 'released'
    AND (status <> 'open' OR due < ?4) AND (due BETWEEN ?2 AND ?3 OR due > ?3 AND ?3 = ?4)";

/// A session counts by its planned day, and one that was held ahead of it by today.
const DAY: &str =
    "CASE status WHEN 'held' THEN min(date(planned_start), ?4) ELSE date(planned_start) END";

const KEPT: &str = "status = 'done' AND coalesce(done_on <= due, 1) AND NOT EXISTS
    (SELECT 1 FROM json_each(renegotiated) WHERE date(value ->> 'at') > value ->> 'old_due')";

/// Two numbers, of ?1 the relationship, from ?2 to ?3, where ?4 is today.
fn query(signal: Signal) -> String {
    let of = "relationship_id = ?1 AND deleted_at IS NULL";
    let sessions = format!("FROM sessions WHERE {of} AND {DAY} BETWEEN ?2 AND ?3");
    let promises = |whose: &str| {
        format!(
            "SELECT count(*) FILTER (WHERE {KEPT}), count(*) FROM commitments WHERE {DUE} AND {whose}"
        )
    };
    match signal {
        Signal::TookPlace => format!("SELECT count(*) FILTER (WHERE status = 'held'), count(*) {sessions}
            AND (status IN ('held', 'missed') OR status = 'cancelled' AND changed_at IS NOT NULL AND NOT {IN_TIME})"),
        Signal::ToldAhead => format!("SELECT count(*) FILTER (WHERE {IN_TIME}), count(*) {sessions} AND status IN ('cancelled', 'rescheduled') AND changed_at IS NOT NULL"),
        Signal::OnTime => format!("SELECT count(*) FILTER (WHERE (unixepoch(started_at) - unixepoch(planned_start)) / 60 <= grace_minutes), count(*) {sessions}
            AND status = 'held' AND origin = 'live' AND NOT start_corrected AND started_at IS NOT NULL"),
        Signal::Prepared => format!("SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM agenda_items i WHERE i.session_id = sessions.id AND i.deleted_at IS NULL)
            AND unixepoch(agenda_shared_at) <= unixepoch(planned_start) - agenda_lead_hours * 3600), count(*) {sessions} AND status = 'held'"),
        Signal::OnGoals => format!("SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM agenda_items i WHERE i.session_id = sessions.id AND i.deleted_at IS NULL AND i.link ->> 'table' IN ('goals', 'milestones'))
            OR EXISTS (SELECT 1 FROM goal_updates u WHERE u.session_id = sessions.id AND u.deleted_at IS NULL)), count(*) {sessions} AND status = 'held'"),
        Signal::PromisesMine => promises("owner IN ('me', 'both')"),
        Signal::PromisesTheirs => promises("owner IN ('partner', 'both')"),
        Signal::HelpFollowed => promises("support"),
        Signal::Feedback => format!("SELECT count(*) FILTER (WHERE direction = 'to_partner'), count(*) FILTER (WHERE direction = 'from_partner')
            FROM feedback WHERE {of} AND state <> 'draft' AND said_on BETWEEN ?2 AND ?3"),
        Signal::Answered => format!("SELECT count(*) FILTER (WHERE state = 'responded'), count(*) FROM feedback
            WHERE {of} AND state <> 'draft' AND said_on BETWEEN ?2 AND ?3 AND said_on < date(?4, '-30 days')"),
        Signal::PutOff => format!("SELECT 0, count(*) FROM agenda_items WHERE {of} AND status = 'open' AND carry_count >= 3
            AND (session_id IS NULL OR (SELECT s.status IN ('planned', 'live') AND s.deleted_at IS NULL FROM sessions s WHERE s.id = session_id))"),
        Signal::WinsTold => format!("SELECT count(told_in_id), count(*) FROM wins WHERE {of} AND happened_on BETWEEN ?2 AND ?3"),
        Signal::WithTest => format!("SELECT count(success_test), count(*) FROM goals WHERE {of} AND status = 'active'"),
        Signal::Milestones => format!("SELECT count(*) FILTER (WHERE status = 'done'), count(*) FROM milestones WHERE {of} AND status <> 'dropped' AND due BETWEEN ?2 AND ?3
            AND (SELECT g.deleted_at IS NULL FROM goals g WHERE g.id = goal_id)"),
        Signal::Raised => raised(of),
    }
}

/// By side: challenges, questions (the mentor's is the partner's where I am the mentee), decisions.
fn raised(of: &str) -> String {
    let both = |mine: &str, theirs: &str, from: &str| {
        format!(
            "SELECT count(*) FILTER (WHERE {mine}) AS a, count(*) FILTER (WHERE {theirs}) AS b FROM {from}"
        )
    };
    let role = "(SELECT my_role FROM relationships WHERE id = ?1)";
    let challenges = both(
        "owner <> 'partner'",
        "owner <> 'me'",
        &format!("challenges WHERE {of} AND opened_on BETWEEN ?2 AND ?3"),
    );
    let questions = both(
        &format!("ask_by = 'either' OR {role} = 'peer' OR ask_by = {role}"),
        &format!("ask_by = 'either' OR {role} = 'peer' OR ask_by <> {role}"),
        &format!("questions WHERE {of} AND status = 'asked' AND asked_on BETWEEN ?2 AND ?3"),
    );
    let decisions = both(
        "owner <> 'partner'",
        "owner <> 'me'",
        &format!(
            "agenda_items WHERE {of} AND kind = 'decision' AND status = 'done' AND date(closed_at) BETWEEN ?2 AND ?3"
        ),
    );
    format!("SELECT sum(a), sum(b) FROM ({challenges} UNION ALL {questions} UNION ALL {decisions})")
}

/// What the plain query of a row counts, of somebody, from when to when, today.
fn counted(file: &Connection, signal: Signal, with: Id, days: [&str; 3]) -> (u32, u32) {
    let [from, to, today] = days;
    let bound = (with.0.as_bytes().as_slice(), from, to, today);
    let sql = format!(
        "SELECT * FROM ({}) WHERE ?2 <= ?3 AND ?3 <= ?4",
        query(signal)
    );
    let read = |r: &rusqlite::Row<'_>| Ok((r.get::<_, u32>(0)?, r.get::<_, u32>(1)?));
    file.query_row(&sql, bound, read).unwrap()
}

/// Every row that the command prints as JSON, of everybody and in each window, is what its plain query counts.
#[track_caller]
pub fn command_agrees(user: &User) {
    let file = Connection::open(user.store.path()).unwrap();
    let (mut rows, mut cases) = (0, 0);
    for with in user.store.relationships().unwrap() {
        let out = Command::new(env!("CARGO_BIN_EXE_ithaca"))
            .arg("--db")
            .arg(user.store.path())
            .args(["--with", &with.partner_name, "evidence"])
            .args(["--format", "json"])
            .env("ITHACA_NOW", NOW)
            .env("TZ", "UTC")
            .output()
            .unwrap();
        assert!(out.status.success(), "{out:?}");
        let board: Json = serde_json::from_slice(&out.stdout).unwrap();
        assert_eq!(board["relationship_id"], with.id.to_string());
        let today = board["as_of"].as_str().unwrap();
        for row in board["rows"].as_array().unwrap() {
            let signal = Signal::from_word(row["signal"].as_str().unwrap()).unwrap();
            let from = row["from"].as_str().unwrap_or("0000-01-01");
            let days = [from, row["to"].as_str().unwrap(), today];
            let (a, b) = counted(&file, signal, with.id, days);
            let found = match signal {
                Signal::Feedback | Signal::Raised => (&row["mine"], &row["theirs"]),
                Signal::PutOff => (&Json::from(0), &row["count"]),
                _ => (&row["k"], &row["n"]),
            };
            assert_eq!(
                found,
                (&a.into(), &b.into()),
                "{}: {row}",
                with.partner_name
            );
            (rows, cases) = (rows + 1, cases + b);
        }
    }
    assert!(
        rows >= 3 * Signal::ALL.len() && cases > 100,
        "{rows} {cases}"
    );
}

/// Every row of the board of the relationship in view, in both windows, is what its plain query counts.
#[track_caller]
pub fn agrees(user: &User) {
    let with = user.model.relationship.clone().unwrap();
    let file = Connection::open(user.store.path()).unwrap();
    let today = user.env.now().today();
    for span in Span::ALL {
        let window = span.window(today);
        let records = user.store.evidence(&with, user.env.now(), window).unwrap();
        for signal in Signal::ALL {
            let from = window
                .from
                .map_or("0000-01-01".to_owned(), |d| d.to_string());
            let to = today.to_string();
            let (a, b) = counted(&file, *signal, with.id, [&from, &to, &to]);
            let wanted = match signal {
                Signal::Feedback | Signal::Raised => Figure::Counts(a, b),
                Signal::PutOff => Figure::List(b),
                _ => Figure::Rate(Rate { k: a, n: b }),
            };
            let found = Evidence::of(*signal, &records, window).figure();
            assert_eq!(
                found,
                wanted,
                "{} with {} in {}",
                signal.word(),
                with.partner_name,
                span.word()
            );
        }
    }
}
