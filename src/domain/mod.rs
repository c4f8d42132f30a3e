//! Entities, states and rules of a mentoring relationship, in the field's terms.
//!
//! Nothing here knows a screen, a disk or a clock: what time it is, and which ids are new, comes in as a value.

pub mod agenda;
pub mod agreement;
pub mod carry;
pub mod challenge;
pub mod change;
pub mod commitment;
pub mod content;
pub mod entity;
pub mod evidence;
pub mod fact;
pub mod feedback;
pub mod fuzzy;
pub mod goal;
pub mod incoming;
pub mod learning;
pub mod link;
pub mod merge;
pub mod moment;
pub mod net;
pub mod offer;
pub mod order;
pub mod progress;
pub mod pulse;
pub mod question;
pub mod quick_line;
pub mod relationship;
pub mod rhythm;
pub mod search;
pub mod session;
pub mod story;
pub mod table;
pub mod text;
pub mod turn;
pub mod when;
pub mod whole;
pub mod words;

pub use agenda::{AgendaItem, ItemKind, ItemStatus};
pub use agreement::{Agreement, AgreementStatus};
pub use challenge::{Challenge, ChallengeStatus, Lesson};
pub use change::{Batch, Change, Row};
pub use commitment::{Commitment, CommitmentStatus};
pub use entity::Entity;
pub use feedback::{Feedback, FeedbackRequest};
pub use goal::{Goal, GoalStatus, GoalUpdate, Milestone, MilestoneStatus, ProgressMode};
pub use learning::{Resource, Win};
pub use moment::Instant;
pub use net::Net;
pub use pulse::Pulse;
pub use question::Question;
pub use relationship::{Relationship, RelationshipStatus, Role};
pub use session::{Material, Session, SessionStatus};
pub use table::{Id, Link, Table};
pub use whole::{Brief, WholeGoal, WholeRelationship, WholeSession};
pub use words::{Side, Visibility, Word};
