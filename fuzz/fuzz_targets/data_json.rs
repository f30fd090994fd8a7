//! The JSON that the reader fetches: whatever a host answers, it is read or it is not.

#![no_main]

use dayfold_model::{
    Digest, FromJson, MonthDays, Settings, Site, SubjectPage, Subjects, Threads, parse,
};
use libfuzzer_sys::fuzz_target;

fn reads<T: FromJson>(text: &str) {
    _ = parse::<T>(text);
}

fuzz_target!(|text: &str| {
    reads::<Site>(text);
    reads::<Settings>(text);
    reads::<Digest>(text);
    reads::<MonthDays>(text);
    reads::<Threads>(text);
    reads::<Subjects>(text);
    reads::<SubjectPage>(text);
});
