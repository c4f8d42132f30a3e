//! What holds of any records: no figure leans on another row's, what is left out changes no rate, and a move in time lowers none.

use chrono::NaiveDate;
use ithaca::domain::commitment::Renegotiation;
use ithaca::domain::evidence::{
    Coverage, Evidence, Figure, Rate, Records, SessionRecord, Signal, Span, Window,
};
use ithaca::domain::moment::days_on;
use ithaca::domain::question::AskBy;
use ithaca::domain::words::Origin;
use ithaca::domain::{
    Commitment, CommitmentStatus, GoalStatus, Id, Instant, MilestoneStatus, SessionStatus, Side,
    Word,
};
use proptest::prelude::*;
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

fn today() -> NaiveDate {
    day("2026-11-24")
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// Some records of every kind, over two years.
struct Source(SmallRng);

impl Source {
    fn id(&mut self) -> Id {
        let n: u64 = self.0.random_range(0..1 << 40);
        Id::parse(&format!("00000000-0000-7000-8000-{n:012x}")).unwrap()
    }

    fn one<W: Word>(&mut self) -> W {
        W::ALL[self.0.random_range(0..W::ALL.len())]
    }

    fn day(&mut self) -> NaiveDate {
        days_on(today(), self.0.random_range(-700..40))
    }

    fn maybe<T>(&mut self, value: T) -> Option<T> {
        self.0.random_bool(0.7).then_some(value)
    }

    fn instant(&mut self, around: Instant) -> Instant {
        around.plus_minutes(self.0.random_range(-4_000..60))
    }

    fn session(&mut self) -> SessionRecord {
        let start = at(&format!("{}T15:00:00Z", self.day()));
        let (changed, started, shared) = (
            self.instant(start),
            self.instant(start),
            self.instant(start),
        );
        SessionRecord {
            id: self.id(),
            planned_start: start,
            status: self.one(),
            changed_at: self.maybe(changed),
            notice_hours: 24,
            started_at: self.maybe(started),
            start_corrected: self.0.random_bool(0.2),
            grace_minutes: 5,
            agenda_shared_at: self.maybe(shared),
            agenda_lead_hours: 24,
            origin: self.one::<Origin>(),
            has_item: self.0.random_bool(0.8),
            touches_goal: self.0.random_bool(0.5),
        }
    }

    fn promise(&mut self) -> Commitment {
        let (due, done) = (self.day(), self.day());
        let moved = self.0.random_bool(0.3).then(|| Renegotiation {
            at: at(&format!("{}T12:00:00Z", self.day())),
            old_due: Some(self.day()),
            new_due: Some(due),
        });
        Commitment {
            id: self.id(),
            owner: self.one(),
            due: self.maybe(due),
            status: self.one(),
            done_on: self.maybe(done),
            support: self.0.random_bool(0.3),
            renegotiated: moved.into_iter().collect(),
            ..Commitment::default()
        }
    }

    fn records(&mut self) -> Records {
        let n = self.0.random_range(0..12);
        let two = |side: Side| if side == Side::Both { Side::Me } else { side };
        Records {
            today: today(),
            my_role: self.one(),
            sessions: (0..n).map(|_| self.session()).collect(),
            commitments: (0..n).map(|_| self.promise()).collect(),
            feedback: (0..n)
                .map(|_| {
                    (
                        self.id(),
                        two(self.one()),
                        self.day(),
                        self.0.random_bool(0.5),
                    )
                })
                .collect(),
            challenges: (0..n)
                .map(|_| (self.id(), self.one(), self.day()))
                .collect(),
            questions: (0..n)
                .map(|_| (self.id(), self.one::<AskBy>(), self.day()))
                .collect(),
            decisions: (0..n)
                .map(|_| {
                    (
                        self.id(),
                        self.one(),
                        at(&format!("{}T12:00:00Z", self.day())),
                    )
                })
                .collect(),
            put_off: (0..n).map(|_| (self.id(), 3)).collect(),
            wins: (0..n)
                .map(|_| (self.id(), self.day(), self.0.random_bool(0.5)))
                .collect(),
            goals: (0..n)
                .map(|_| (self.id(), self.one::<GoalStatus>(), self.0.random_bool(0.5)))
                .collect(),
            milestones: (0..n)
                .map(|_| (self.id(), self.day(), self.one::<MilestoneStatus>()))
                .collect(),
            ..Records::default()
        }
    }
}

fn records(seed: u64) -> Records {
    Source(SmallRng::seed_from_u64(seed)).records()
}

/// The records of the entities that a row of the board is about, and nothing else.
fn own(signal: Signal, all: &Records) -> Records {
    let all = all.clone();
    let none = Records {
        today: all.today,
        my_role: all.my_role,
        ..Records::default()
    };
    match signal {
        Signal::TookPlace
        | Signal::ToldAhead
        | Signal::OnTime
        | Signal::Prepared
        | Signal::OnGoals => Records {
            sessions: all.sessions,
            ..none
        },
        Signal::PromisesMine | Signal::PromisesTheirs | Signal::HelpFollowed => Records {
            commitments: all.commitments,
            ..none
        },
        Signal::Feedback | Signal::Answered => Records {
            feedback: all.feedback,
            ..none
        },
        Signal::Raised => Records {
            challenges: all.challenges,
            questions: all.questions,
            decisions: all.decisions,
            ..none
        },
        Signal::PutOff => Records {
            put_off: all.put_off,
            ..none
        },
        Signal::WinsTold => Records {
            wins: all.wins,
            ..none
        },
        Signal::WithTest => Records {
            goals: all.goals,
            ..none
        },
        Signal::Milestones => Records {
            milestones: all.milestones,
            ..none
        },
    }
}

fn figure(signal: Signal, records: &Records, span: Span) -> Figure {
    Evidence::of(signal, records, span.window(records.today)).figure()
}

/// The rates of every row in both windows.
fn rates(records: &Records) -> Vec<(Signal, Rate)> {
    let both = Span::ALL.iter().flat_map(|span| {
        Signal::ALL
            .iter()
            .map(|signal| (*signal, figure(*signal, records, *span)))
    });
    both.filter_map(|(signal, figure)| match figure {
        Figure::Rate(rate) => Some((signal, rate)),
        Figure::Counts(..) | Figure::List(_) => None,
    })
    .collect()
}

proptest! {
    #[test]
    fn no_figure_leans_on_another_rows(seed: u64) {
        let all = records(seed);
        for span in Span::ALL {
            for signal in Signal::ALL {
                prop_assert_eq!(figure(*signal, &all, *span), figure(*signal, &own(*signal, &all), *span));
            }
        }
    }

    /// Two rows may look at the same record, and each at what is its own of it: a change of that moves no other figure.
    #[test]
    fn what_is_one_rows_own_moves_no_other_figure(seed: u64) {
        use Signal::{Answered, HelpFollowed, OnGoals, OnTime, Prepared, PromisesMine, PromisesTheirs, Raised, WinsTold, WithTest};
        let all = records(seed);
        let changed = |change: &dyn Fn(&mut Records)| {
            let mut other = all.clone();
            change(&mut other);
            other
        };
        let own: [(&[Signal], Records); 9] = [
            (&[Prepared], changed(&|r| r.sessions.iter_mut().for_each(|s| s.has_item = !s.has_item))),
            (&[Prepared], changed(&|r| r.sessions.iter_mut().for_each(|s| s.agenda_shared_at = None))),
            (&[OnGoals], changed(&|r| r.sessions.iter_mut().for_each(|s| s.touches_goal = !s.touches_goal))),
            (&[OnTime], changed(&|r| r.sessions.iter_mut().for_each(|s| s.started_at = None))),
            (&[OnTime], changed(&|r| r.sessions.iter_mut().for_each(|s| s.start_corrected = !s.start_corrected))),
            (&[HelpFollowed], changed(&|r| r.commitments.iter_mut().for_each(|c| c.support = !c.support))),
            (&[Answered], changed(&|r| r.feedback.iter_mut().for_each(|f| f.3 = !f.3))),
            (&[WinsTold], changed(&|r| r.wins.iter_mut().for_each(|w| w.2 = !w.2))),
            (&[WithTest], changed(&|r| r.goals.iter_mut().for_each(|g| g.2 = !g.2))),
        ];
        let owners: [(&[Signal], Records); 2] = [
            (&[PromisesMine, PromisesTheirs], changed(&|r| r.commitments.iter_mut().for_each(|c| c.owner = Side::Me))),
            (&[Raised], changed(&|r| r.challenges.iter_mut().for_each(|c| c.1 = Side::Me))),
        ];
        for (rows, other) in own.iter().chain(&owners) {
            for span in Span::ALL {
                for signal in Signal::ALL.iter().filter(|s| !rows.contains(s)) {
                    prop_assert_eq!(figure(*signal, &all, *span), figure(*signal, other, *span), "{}", signal.word());
                }
            }
        }
    }

    /// Released, undated and not yet due promises, sessions that nobody said anything of, feedback that has had no time for
    /// an answer, milestones ahead or let go, goals that are not active.
    #[test]
    fn what_is_left_out_changes_no_rate(seed: u64, other: u64) {
        use CommitmentStatus::{Open, Released};
        let all = records(seed);
        let mut more = all.clone();
        let mut some = Source(SmallRng::seed_from_u64(other));
        let ahead = Some(days_on(today(), i64::from(some.0.random_range(0..60_i32))));
        let promise = some.promise();
        let start = some.session().planned_start;
        more.commitments.extend([
            Commitment { status: Released, ..promise.clone() },
            Commitment { due: None, ..promise.clone() },
            Commitment { due: ahead, status: Open, ..promise },
        ]);
        more.unanswered.push(start);
        for status in [SessionStatus::Planned, SessionStatus::Live] {
            more.sessions.push(SessionRecord { status, ..some.session() });
        }
        more.sessions.push(SessionRecord { status: SessionStatus::Cancelled, changed_at: None, ..some.session() });
        let recent = days_on(today(), -i64::from(some.0.random_range(0..=30_i32)));
        more.feedback.push((some.id(), Side::Partner, recent, false));
        more.milestones.push((some.id(), days_on(today(), 1), MilestoneStatus::Open));
        more.milestones.push((some.id(), some.day(), MilestoneStatus::Dropped));
        more.goals.push((some.id(), GoalStatus::Draft, false));
        more.goals.push((some.id(), GoalStatus::OnHold, false));
        prop_assert_eq!(rates(&all), rates(&more));
    }

    #[test]
    fn a_session_moved_in_time_lowers_no_rate(seed: u64, other: u64) {
        let all = records(seed);
        let mut moved = all.clone();
        // With whatever notice was agreed, told with just that much of it or more.
        let mut some = Source(SmallRng::seed_from_u64(other));
        let (notice, more) = (some.0.random_range(0..96), some.0.random_range(0..6_000) / 2);
        let session = some.session();
        let told = session.planned_start.plus_minutes(-notice * 60 - more);
        moved.sessions.push(SessionRecord {
            status: SessionStatus::Rescheduled,
            changed_at: Some(told),
            notice_hours: notice,
            ..session
        });
        for ((signal, was), (_, is)) in rates(&all).into_iter().zip(rates(&moved)) {
            prop_assert!(is.share() >= was.share(), "{}: {was:?} to {is:?}", signal.word());
            prop_assert!(signal == Signal::ToldAhead || is == was);
        }
    }
}

#[test]
fn coverage_counts_what_nobody_answered() {
    let session = |start| SessionRecord {
        planned_start: at(start),
        status: SessionStatus::Held,
        ..SessionRecord::default()
    };
    let records = Records {
        today: day("2026-11-24"),
        sessions: vec![
            session("2026-11-10T15:00:00Z"),
            session("2024-11-10T15:00:00Z"),
        ],
        unanswered: vec![at("2026-11-20T15:00:00Z")],
        ..Records::default()
    };
    let coverage = Coverage::of(&records, Window::recent(records.today));
    assert_eq!(coverage.words(Span::Recent), "Covers 1 of 2 sessions.");
}
