//! What takes a page: an agenda as it is sent, a session as it is read, a brief, all that two people share.

use super::rows::{joined, write_feedback, write_goal, write_item, write_material, write_promise};
use super::{Context, Document};
use crate::domain::feedback::RequestStatus;
use crate::domain::session::SessionStatus;
use crate::domain::{
    Brief, Relationship, Session, Side, WholeRelationship, WholeSession, Win, Word, content, when,
};

/// How many saved questions and wins a brief names.
const MOST: usize = 12;

/// The agenda of a session, as it is sent ahead.
#[must_use]
pub fn agenda(whole: &WholeSession, context: &Context<'_>) -> String {
    let mut page = Document::default();
    let session = &whole.session;
    let title = format!(
        "Agenda for {} · {} min",
        start(session, context),
        session.planned_minutes
    );
    page.heading(1, &title);
    page.paragraph(&session.place);
    for item in &whole.items {
        write_item(&mut page, item, context);
    }
    bring(&mut page, 2, whole, context);
    page.end()
}

/// A session whole, as it is read afterwards.
#[must_use]
pub fn session(whole: &WholeSession, context: &Context<'_>) -> String {
    let mut page = Document::default();
    write_session(&mut page, 1, whole, context);
    page.end()
}

/// What one looks at in the minutes before a session.
#[must_use]
pub fn brief(brief: &Brief, context: &Context<'_>) -> String {
    let mut page = Document::default();
    match &brief.session {
        Some(whole) => {
            let session = &whole.session;
            page.heading(1, &with(session, context));
            let day = session.at().day(context.now.zone);
            let minutes = format!("{} min", session.planned_minutes);
            let when = when::relative(day, context.now.today());
            page.paragraph(&joined(&[&when, &minutes, &session.place]));
        }
        None => page.heading(1, &format!("{}, no date yet", context.partner)),
    }
    last_time(&mut page, brief, context);
    if !brief.promises.is_empty() {
        page.heading(2, "Open promises");
    }
    for promise in &brief.promises {
        write_promise(&mut page, promise, context);
    }
    match &brief.session {
        Some(whole) => {
            page.heading(2, "Agenda");
            if whole.items.is_empty() {
                page.paragraph("Nothing on it yet.");
            }
            for item in &whole.items {
                write_item(&mut page, item, context);
            }
            bring(&mut page, 2, whole, context);
        }
        None => backlog(&mut page, &brief.backlog, context),
    }
    let questions: Vec<_> = brief.questions.iter().map(|q| q.text.as_str()).collect();
    few(&mut page, "Saved questions", &questions);
    let wins: Vec<_> = brief.wins.iter().map(|w| w.text.as_str()).collect();
    few(&mut page, "Wins not told yet", &wins);
    page.end()
}

fn last_time(page: &mut Document, brief: &Brief, context: &Context<'_>) {
    let Some(last) = brief.last.as_ref().filter(|l| !l.summary.is_empty()) else {
        return;
    };
    let day = last.at().day(context.now.zone);
    let day = when::show_day(day, context.now.today());
    page.paragraph(&format!("Last time, {day}: {}", last.summary));
}

/// Some texts, and how many there are beside.
fn few(page: &mut Document, title: &str, texts: &[&str]) {
    if texts.is_empty() {
        return;
    }
    page.heading(2, title);
    for words in texts.iter().take(MOST) {
        page.row(words, &[]);
    }
    if texts.len() > MOST {
        page.row(&format!("and {} more", texts.len() - MOST), &[]);
    }
}

/// All that two people share, section by section; those without rows are left out.
#[must_use]
pub fn relationship(whole: &WholeRelationship, context: &Context<'_>) -> String {
    let mut page = Document::default();
    head(&mut page, &whole.relationship, context);
    agreements(&mut page, whole);
    section(&mut page, "Goals", &whole.goals, |page, goal| {
        write_goal(page, 3, goal, context);
    });
    section(&mut page, "Promises", &whole.promises, |page, promise| {
        write_promise(page, promise, context);
    });
    backlog(&mut page, &whole.backlog, context);
    section(&mut page, "Sessions", &whole.sessions, |page, session| {
        write_session(page, 3, session, context);
    });
    section(&mut page, "Feedback", &whole.feedback, |page, feedback| {
        write_feedback(page, feedback, context);
    });
    asked(&mut page, whole, context);
    learned(&mut page, whole, context);
    section(&mut page, "Wins", &whole.wins, |page, win| {
        write_win(page, win, context);
    });
    pulses(&mut page, whole, context);
    page.end()
}

fn section<T>(page: &mut Document, title: &str, rows: &[T], write: impl Fn(&mut Document, &T)) {
    if !rows.is_empty() {
        page.heading(2, title);
        for row in rows {
            write(page, row);
        }
    }
}

fn head(page: &mut Document, relationship: &Relationship, context: &Context<'_>) {
    let today = context.now.today();
    page.heading(1, &relationship.partner_name);
    let since = relationship.started_on.map_or(String::new(), |d| {
        format!("since {}", when::show_day_long(d))
    });
    let ended = relationship
        .ended_on
        .map_or(String::new(), |d| when::show_day(d, today));
    let end = relationship.end_kind.map_or(String::new(), Word::spoken);
    let facts = [
        &format!("I am the {}", relationship.my_role.word()),
        relationship.status.word(),
        &ended,
        &end,
        relationship.phase.word(),
        &since,
        &format!("every {} days", relationship.cadence_days),
        &format!("{} min", relationship.session_minutes),
        &relationship.organisation,
    ];
    page.paragraph(&joined(&facts));
    page.paragraph(&relationship.purpose);
    page.quote(&relationship.about);
    page.paragraph(&relationship.end_note);
}

fn agreements(page: &mut Document, whole: &WholeRelationship) {
    for agreement in &whole.agreements {
        let title = format!(
            "How we work together, version {} ({})",
            agreement.version,
            agreement.status.word()
        );
        page.heading(2, &title);
        let facts = format!(
            "{} h of notice · {} min of grace · agenda {} h ahead",
            agreement.notice_hours, agreement.grace_minutes, agreement.agenda_lead_hours
        );
        page.paragraph(&facts);
        for section in &agreement.sections {
            let titles = &content::agreement().sections;
            let title = titles.iter().find(|s| s.id == section.id);
            let title = title.map_or(section.id.as_str(), |s| s.title.as_str());
            page.row(&format!("{title}: {}", section.text), &[]);
        }
        if !agreement.retention.is_empty() {
            page.row(&format!("Afterwards: {}", agreement.retention), &[]);
        }
    }
}

fn backlog(page: &mut Document, items: &[crate::domain::AgendaItem], context: &Context<'_>) {
    section(page, "On no agenda yet", items, |page, item| {
        write_item(page, item, context);
    });
}

fn asked(page: &mut Document, whole: &WholeRelationship, context: &Context<'_>) {
    let today = context.now.today();
    section(page, "Questions", &whole.questions, |page, question| {
        let on = question
            .asked_on
            .map_or(String::new(), |d| when::show_day(d, today));
        page.row(&question.text, &[&question.status.spoken(), &on]);
        page.under("", &question.answer);
    });
    section(
        page,
        "Feedback asked for",
        &whole.requests,
        |page, request| {
            let state = match request.status {
                RequestStatus::Asked => "",
                other => other.word(),
            };
            let on = request
                .asked_on
                .map_or(String::new(), |d| when::show_day(d, today));
            let from = match request.to_side {
                Side::Me => "from me",
                _ => "by me",
            };
            page.row(&request.about, &[from, &on, state]);
        },
    );
}

fn learned(page: &mut Document, whole: &WholeRelationship, context: &Context<'_>) {
    let today = context.now.today();
    let day =
        |day: Option<chrono::NaiveDate>| day.map_or(String::new(), |d| when::show_day(d, today));
    section(page, "Challenges", &whole.challenges, |page, challenge| {
        let asides = [
            context.whose(challenge.owner),
            challenge.status.word(),
            &day(challenge.opened_on),
        ];
        page.row(&challenge.title, &asides);
        page.under("what happened", &challenge.what);
        page.under("what it means", &challenge.so_what);
        page.under("what follows", &challenge.now_what);
    });
    section(page, "Lessons", &whole.lessons, |page, lesson| {
        page.row(&lesson.text, &[&day(lesson.learned_on)]);
    });
    section(page, "Learning", &whole.resources, |page, resource| {
        let asides = [
            resource.kind.word(),
            resource.status.word(),
            &day(resource.done_on),
            &resource.location,
        ];
        page.row(&resource.title, &asides);
        page.under("takeaway", &resource.takeaway);
    });
}

fn write_win(page: &mut Document, win: &Win, context: &Context<'_>) {
    let on = when::show_day(win.happened_on, context.now.today());
    page.row(&win.text, &[context.whose(win.whose), &on]);
}

fn pulses(page: &mut Document, whole: &WholeRelationship, context: &Context<'_>) {
    section(page, "Pulse", &whole.pulses, |page, pulse| {
        let answers: Vec<_> = pulse
            .answers
            .iter()
            .map(|(item, answer)| format!("{item} {answer}"))
            .collect();
        let day = when::show_day_long(pulse.taken_on);
        let side = context.whose(pulse.side);
        page.row(&format!("{day}: {}", answers.join(", ")), &[side]);
        page.under("", &pulse.comment);
    });
    if !whole.pulses.is_empty() {
        page.paragraph(&content::pulse().notice);
    }
}

/// `Thu 26 Nov 2026, 15:00`.
fn start(session: &Session, context: &Context<'_>) -> String {
    let local = session.at().local(context.now.zone);
    when::show_moment_long(local)
}

/// The same, with whom: the head of a page.
fn with(session: &Session, context: &Context<'_>) -> String {
    format!("{}, {}", context.partner, start(session, context))
}

fn write_session(page: &mut Document, level: usize, whole: &WholeSession, context: &Context<'_>) {
    let session = &whole.session;
    // Under somebody's name it need not be said again.
    let title = if level == 1 {
        with(session, context)
    } else {
        start(session, context)
    };
    page.heading(level, &title);
    let number = whole
        .number
        .map_or(String::new(), |n| format!("session {n}"));
    let ahead = if session.status == SessionStatus::Planned {
        format!("{} min", session.planned_minutes)
    } else {
        String::new()
    };
    let facts = [&number, &session.in_words(), &ahead, &session.place];
    page.paragraph(&joined(&facts.map(String::as_str)));
    page.paragraph(&session.summary);
    let below = level + 1;
    if !whole.items.is_empty() {
        page.heading(below, "Agenda");
    }
    for item in &whole.items {
        write_item(page, item, context);
    }
    bring(page, below, whole, context);
    if !whole.promises.is_empty() {
        page.heading(below, "Promises made");
    }
    for promise in &whole.promises {
        write_promise(page, promise, context);
    }
    if !(whole.feedback.is_empty() && whole.wins.is_empty()) {
        page.heading(below, "Said");
    }
    for feedback in &whole.feedback {
        write_feedback(page, feedback, context);
    }
    for win in &whole.wins {
        page.row(&format!("Win: {}", win.text), &[context.whose(win.whose)]);
    }
    if !session.notes.trim().is_empty() {
        page.heading(below, "Notes (private)");
        page.quote(&session.notes);
    }
}

fn bring(page: &mut Document, level: usize, whole: &WholeSession, context: &Context<'_>) {
    if !whole.materials.is_empty() {
        page.heading(level, "Bring");
    }
    for material in &whole.materials {
        write_material(page, material, context);
    }
}
