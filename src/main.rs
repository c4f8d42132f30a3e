//! temporary
use ithaca::{app, env::Env, store::{Store, Patience}, demo};
fn main() {
    let env = Env::read().unwrap();
    let a: Vec<String> = std::env::args().collect();
    let path = std::path::PathBuf::from(a.get(2).cloned().unwrap_or("/tmp/x.db".into()));
    let fresh = !path.exists();
    let store = Store::open(&path, Patience::Application).unwrap();
    if fresh { let size = match a.get(1).map(String::as_str) { Some("huge")=>Some(demo::Size::Huge), Some("heavy")=>Some(demo::Size::Heavy), Some("demo")=>Some(demo::Size::Demo), _=>None};
      if let Some(s)=size { demo::build(&store, &env, s, 1).unwrap(); } }
    if a.get(3).is_some() { return; }
    if let Err(e) = app::run(&store, &env, None, Default::default()) { eprintln!("{e}"); std::process::exit(1) }
}
