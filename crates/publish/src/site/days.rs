//! The days: one after the other, so that each is tied to those before it; many at once where
//! they do not need each other.

use super::Site;
use crate::{
    about,
    cache::{Key, Kind},
    document::Body,
    extras::Extra,
    facts::{Facts, Known},
    head::CardImage,
    history::{self, DayHistory, Now, Remembered},
    output::OutputError,
    parts::Plan,
    progress::Progress,
    reading_time::minutes,
    stamps::Stamp,
    story_page,
    threads::{Tier, Ties, WINDOW_DAYS},
    units::{SiteFile, Units},
};
use dayfold_app::{
    content::{Content, Day},
    paths::Route,
};
use dayfold_ingest::calendar;
use dayfold_model::{Date, Digest, Story, StoryLink};
use rayon::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// How many days are made at once, while as many are tied: as many as memory has room for on the
/// smallest machine.
const BATCH: usize = 32;

/// A day that is being made.
struct Making<'p> {
    date: Date,
    plan: &'p Plan,
    facts: Facts,
    /// Where it was made just now.
    digest: Option<Arc<Digest>>,
    ties: Ties,
    ties_key: Key,
}

/// A day that was tied.
struct Tied {
    date: Date,
    /// Of its digest.
    key: Key,
    ties: Ties,
    /// Of these: each day asks for those of the whole window.
    ties_key: Key,
}

/// The ties of the days, in their order.
#[derive(Default)]
struct Tying {
    /// The days of the window.
    window: Vec<Tied>,
    /// What has learned the window, as far as any day had to be tied.
    tier: Option<Tier>,
}

impl Site<'_> {
    /// Makes the days and what has none, with `before` remembered of them.
    pub(crate) fn make_days(
        &mut self,
        units: &Units<'_>,
        before: Remembered,
        now: &Now<'_>,
        progress: &dyn Progress,
    ) -> Result<(), OutputError> {
        let edition = self.edition;
        self.published = before.index;
        self.widgets_since = self.first_of_widgets();
        let mut before = before.days;
        for (slug, plan) in &edition.undated {
            self.make_undated(units, slug, plan)?;
            progress.advance(1);
        }
        let days: Vec<(&Date, &Plan)> = edition.days.iter().collect();
        let dates: Vec<Date> = edition.days.keys().copied().collect();
        let mut tying = Tying::default();
        let mut batches = days.chunks(BATCH);
        let mut tie_next = |site: &Self| match batches.next() {
            Some(batch) => site.tie_all(batch, &mut tying, &mut before, now),
            None => Ok(vec![]),
        };
        let mut tied = tie_next(self)?;
        let mut first = 0;
        while !tied.is_empty() {
            let mut batch = Vec::with_capacity(tied.len());
            for (day, history) in tied {
                self.history_keys.insert(day.date, history.key());
                self.history.insert(day.date, history);
                batch.push(day);
            }
            // To tie days takes one core, since each needs those before it; the others write pages
            // in the meantime.
            let site = &*self;
            let (made, next) = rayon::join(
                || {
                    batch.par_iter().enumerate().try_for_each(|(at, day)| {
                        let at = first + at;
                        let previous = at.checked_sub(1).map(|at| dates[at]);
                        let made = site.make_day(units, day, previous, dates.get(at + 1).copied());
                        progress.advance(1);
                        made
                    })
                },
                || tie_next(site),
            );
            made?;
            tied = next?;
            first += batch.len();
            self.known.extend(batch.into_iter().map(|day| Known {
                date: Some(day.date),
                slug: None,
                ties: day.ties,
                facts: day.facts,
            }));
        }
        Ok(())
    }

    /// Begins some days, and ties each to those before it.
    fn tie_all<'p>(
        &self,
        days: &[(&Date, &'p Plan)],
        tying: &mut Tying,
        before: &mut BTreeMap<Date, DayHistory>,
        now: &Now<'_>,
    ) -> Result<Vec<(Making<'p>, DayHistory)>, OutputError> {
        let begun = days.par_iter().map(|(date, plan)| self.begin(**date, plan));
        let begun = begun.collect::<Result<Vec<_>, _>>()?.into_iter();
        let tied = begun.map(|mut day| {
            self.tie(&mut day, tying)?;
            let known = before.remove(&day.date);
            let history = history::advance(known, day.date, &day.facts, day.plan.source(), now);
            Ok((day, history))
        });
        tied.collect()
    }

    /// What is known of a digest; with the digest where it had to be made for that.
    fn facts(&self, plan: &Plan) -> Result<(Facts, Option<Arc<Digest>>), OutputError> {
        let cache = self.cache();
        let key = plan.key(cache);
        if let Some(facts) = cache.value(Kind::Facts, key.as_bytes()) {
            return Ok((facts, None));
        }
        let digest = self.assemble(plan)?;
        let facts = Facts::of(&digest, key, cache);
        cache.put_value(Kind::Facts, key.as_bytes(), &facts);
        Ok((facts, Some(Arc::new(digest))))
    }

    fn begin<'p>(&self, date: Date, plan: &'p Plan) -> Result<Making<'p>, OutputError> {
        let (facts, digest) = self.facts(plan)?;
        Ok(Making {
            date,
            plan,
            facts,
            digest,
            ties: Ties::default(),
            ties_key: Key::default(),
        })
    }

    /// Makes a digest, without its ties and its history.
    fn assemble(&self, plan: &Plan) -> Result<Digest, OutputError> {
        let mut digest = self.folder.make(plan).ok_or_else(|| {
            let part = plan.parts.first();
            OutputError::Unreadable {
                path: part.map(|part| part.path.clone()).unwrap_or_default(),
                source: std::io::Error::other("it was changed while the site was built"),
            }
        })?;
        self.edition.taxonomy.apply(&mut digest);
        if self.folder.settings.show.reading_time {
            digest.minutes = minutes(&digest);
        }
        Ok(digest)
    }

    /// The same, out of memory where it was made lately.
    fn assembled(&self, plan: &Plan, key: Key) -> Result<Arc<Digest>, OutputError> {
        if let Ok(mut lately) = self.lately.lock()
            && let Some(digest) = lately.get(key)
        {
            return Ok(digest);
        }
        let digest = Arc::new(self.assemble(plan)?);
        if let Ok(mut lately) = self.lately.lock() {
            lately.put(key, digest.clone());
        }
        Ok(digest)
    }

    /// Ties a day to those before it. That depends on what is within the window alone.
    fn tie(&self, day: &mut Making<'_>, tying: &mut Tying) -> Result<(), OutputError> {
        if !self.folder.settings.show.threads {
            day.ties_key = day.ties.key();
            return Ok(());
        }
        let serial = day.date.serial();
        tying
            .window
            .retain(|tied| tied.date.serial() + WINDOW_DAYS >= serial);
        let mut all = self.cache().ingredients("ties");
        all.key(day.facts.key);
        for tied in &tying.window {
            all.key(tied.key).key(tied.ties_key);
        }
        let key = all.done();
        if let Some(ties) = self.cache().value::<Ties>(Kind::Ties, key.as_bytes()) {
            day.ties = ties;
            // It would have to learn this one, which is work for nothing where no other day
            // has to be tied.
            tying.tier = None;
        } else {
            let mut tier = match tying.tier.take() {
                Some(tier) => tier,
                None => self.learned(&tying.window)?,
            };
            let digest = match &day.digest {
                Some(digest) => digest.clone(),
                None => self.assembled(day.plan, day.facts.key)?,
            };
            let mut tied = (*digest).clone();
            tier.tie(day.date, &mut tied);
            day.ties = Ties::of(&tied);
            day.digest = Some(digest);
            self.cache()
                .put_value(Kind::Ties, key.as_bytes(), &day.ties);
            tying.tier = Some(tier);
        }
        day.ties_key = day.ties.key();
        tying.window.push(Tied {
            date: day.date,
            key: day.facts.key,
            ties: day.ties.clone(),
            ties_key: day.ties_key,
        });
        Ok(())
    }

    /// What has learned the days of a window.
    fn learned(&self, window: &[Tied]) -> Result<Tier, OutputError> {
        let mut tier = Tier::default();
        for tied in window {
            let Some(plan) = self.edition.days.get(&tied.date) else {
                continue;
            };
            let mut digest = (*self.assembled(plan, tied.key)?).clone();
            tied.ties.apply(&mut digest);
            tier.pass(tied.date, &digest);
        }
        Ok(tier)
    }

    /// A digest as it is published: with its ties and its history.
    fn finished(&self, digest: &Digest, ties: &Ties, history: Option<&DayHistory>) -> Digest {
        let mut digest = digest.clone();
        ties.apply(&mut digest);
        let Some(history) = history else {
            return digest;
        };
        let lang = &self.settings().lang;
        if digest.updated.is_none()
            && let Some(updated) = &history.updated
        {
            digest.updated_text = calendar::moment_text(updated, lang);
            digest.updated = Some(updated.clone());
        }
        let stories = digest
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.stories);
        for story in stories {
            let known = history.stories.iter().find(|known| *known.id == *story.id);
            if let Some(at) = known.and_then(|known| known.corrected.as_ref()) {
                story.corrected_text = calendar::moment_text(at, lang);
                story.corrected = Some(at.clone());
            }
        }
        digest
    }

    fn make_day(
        &self,
        units: &Units<'_>,
        day: &Making<'_>,
        previous: Option<Date>,
        next: Option<Date>,
    ) -> Result<(), OutputError> {
        let history = self.history.get(&day.date);
        let history_key = self.history_key(&day.date);
        let route = Route::Day(day.date);
        let alternates = self.alternates(&route);
        let has_oembed = self.has_oembed(day.date);
        let mut all = self.ingredients("day");
        all.key(day.facts.key)
            .key(day.ties_key)
            .key(history_key)
            .value(&(previous, next))
            .value(&alternates)
            .value(&has_oembed);
        let key = all.done();
        let digest = || -> Result<Digest, OutputError> {
            let digest = match &day.digest {
                Some(digest) => digest.clone(),
                None => self.assembled(day.plan, day.facts.key)?,
            };
            Ok(self.finished(&digest, &day.ties, history))
        };
        let card = self.make_card(units, &day.date.to_string(), &day.facts, || {
            match &day.digest {
                Some(digest) => Ok(digest.clone()),
                None => self.assembled(day.plan, day.facts.key),
            }
        })?;
        let facts = || about::Facts {
            stamp: history.and_then(Stamp::of_day),
            card: card.clone(),
            has_oembed,
            ..about::Facts::default()
        };
        let content = || -> Result<Content, OutputError> {
            let digest = digest()?;
            Ok(Content::Day(Arc::new(Day {
                digest,
                previous,
                next,
            })))
        };
        units.make(self.unit(&day.date.to_string()), key, || {
            let data = self.data(&self.paths.day_data(day.date), &digest()?)?;
            let oembed = self.oembed(&route, |provider| {
                Ok(provider.day(day.date, &digest()?, card.as_ref()))
            })?;
            let page = self.page_with(route, content()?, facts())?;
            Ok(data.into_iter().chain([page]).chain(oembed).collect())
        })?;
        if self.has(Extra::Stories) {
            self.make_stories(units, day, history_key, digest, card.as_ref())?;
        }
        if next.is_some() {
            return Ok(());
        }
        let alternates = self.alternates(&Route::Home);
        let key = self.ingredients("home").key(key).value(&alternates).done();
        units.make(self.unit("home"), key, || {
            let oembed = self.oembed(&Route::Home, |provider| {
                Ok(provider.latest(&digest()?, card.as_ref()))
            })?;
            let page = self.page_with(Route::Home, content()?, facts())?;
            Ok([page].into_iter().chain(oembed).collect())
        })
    }

    /// The pages of a day's stories, which do not know what is beside the day.
    fn make_stories(
        &self,
        units: &Units<'_>,
        day: &Making<'_>,
        history: Key,
        digest: impl Fn() -> Result<Digest, OutputError>,
        card: Option<&CardImage>,
    ) -> Result<(), OutputError> {
        let mut all = self.ingredients("stories");
        all.key(day.facts.key)
            .key(day.ties_key)
            .key(history)
            .value(&self.has_oembed(day.date));
        units.make(
            self.unit(&format!("stories/{}", day.date)),
            all.done(),
            || {
                let digest = digest()?;
                let mut files = vec![];
                for story in digest.stories() {
                    files.extend(self.story_files(day.date, &digest, story, card.cloned())?);
                }
                Ok(files)
            },
        )
    }

    /// A story's own page, and what oEmbed says of it.
    fn story_files(
        &self,
        date: Date,
        digest: &Digest,
        story: &Story,
        card: Option<CardImage>,
    ) -> Result<Vec<SiteFile>, OutputError> {
        let route = Route::Story(date, story.id.clone());
        let oembed = self.oembed(&route, |provider| {
            Ok(provider.story(date, story, card.as_ref()))
        })?;
        let history = self.history.get(&date);
        let facts = about::Facts {
            stamp: history.and_then(|day| Stamp::of_story(day, &story.id)),
            card,
            has_oembed: self.has_oembed(date),
            ..about::Facts::default()
        };
        let site = self.about();
        let about = site.story(&route, date, digest, story, facts);
        let html = story_page::render(self.settings(), self.paths, date, digest, story);
        let page = self.document(about, Body::Plain(html))?;
        Ok([page].into_iter().chain(oembed).collect())
    }

    fn make_undated(
        &mut self,
        units: &Units<'_>,
        slug: &str,
        plan: &Plan,
    ) -> Result<(), OutputError> {
        let (facts, digest) = self.facts(plan)?;
        let card = self.make_card(
            units,
            &format!("undated/{slug}"),
            &facts,
            || match &digest {
                Some(digest) => Ok(digest.clone()),
                None => self.assembled(plan, facts.key),
            },
        )?;
        let key = self.ingredients("undated").key(facts.key).done();
        units.make(self.unit(&format!("undated/{slug}")), key, || {
            let digest = match digest {
                Some(digest) => digest,
                None => self.assembled(plan, facts.key)?,
            };
            let data = self.data(&self.paths.undated_data(slug), &*digest)?;
            let content = Content::Day(Arc::new(Day {
                digest: (*digest).clone(),
                previous: None,
                next: None,
            }));
            let route = Route::Undated(slug.to_owned());
            let about = about::Facts {
                card,
                ..about::Facts::default()
            };
            let page = self.page_with(route, content, about)?;
            Ok(data.into_iter().chain([page]).collect())
        })?;
        self.known.push(Known {
            date: None,
            slug: Some(slug.to_owned()),
            ties: Ties::default(),
            facts,
        });
        Ok(())
    }

    /// How a story is shown in lists; made again where the cache has lost it.
    pub(super) fn link(&self, known: &Known, at: usize) -> Option<StoryLink> {
        let cache = self.cache();
        known.facts.link(at, cache).or_else(|| {
            let digest = self.text_of(known).ok()?;
            Facts::of(&digest, known.facts.key, cache).link(at, cache)
        })
    }

    /// The text of a digest that is known.
    pub(super) fn text_of(&self, known: &Known) -> Result<Arc<Digest>, OutputError> {
        let plan = match (known.date, &known.slug) {
            (Some(date), _) => self.edition.days.get(&date),
            (None, Some(slug)) => self.edition.undated.get(slug),
            (None, None) => None,
        };
        match plan {
            Some(plan) => self.assembled(plan, known.facts.key),
            None => Err(OutputError::Unreadable {
                path: known.facts.title.clone().into(),
                source: std::io::Error::other("it is in no file"),
            }),
        }
    }
}
