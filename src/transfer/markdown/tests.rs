use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::*;

/// Every extension but the one that only draws quotes and dashes more prettily.
fn extensions() -> Options {
    Options::all() - Options::ENABLE_SMART_PUNCTUATION
}

/// What a reader of Markdown with every extension on makes of it: the text, and what else it found.
fn read(markdown: &str) -> (String, Vec<String>) {
    let (mut words, mut found) = (String::new(), Vec::new());
    for event in Parser::new_ext(markdown, extensions()) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push('\n'),
            Event::Start(Tag::Paragraph | Tag::BlockQuote(_)) | Event::End(_) => {}
            other => found.push(format!("{other:?}")),
        }
    }
    (words, found)
}

#[test]
fn plain_text_stays_as_it_is() {
    for text in [
        "How did you choose? 5 < 6 & more, R&D",
        "snake_case and a-b, ~5 min, $5, x^2",
        "e.g. #design, 3.5 of 4 (half)",
        "漢字 👍🏽 שלום",
    ] {
        assert_eq!(inline(text), text);
    }
}

#[test]
fn what_means_something_in_markdown_becomes_text() {
    for (text, expected) in [
        (
            "<script>alert(1)</script>",
            "&lt;script>alert(1)&lt;/script>",
        ),
        ("<}a@b.c>", "&lt;}a@b.c>"),
        ("[x](javascript:1)", "\\[x\\](javascript:1)"),
        ("# Promises", "\\# Promises"),
        ("- a", "\\- a"),
        ("12. a", "12\\. a"),
        ("> a", "\\> a"),
        ("a *b* `c` {.d}", "a \\*b\\* \\`c\\` \\{.d}"),
        ("__a__ ~~b~~ $c$", "\\_\\_a\\_\\_ \\~\\~b\\~\\~ \\$c\\$"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("a\u{1b}[31mb\u{9b}c", "a␛\\[31mb�c"),
    ] {
        assert_eq!(inline(text), expected);
    }
}

#[test]
fn blocks_are_parted_and_lists_are_not() {
    let mut page = Document::default();
    page.heading(1, "A");
    page.paragraph("one\n# two");
    page.task(Tick::Done, "first", &["5 min", "", "me"]);
    page.under("", "No.\nNever.");
    page.row("second", &[]);
    page.quote("- kept\n# not kept\n\nlast");
    assert_eq!(
        page.end(),
        "# A\n\none  \n\\# two\n\n- [x] first (5 min, me)  \n  No.  \n  Never.\n- second\n\n> - kept  \n> \\# not kept\n>\n> last\n"
    );
}

fn any_line() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        2 => "[a-z ]{1,6}",
        3 => prop::sample::select(vec![
            "<", ">", "<b>", "<!--", "</", "&", "&amp;", "&#60;", "*", "**", "_", "__", "`", "```", "~", "~~~", "^", "$", "$$",
            "[", "]", "![", "](", ")", "{", "}", "#", "##", "# ", "- ", "+ ", "---", "===", "1. ", "2) ", "| ", "|-|", ": ", "\\", "!",
            "[^1]", "http://a.b", "a@b.c", "\u{1b}", "\u{202e}", "\t", ":::", "[!NOTE]", "'", "\"",
        ]).prop_map(String::from),
        1 => ".{0,4}",
    ];
    prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn a_line_is_read_as_its_text(line in any_line()) {
        let line = line.replace(['\n', '\r'], " ");
        let shown = text::visible(&line);
        let (words, found) = read(&inline(&line));
        prop_assert_eq!(found, Vec::<String>::new(), "{}", inline(&line));
        prop_assert_eq!(words, shown.trim());
    }

    #[test]
    fn no_row_makes_another(line in any_line(), aside in any_line()) {
        let mut page = Document::default();
        page.task(Tick::Open, &line, &[&aside]);
        page.row("last", &[]);
        let rows = Parser::new_ext(&page.end(), extensions())
            .filter(|event| matches!(event, Event::Start(Tag::Item | Tag::Heading { .. } | Tag::Link { .. } | Tag::HtmlBlock)))
            .count();
        prop_assert_eq!(rows, 2);
    }

    #[test]
    fn a_quote_stays_within_itself(lines in prop::collection::vec(any_line(), 1..5)) {
        let mut page = Document::default();
        page.quote(&lines.join("\n"));
        let text = page.end();
        prop_assert!(text.lines().all(|line| line.starts_with('>')), "{}", text);
        let bad = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Heading { .. } | Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock));
        prop_assert_eq!(Parser::new_ext(&text, extensions()).find(bad), None, "{}", text);
    }
}

fn context(partner: &str) -> Context<'_> {
    Context {
        partner,
        now: Now {
            at: crate::domain::Instant::parse("2026-11-24T09:00:00Z").unwrap_or_default(),
            zone: chrono_tz::Tz::Europe__Berlin,
        },
    }
}

fn whole(status: &str) -> crate::domain::WholeSession {
    let at = r#"{"planned_start": "2026-11-26T14:00:00Z", "place": "video", "summary": "One review alone first.", "notes": "<b>stop</b>"}"#;
    let rows = serde_json::json!({
        "items": [
            {"title": "Lead a *design* review", "owner": "me", "kind": "progress", "minutes": 15, "status": "done", "outcome": "Not yet.\nIn March."},
            {"title": "<script>", "status": "carried"},
        ],
        "promises": [{"text": "Send the paper", "owner": "partner", "due": "2026-11-27"}],
        "materials": [{"session_id": "00000000-0000-0000-0000-000000000000", "label": "slides draft", "for_side": "me", "ready": true}],
        "feedback": [{"direction": "from_partner", "behaviour": "you ask, then answer", "impact": "nobody else does", "state": "responded", "response": "trying"}],
    });
    let mut session: crate::domain::Session = serde_json::from_str(at).unwrap();
    session.status = crate::domain::Word::from_word(status).unwrap();
    crate::domain::WholeSession {
        number: (status == "held").then_some(23),
        session,
        items: serde_json::from_value(rows["items"].clone()).unwrap(),
        promises: serde_json::from_value(rows["promises"].clone()).unwrap(),
        materials: serde_json::from_value(rows["materials"].clone()).unwrap(),
        feedback: serde_json::from_value(rows["feedback"].clone()).unwrap(),
        ..Default::default()
    }
}

#[test]
fn an_agenda_reads_well_where_it_is_sent() {
    let text = agenda(&whole("planned"), &context("Athena Pallas"));
    assert_eq!(
        text,
        "# Agenda for Thu 26 Nov 2026, 15:00 · 45 min

video

- [x] Lead a \\*design\\* review (progress, me, 15 min)  
  Not yet.  
  In March.
- [ ] &lt;script> (10 min, goes on)

## Bring

- [x] me: slides draft
"
    );
}

#[test]
fn a_session_is_told_whole() {
    let text = session(&whole("held"), &context("Athena Pallas"));
    assert_eq!(
        text,
        "# Athena Pallas, Thu 26 Nov 2026, 15:00

session 23 · held · 45 min · video

One review alone first.

## Agenda

- [x] Lead a \\*design\\* review (progress, me, 15 min)  
  Not yet.  
  In March.
- [ ] &lt;script> (10 min, goes on)

## Bring

- [x] me: slides draft

## Promises made

- [ ] Athena: Send the paper (by Fri 27 Nov)

## Said

- From Athena: you ask, then answer (trying)  
  impact: nobody else does

## Notes (private)

> &lt;b>stop&lt;/b>
"
    );
}
