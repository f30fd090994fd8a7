//! Now, and moments as the reader's language writes them, in the reader's own zone: by the
//! browser's `Intl`, of which nothing is in the wasm.

use dayfold_model::Date;
use js_sys::{Array, Function, Object, Reflect, global};
use wasm_bindgen::{JsCast, JsValue};

const MINUTE: f64 = 60_000.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;

/// A moment, in milliseconds since 1970 in UTC; none of what is no moment.
pub(crate) fn moment(text: &str) -> Option<f64> {
    let moment = js_sys::Date::parse(text);
    moment.is_finite().then_some(moment)
}

/// Milliseconds since the page began, by a clock that nobody sets; 0 where there is none.
pub(crate) fn ticks() -> f64 {
    let clock = web_sys::window().and_then(|window| window.performance());
    clock.map_or(0.0, |clock| clock.now())
}

/// Puts down when the page came alive, for whoever measures that: a mark of the name
/// `dayfold:alive` (W3C User Timing).
pub(crate) fn mark_alive() {
    if let Some(clock) = web_sys::window().and_then(|window| window.performance()) {
        _ = clock.mark("dayfold:alive");
    }
}

/// A moment as the language writes it, for example "Nov 22, 2025, 7:21 PM".
pub(crate) fn written(moment: f64, lang: &str) -> Option<String> {
    let styles = [("dateStyle", "medium"), ("timeStyle", "short")];
    format("DateTimeFormat", lang, &styles, &[moment.into()])
}

/// How long ago a moment was, for example "3 hours ago"; none of what is to come, as it is
/// where a clock is wrong.
pub(crate) fn ago(moment: f64, lang: &str) -> Option<String> {
    let now = js_sys::Date::now();
    match now - moment {
        past if past < -5.0 * MINUTE => None,
        past if past < HOUR => relative(past / MINUTE, "minute", lang),
        past if past < DAY => relative(past / HOUR, "hour", lang),
        _ => days_ago(local_day(now) - local_day(moment), lang),
    }
}

/// How long ago a day was, by the reader's calendar: "today", "yesterday".
pub(crate) fn day_ago(date: Date, lang: &str) -> Option<String> {
    let day = moment(&date.to_string())? / DAY;
    days_ago(local_day(js_sys::Date::now()) - day, lang)
}

fn days_ago(days: f64, lang: &str) -> Option<String> {
    match days {
        days if days < 0.0 => None,
        days if days < 60.0 => relative(days, "day", lang),
        days if days < 730.0 => relative(days / 30.44, "month", lang),
        days => relative(days / 365.25, "year", lang),
    }
}

/// The number of a moment's day in the reader's zone.
fn local_day(moment: f64) -> f64 {
    let offset = js_sys::Date::new(&moment.into()).get_timezone_offset();
    ((moment - offset * MINUTE) / DAY).floor()
}

fn relative(past: f64, unit: &str, lang: &str) -> Option<String> {
    let numeric = [("numeric", "auto")];
    let args = [JsValue::from(-past.floor()), unit.into()];
    format("RelativeTimeFormat", lang, &numeric, &args)
}

/// Formats by one of the classes of `Intl`. Found by name, since a browser may lack one, or
/// not take the language; then there is no text, and that is all.
fn format(class: &str, lang: &str, options: &[(&str, &str)], args: &[JsValue]) -> Option<String> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let class = get(&get(&global(), "Intl")?, class)?;
    let object = Object::new();
    for (name, value) in options {
        Reflect::set(&object, &(*name).into(), &(*value).into()).ok()?;
    }
    let given = Array::of2(&lang.into(), &object);
    let formatter = Reflect::construct(class.dyn_ref::<Function>()?, &given).ok()?;
    let method: Function = get(&formatter, "format")?.dyn_into().ok()?;
    let args: Array = args.iter().collect();
    method.apply(&formatter, &args).ok()?.as_string()
}
