//! Starter content: templates, questions.
