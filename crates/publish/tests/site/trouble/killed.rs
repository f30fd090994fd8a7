//! Builds that are killed, at any moment: the site stays whole, and the next build is none the
//! worse for it.

use super::{assert_as_new, assert_whole, build, child_of, days, name, open, random, text, times};
use std::{
    fs,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

/// How many builds are killed, where `DAYFOLD_KILLS` says nothing else.
const KILLS: u64 = 12;

#[test]
fn a_killed_build_leaves_the_site_whole() {
    let kills = times("DAYFOLD_KILLS", KILLS);
    let all = if kills > KILLS { 200 } else { 40 };
    let place = days(all);
    let (folder, out, cache) = (place.folder.path(), place.out.path(), place.cache.path());
    let began = Instant::now();
    build(folder, out, open(cache));
    let full = began.elapsed();
    let mut random = random();
    let mut killed = 0;
    for kill in 1..=kills {
        // Something for every step: all pages, some, a new day, one that goes.
        match kill % 4 {
            0 => place.write("dayfold.toml", format!("title = \"News {kill}\"\n")),
            1 => (0..5).for_each(|_| {
                let day = random(u64::from(all)) as u32;
                place.write(&name(day), text(day, kill));
            }),
            2 => place.write(&name(all + (kill % 50) as u32), text(all, kill)),
            _ => _ = fs::remove_file(folder.join(name(random(u64::from(all)) as u32))),
        }
        let mut child = child_of(&place)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let wait = if kill % 4 == 0 { full } else { full / 6 };
        thread::sleep(Duration::from_micros(random(wait.as_micros() as u64)));
        killed += u64::from(child.try_wait().unwrap().is_none());
        _ = child.kill();
        _ = child.wait();
        assert_whole(out);
        // Every other one is killed on top of the last.
        if kill % 2 == 0 {
            build(folder, out, open(cache));
            assert_whole(out);
        }
    }
    assert_as_new(&place);
    assert!(killed * 2 > kills, "only {killed} of {kills} were killed");
    println!("{killed} of {kills} builds were killed at work, and nothing was lost");
}
